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

describe('a stock', () => {
  it('moves with the clock before anything is delivered, and falls by what was finished since', async () => {
    const start = (await city.ledger.head()).seq
    city.clock.set(new Date('2026-11-16T03:00:00Z'))
    // Known on the 16th: 11 and 12 of the department are due on the 17th.
    const due = { dueAt: at('17', '17') }
    const file = await city.deliver('dossiers', [dossier('11', 'd', '11', due), dossier('12', 'd', '11', due)])
    expect(file.seq).toBe(start + 1)
    // On the 20th both are overdue by what was known on the 16th; then 12 is reported finished on the 19th.
    city.clock.set(new Date('2026-11-20T03:00:00Z'))
    await city.deliver('dossiers', [dossier('12', 'd', '11', { ...due, finishedAt: at('19') })])
    const asked = ask('overdue', file.seq, { unit: 'd' })
    const answer = await change(asked)
    expect(answer.before.asOf).toMatchObject({ seq: file.seq, now: '2026-11-16T03:00:00.000Z' })
    expect(answer.parts).toEqual([
      { part: 'clock', value: 2, delta: 2, rows: 2 },
      { part: 'new', value: 1, delta: -1, rows: 1 },
    ])
    const overdue = await rowsOf(asked, 'clock')
    expect(overdue.rows.map(({ before, after, changed }) => [before, after, changed])).toEqual([
      [0, 1, {}],
      [0, 1, {}],
    ])
    const [done] = (await rowsOf(asked, 'new')).rows
    expect(done).toMatchObject({ before: 1, after: 0, weight: -1 })
    expect(Object.keys(done?.changed ?? {}).sort()).toEqual(['finishedAt', 'leftOn', 'status'])
  })

  it('falls late where the end of a dossier was known only after the first reading', async () => {
    const { seq } = await city.ledger.head()
    city.clock.set(new Date('2026-11-23T03:00:00Z'))
    // 11 was finished on the 18th, which nobody knew on the 20th.
    await city.deliver('dossiers', [dossier('11', 'd', '11', { dueAt: at('17', '17'), finishedAt: at('18') })])
    const answer = await change(ask('open', seq, { unit: 'd' }))
    expect(answer.parts).toEqual([{ part: 'late', value: 0, delta: -1, rows: 1 }])
  })
})

describe('a rate', () => {
  it('is explained in exact fractions, by rows that enter above or below the line', async () => {
    city.clock.set(new Date('2026-11-24T03:00:00Z'))
    const ended = (code: string, due: string, done: string) =>
      dossier(code, 'b', '16', { dueAt: at(due, '17'), finishedAt: at(done) })
    // 2 of 3 on time
    const { seq } = await city.deliver('dossiers', [
      ended('21', '20', '19'),
      ended('22', '20', '20'),
      ended('23', '20', '21'),
    ])
    city.clock.set(new Date('2026-11-26T03:00:00Z'))
    // One more in time since: 3 of 4. Then 22 turns out to have ended on the 22nd: 2 of 4.
    await city.deliver('dossiers', [ended('24', '26', '25'), ended('22', '20', '22')])
    const asked = ask('onTimeRate', seq, { unit: 'b' })
    const answer = await change(asked)
    expect(answer.parts.map(({ part, value, rows }) => [part, value, rows])).toEqual([
      ['new', 3 / 4, 1],
      ['correction', 2 / 4, 1],
    ])
    expect(answer.parts.reduce((sum, { delta }) => sum + (delta ?? 0), 0)).toBe(answer.delta)
    expect(answer.delta).toBe(2 / 4 - 2 / 3)
    const { total, rows } = await rowsOf(asked, 'correction')
    // It stays below the line and leaves the numerator.
    expect(total).toBe(0)
    expect(rows).toMatchObject([{ before: 1, after: 1, hitsBefore: 1, hitsAfter: 0 }])
  })
})

describe('a median', () => {
  it('names the rows whose time differs, though each counts once as before', async () => {
    const { seq } = await city.ledger.head()
    const asked = ask('medianDays', seq, { unit: 'b' })
    const days = async () => (await city.ask({ measures: [asked.measure], unit: 'b', period: NOVEMBER })) as object
    const before = await days()
    // 21 ended on the 18th, not on the 19th.
    await city.deliver('dossiers', [dossier('21', 'b', '16', { dueAt: at('20', '17'), finishedAt: at('18') })])
    const answer = await change(asked)
    expect({ [asked.measure]: answer.before.figure }).toEqual(before)
    // Elapsed days from the 16th: 3, 6, 5, 9 before, 2, 6, 5, 9 after; the median of four is the second: 5 stays.
    expect(answer.parts).toEqual([{ part: 'correction', value: 5, delta: 0, rows: 1 }])
    expect((await rowsOf(asked, 'correction')).rows).toMatchObject([{ before: 1, after: 1, weight: 0 }])
  })
})

describe('what lies around the rows', () => {
  it('a working calendar that changed is a part of its own', async () => {
    await city.feed('calendar', { system: true })
    // Friday 27 November: what is due on Monday 30 is due soon, for the 28th and 29th are a weekend.
    city.clock.set(new Date('2026-11-27T03:00:00Z'))
    const { seq } = await city.deliver('dossiers', [dossier('31', 'd', '20', { dueAt: at('30', '17') })])
    // Saturday is made a working day: then only what is due by Saturday is.
    await city.deliver('calendar', [{ day: '2026-11-28', works: true, name: 'Làm bù', source: null }])
    const asked = ask('dueSoon', seq, { unit: 'd' })
    expect((await change(asked)).parts).toEqual([{ part: 'calendar', value: 0, delta: -1, rows: 1 }])
    expect((await rowsOf(asked, 'calendar')).rows).toMatchObject([{ before: 1, after: 0, changed: {} }])
  })

  it('units that were put elsewhere are a part of their own, apart from the rows delivered with them', async () => {
    const { seq } = await city.ledger.head()
    // c is new and takes over what b was from the 26th on; in the same hours one more dossier of b comes in.
    await city.deliver('units', [
      {
        unit: 'b',
        tree: 'main',
        level: 'commune',
        name: 'Phường B',
        parent: 'p',
        to: '2026-11-25',
        becomes: 'c',
        becomesOn: '2026-11-26',
      },
      { unit: 'c', tree: 'main', level: 'commune', name: 'Phường C', parent: 'p', from: '2026-11-26' },
    ])
    city.clock.set(new Date('2026-11-28T03:00:00Z'))
    await city.deliver('dossiers', [dossier('32', 'c', '28')])
    // All received by b in November: 6 (3rd), 21–24 (16th); 2 went to October. Before, there was no c.
    const asked = ask('received', seq, { unit: 'c', units: 'now' })
    const answer = await change(asked)
    expect(answer.before.figure).toMatchObject({ value: null })
    expect(answer.delta).toBeNull()
    expect(answer.parts).toEqual([
      { part: 'units', value: 5, delta: null, rows: 5 },
      { part: 'new', value: 6, delta: 1, rows: 1 },
    ])
    expect((await rowsOf(asked, 'units')).total).toBe(5)
  })
})
