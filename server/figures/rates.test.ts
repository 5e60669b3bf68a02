import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Cell } from '../../shared/answer.ts'
import type { Row } from '../../shared/datasets/dataset.ts'
import type { Query } from '../../shared/query.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { type City, openCity, SMALL_TREE } from '../test/city.ts'

let city: City
const at = (day: string) => `2026-${day}T09:00:00+07:00`
const row = (code: string, received: string, due: string | null, finished: string | null, more: Row = {}): Row => ({
  code,
  receivingUnit: 'a',
  receivedAt: at(received),
  dueAt: due && at(due),
  finishedAt: finished && at(finished),
  ...more,
})
const ONLINE = { channel: 'online', serviceLevel: 'full' }

beforeAll(async () => {
  // Wednesday 18 November 2026
  city = await openCity('2026-11-18T03:00:00Z', 'p')
  await city.feed('units', { system: true })
  await city.feed('dossiers')
  await city.feed('dossier-reports')
  await city.deliver('units', SMALL_TREE)
  await city.deliver('dossiers', [
    row('C1', '10-20', '11-09', '11-05', ONLINE), // carried over, early
    row('C2', '10-21', '11-05', '11-07'), // carried over, 2 days late
    row('C3', '10-22', '11-06', null), // carried over, open, overdue
    row('N1', '11-02', '11-09', '11-09', ONLINE), // on its day
    row('N2', '11-03', '11-10', '11-16', { channel: 'online', serviceLevel: 'partial' }), // 6 days late
    row('N3', '11-04', '11-11', '11-14', { channel: 'direct', serviceLevel: 'full' }), // 3 days late
    row('N4', '11-05', '11-27', null), // open, in time
    row('N5', '11-06', '11-27', null, { status: '5', statusAt: at('11-12') }), // paused
    row('N6', '11-07', '11-12', null, { status: '7', statusAt: at('11-13') }), // withdrawn
    row('N7', '11-08', '11-12', null, { status: '3' }), // refused: counts nowhere
  ])
})
afterAll(() => city.end())

const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' }
async function ask(names: readonly string[], more: Partial<Query> = {}): Promise<Cell[]> {
  const measures = names.map((name) => `dossiers.${name}`)
  const found = await city.ask({ measures, period: NOVEMBER, ...more })
  return measures.map((id) => found[id] as Cell)
}

describe('the rates of nine dossiers worked by hand', () => {
  it('divide what DOMAIN says', async () => {
    // New 6 (N1–N6), carried over 3; resolved 5: early 1, on time 1, late 3; open C3 N4 N5, overdue C3; returned 1.
    const expected: Record<string, [number, number]> = {
      onTimeRate: [2, 5],
      onTimeRateOT2: [2, 5],
      onTimeRateOT3: [2, 9],
      onTimeRateOT4: [3 - 1 + 2, 6],
      earlyRate: [1, 5],
      lateRate: [3, 5],
      resolutionRate: [5, 9],
      backlogRatio: [3, 5],
      overdueShare: [1, 3],
      // Filed online for a full-process service: N1. N2's service is partial, N3 was brought to the counter.
      fullServiceRate: [1, 6],
    }
    const cells = await ask(Object.keys(expected))
    expect(Object.keys(expected).map((name, i) => [name, cells[i]?.numerator, cells[i]?.denominator])).toEqual(
      Object.entries(expected).map(([name, [n, d]]) => [name, n, d]),
    )
  })

  it('have an interval only where they are shares of a whole', async () => {
    const [share, ot4, backlog] = await ask(['onTimeRate', 'onTimeRateOT4', 'backlogRatio'])
    expect(share?.low).toBeGreaterThan(0)
    expect(ot4).not.toHaveProperty('low')
    expect(backlog).not.toHaveProperty('high')
  })

  it('show what waits for the citizen apart, and within the deadline', async () => {
    const cells = await ask(['paused', 'open', 'openWithin', 'overdue', 'returned'])
    expect(cells.map(({ value }) => value)).toEqual([1, 3, 2, 1, 1])
  })

  it('know by how much results were late', async () => {
    // 2, 3 and 6 days: the median is 3, the mean 11/3
    const [median, mean] = await ask(['medianDaysLate', 'meanDaysLate'])
    expect(median).toMatchObject({ value: 3, n: 3 })
    expect(mean?.value).toBeCloseTo(11 / 3, 9)
  })
})

