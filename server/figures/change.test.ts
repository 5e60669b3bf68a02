import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Change, ChangedRow, ChangePart, ChangeQuery } from '../../shared/change.ts'
import type { Row } from '../../shared/datasets/dataset.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { type City, openCity, SMALL_TREE } from '../test/city.ts'

const ACTOR = { name: 'lan', role: 'officer', reason: 'wrong file' } as const

let city: City
beforeAll(async () => {
  city = await openCity('2026-11-05T03:00:00Z', 'p')
  await city.feed('units', { system: true })
  await city.deliver('units', SMALL_TREE)
  await city.feed('dossiers')
})
afterAll(() => city.end())

const at = (day: string, hour = '09') => `2026-11-${day}T${hour}:00:00+07:00`
const dossier = (code: string, unit: string, received: string, more: Row = {}): Row => ({
  code,
  receivingUnit: unit,
  receivedAt: at(received),
  ...more,
})
const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' }
const ask = (measure: string, from: number, more: Partial<ChangeQuery> = {}): ChangeQuery => ({
  measure: `dossiers.${measure}`,
  period: NOVEMBER,
  from: { seq: from },
  ...more,
})
const change = (asked: ChangeQuery) => city.figures.change(asked, SYSTEM_SCOPE)
const partsOf = (answer: Change) =>
  Object.fromEntries(answer.parts.map(({ part, delta, rows }) => [part, [delta, rows]]))
const rowsOf = async (asked: ChangeQuery, part: ChangePart) => {
  const answer = await city.figures.changeRows({ ...asked, part }, SYSTEM_SCOPE)
  return { ...answer, rows: answer.rows as ChangedRow[] }
}

describe('a figure that moved', () => {
  // Seqs: 1 the definitions, 2 the units, 3 and 4 the first two files, 5 the third, 6 the withdrawal.
  let first: number
  let wrong: string

  it('is taken apart into what happened since, what came late, what was corrected and what was taken back', async () => {
    // Reading of 5 November: 1, 2 and 3 received, of which 3 by a file that turns out to be wrong.
    await city.deliver('dossiers', [dossier('1', 'a', '02'), dossier('2', 'b', '03')])
    const file = await city.deliver('dossiers', [dossier('3', 'b', '04')], { file: 'sai.csv' })
    wrong = file.batch
    first = file.seq
    // A week later: 4 and 5 received since; 6 received on the 3rd, reported now; 2 in truth received on 31 October.
    city.clock.set(new Date('2026-11-12T03:00:00Z'))
    await city.deliver('dossiers', [
      dossier('4', 'a', '09'),
      dossier('5', 'a', '10'),
      dossier('6', 'b', '03'),
      { ...dossier('2', 'b', '03'), receivedAt: '2026-10-31T09:00:00+07:00' },
    ])
    await city.ledger.withdraw(wrong, { within: city.figures.adjust, actor: ACTOR })
    const answer = await change(ask('received', first))
    // 3 → + 4, 5 → + 6 → − 2 → − 3: 1, 4, 5, 6
    expect(answer.before.figure.value).toBe(3)
    expect(answer.after.figure.value).toBe(4)
    expect(answer.delta).toBe(1)
    expect(answer.parts).toEqual([
      { part: 'new', value: 5, delta: 2, rows: 2 },
      { part: 'late', value: 6, delta: 1, rows: 1 },
      { part: 'correction', value: 5, delta: -1, rows: 1 },
      { part: 'withdrawal', value: 4, delta: -1, rows: 1 },
    ])
  })

  it('names the row, the file and the commit behind each part', async () => {
    const corrected = await rowsOf(ask('received', first), 'correction')
    expect(corrected.total).toBe(-1)
    expect(corrected.rows).toMatchObject([{ unit: 'b', before: 1, after: 0, weight: -1, rowNo: 5, sheet: 'Trang 1' }])
    expect(Object.keys(corrected.rows[0]?.changed ?? {})).toEqual(['receivedAt'])
    const taken = await rowsOf(ask('received', first), 'withdrawal')
    expect(taken.rows).toMatchObject([
      { batch: wrong, file: 'sai.csv', rowNo: 2, before: 1, after: 0, seq: 6, committedAt: '2026-11-12T03:00:00.000Z' },
    ])
    const page = await rowsOf({ ...ask('received', first), limit: 1 }, 'new')
    const rest = await rowsOf({ ...ask('received', first), limit: 1, after: page.next ?? '' }, 'new')
    expect(page.rows).toHaveLength(1)
    expect(rest.rows).toHaveLength(1)
    expect(page.rows[0]?.key).not.toBe(rest.rows[0]?.key)
    expect(rest.next).toBeUndefined()
    expect(partsOf(await change(ask('received', first))).new).toEqual([page.total, 2])
  })
})
