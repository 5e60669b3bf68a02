import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Row } from '../../shared/datasets/dataset.ts'
import type { Query } from '../../shared/query.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { type City, openCity, SMALL_TREE } from '../test/city.ts'

let city: City
const seqs: number[] = []
const batches: string[] = []

const day = (text: string) => `2026-11-${text}T09:00:00+07:00`
/** A dossier received on the 2nd at commune a. */
const dossier = (code: string, due: string | null, finished: string | null, more: Row = {}): Row => ({
  code,
  receivingUnit: 'a',
  receivedAt: day('02'),
  dueAt: due && day(due),
  finishedAt: finished && day(finished),
  ...more,
})

const MEASURES = ['late', 'lateFirst', 'onTimeFirst', 'dueChanged', 'dueChanges'].map((name) => `dossiers.${name}`)
const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' }

async function ask(more: Partial<Query> = {}): Promise<(number | null)[]> {
  const row = await city.ask({ measures: MEASURES, period: NOVEMBER, ...more })
  return MEASURES.map((id) => (row[id] as { value: number | null }).value)
}

beforeAll(async () => {
  city = await openCity('2026-11-03T02:00:00Z', 'p')
  await city.feed('units', { system: true })
  await city.feed('dossiers')
  await city.deliver('units', SMALL_TREE)
  const deliver = async (rows: Row[]) => {
    const done = await city.deliver('dossiers', rows)
    seqs.push(done.seq)
    batches.push(done.batch)
    city.clock.set(new Date(city.clock.now().getTime() + 86_400_000))
  }
  // 0: all open, D1 due on the 10th; D4 nobody says
  await deliver([dossier('D1', '10', null), dossier('D2', '10', null), dossier('D4', null, null)])
  // 1: D1 put off to the 13th; D4 gets its first date, which is no move; D3 comes moved already, as its source says
  await deliver([
    dossier('D1', '13', null),
    dossier('D4', '09', null),
    dossier('D3', '16', null, { firstDueAt: day('06') }),
  ])
  // 2: D1 put off again to the 20th; D2 stays
  await deliver([dossier('D1', '20', null), dossier('D2', '10', null)])
  // 3: D1 finished on the 18th: in time by its last date, late by its first. D2 finished on the 11th, late by both.
  //    D3 finished on the 12th: in time by its last date, late by the first that its source named. D4 on its day.
  await deliver([
    dossier('D1', '20', '18'),
    dossier('D2', '10', '11'),
    dossier('D3', '16', '12', { firstDueAt: day('06') }),
    dossier('D4', '09', '09'),
  ])
})
afterAll(() => city.end())

describe('dossiers whose due dates were moved', () => {
  it('are late by their first date and in time by their last', async () => {
    // late: D2. Late by the first date: D1 (18 > 10), D2 (11 > 10), D3 (12 > 6); in time: D4.
    // Moved: D1 twice, D3 once by its source's word.
    expect(await ask()).toEqual([1, 3, 1, 2, 3])
  })

  it('give a rate by the first date of its own', async () => {
    const row = await city.ask({ measures: ['dossiers.onTimeRate', 'dossiers.onTimeRateFirst'], period: NOVEMBER })
    expect(row['dossiers.onTimeRate']).toMatchObject({ value: 3 / 4 })
    expect(row['dossiers.onTimeRateFirst']).toMatchObject({ value: 1 / 4, numerator: 1, denominator: 4 })
  })

  it('are counted the same by day and by unit, from the rows', async () => {
    const { rows } = await city.figures.answer(
      { measures: ['dossiers.lateFirst', 'dossiers.dueChanges'], by: ['unit', 'day'], period: NOVEMBER },
      SYSTEM_SCOPE,
    )
    const cells = rows.map((row) => [
      row.day,
      ...Object.values(row).flatMap((cell) => (cell && typeof cell === 'object' ? [cell.value] : [])),
    ])
    expect(cells.sort()).toEqual([
      ['2026-11-11', 1, 0],
      ['2026-11-12', 1, 1],
      ['2026-11-18', 1, 2],
    ])
  })

  it('list the rows behind them, each with how often it was moved', async () => {
    const measure = 'dossiers.dueChanges'
    const { total, rows } = await city.figures.rows({ measures: [measure], measure, period: NOVEMBER }, SYSTEM_SCOPE)
    expect([total, rows.map((row) => row.weight).sort()]).toEqual([3, [1, 2]])
  })

  it('are as they were known at an earlier seq', async () => {
    // Nothing was finished before the last delivery.
    expect(await ask({ at: { seq: seqs[2] ?? 0 } })).toEqual([0, 0, 0, 0, 0])
    expect(await ask({ at: { seq: seqs[3] ?? 0 } })).toEqual([1, 3, 1, 2, 3])
  })

  it('forget a move when the delivery that made it is withdrawn, and only then', async () => {
    const actor = { name: 'lan', role: 'officer', reason: 'sai hạn' } as const
    const effect = await city.figures.effect(batches[1] ?? '', 'withdraw', SYSTEM_SCOPE)
    expect(effect.seq).toBe(seqs[3])
    const { seq } = await city.ledger.withdraw(batches[1] ?? '', { within: city.figures.adjust, actor })
    // D1 moved once now, from the 10th to the 20th; D3's source still names the 6th. D4's first date is that of the last delivery.
    expect(await ask()).toEqual([1, 3, 1, 2, 2])
    expect(await ask({ at: { seq: seq - 1 } })).toEqual([1, 3, 1, 2, 3])
  })

  it('believe what the ledger saw first when a system rewrites the first date too', async () => {
    // The source now says that D2 was promised for the 20th all along.
    await city.deliver('dossiers', [dossier('D2', '20', '11', { firstDueAt: day('20') })])
    // Late by its last date: none any more. By its first, the 10th: still.
    expect(await ask()).toEqual([0, 3, 1, 3, 3])
  })
})