describe('nothing', () => {
  it('is no data where nothing was resolved, never 0 % or 100 %', async () => {
    const day = { from: '2026-11-15', to: '2026-11-15' }
    const [rate, resolved] = await ask(['onTimeRate', 'resolved'], { period: day })
    expect(rate).toMatchObject({ value: null, none: 'noData' })
    // That nothing was resolved on that Sunday is known.
    expect(resolved).toMatchObject({ value: 0 })
  })

  it('is no data where no feed speaks', async () => {
    for (const more of [{ unit: 'b' }, { period: { name: '2024' } }]) {
      const [received, rate, open] = await ask(['received', 'onTimeRate', 'open'], more)
      expect(received).toMatchObject({ value: null, none: 'noData' })
      expect(rate).toMatchObject({ value: null, none: 'noData' })
      expect(open).toMatchObject({ value: null, none: 'noData' })
    }
  })

  it('is not applicable where a stock would be of a day to come', async () => {
    const cells = await ask(['open', 'carriedOver', 'toResolve', 'resolutionRate', 'onTimeRateOT4'], {
      period: { name: '2026-12' },
    })
    for (const cell of cells) expect(cell).toMatchObject({ value: null, none: 'notApplicable' })
  })

  it('is too few to rank, and hidden where a count would give a person away', async () => {
    const query = { measures: ['dossiers.onTimeRate', 'dossiers.received'], by: ['unit'], period: NOVEMBER }
    const ranked = await city.figures.answer({ ...query, rank: true }, SYSTEM_SCOPE)
    // 5 resolved, fewer than the 30 that a rate needs to be ranked
    expect(ranked.rows[0]?.['dossiers.onTimeRate']).toMatchObject({ value: null, none: 'tooFew', denominator: 5 })
    const hidden = await city.figures.answer({ ...query, suppressBelow: 10 }, SYSTEM_SCOPE)
    expect(hidden.rows[0]?.['dossiers.received']).toMatchObject({ value: null, none: 'suppressed' })
  })
})

describe('reports of form II.06', () => {
  const form = (unit: string, from: string, to: string, boxes: Row): Row => ({ unit, from, to, ...boxes })
  beforeAll(() =>
    city.deliver('dossier-reports', [
      form('b', '2025-01-01', '2025-01-31', {
        receivedOnline: 70,
        receivedDirect: 30,
        carriedOver: 12,
        resolved: 95,
        open: 17,
      }),
      form('b', '2025-02-01', '2025-02-28', {
        receivedOnline: 60,
        receivedDirect: 20,
        carriedOver: 17,
        resolved: 90,
        open: 7,
      }),
      // Huế's published table has no box for what was carried over: its total holds it.
      form('d', '2025-01-01', '2025-12-31', {
        received: 268_763,
        resolved: 257_141,
        early: 124_907,
        onTime: 102_770,
        late: 19_852,
      }),
    ]),
  )
  const values = async (names: readonly string[], more: Partial<Query>) =>
    (await ask(names, more)).map(({ value }) => value)

  it('begin two months with what the first of them began with', async () => {
    const period = { from: '2025-01-01', to: '2025-02-28' }
    const names = ['received', 'carriedOver', 'toResolve', 'resolved', 'open']
    // 100 + 80 new; 12 at the start, never 12 + 17; 192 to resolve = 185 resolved + 7 open
    expect(await values(names, { unit: 'b', period })).toEqual([180, 12, 192, 185, 7])
    expect(await values(names, { unit: 'b', period: { name: '2025-02' } })).toEqual([80, 17, 97, 90, 7])
    expect(await values(['resolutionRate'], { unit: 'b', period })).toEqual([185 / 192])
  })

  it('give Huế its four published rates, whether or not they tell what was carried over', async () => {
    // DOMAIN §2.8: OT-1 91.98 %, OT-2 88.54 %, OT-3 84.71 %, resolution 95.68 %; 9,612 unclassified
    const names = ['onTimeRate', 'onTimeRateOT2', 'onTimeRateOT3', 'resolutionRate']
    const found = await values(names, { unit: 'd', period: { name: '2025' } })
    expect(found.map((value) => `${((value ?? 0) * 100).toFixed(2)} %`)).toEqual([
      '91.98 %',
      '88.54 %',
      '84.71 %',
      '95.68 %',
    ])
    const whole = await values(['toResolve', 'unclassified'], { unit: 'd', period: { name: '2025' } })
    expect(whole).toEqual([268_763, 9_612])
  })
})
