import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Cell } from '../../shared/answer.ts'
import type { Row } from '../../shared/datasets/dataset.ts'
import type { Query } from '../../shared/query.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { type City, openCity, SMALL_TREE } from '../test/city.ts'
import { compareRatios, ratioOf } from './ratio.ts'

let city: City
const day = (text: string) => `${text}T09:00:00+07:00`

/** `hits` dossiers of a unit finished before their due day, and `misses` after it, all in November. */
function finished(unit: string, hits: number, misses: number): Row[] {
  return Array.from({ length: hits + misses }, (_, i) => ({
    code: `${unit}-${i}`,
    receivingUnit: unit,
    receivedAt: day('2026-11-02'),
    dueAt: day('2026-11-09'),
    finishedAt: day(i < hits ? '2026-11-05' : '2026-11-12'),
  }))
}

const unit = (id: string, level: string, code: string): Row =>
  level === 'department'
    ? { unit: id, tree: 'main', level, name: `Sở ${id}`, agencyCode: code, parent: 'p' }
    : { unit: id, tree: 'main', level, name: `Xã ${id}`, scheme: 'area', code, parent: 'p' }

beforeAll(async () => {
  city = await openCity('2026-11-18T03:00:00Z', 'p')
  await city.feed('units', { system: true })
  await city.feed('dossiers')
  await city.feed('index-scores')
  const more = [
    unit('c', 'commune', '00003'),
    unit('e', 'commune', '00004'),
    unit('f', 'commune', '00005'),
    unit('g', 'department', 'H80.02'),
  ]
  await city.deliver('units', [...SMALL_TREE, ...more])
  // On time: a 40/40; b 45/60 and c 30/40, both three quarters; e 20/40; f 29/29, one short of the thirty that a rate asks for;
  // departments d 31/31 and g 30/60.
  const counts: [string, number, number][] = [
    ['a', 40, 0],
    ['b', 45, 15],
    ['c', 30, 10],
    ['e', 20, 20],
    ['f', 29, 0],
    ['d', 31, 0],
    ['g', 30, 30],
  ]
  await city.deliver(
    'dossiers',
    counts.flatMap(([id, hits, misses]) => finished(id, hits, misses)),
  )
})
afterAll(() => city.end())

async function places(query: Partial<Query>, measure = 'dossiers.onTimeRate') {
  const { rows } = await city.figures.answer(
    { measures: [measure], by: ['unit'], period: { name: '2026-11' }, rank: true, ...query },
    SYSTEM_SCOPE,
  )
  return Object.fromEntries(rows.map((row) => [String(row.unit), (row[measure] as Cell).rank ?? null]))
}

describe('a league of communes', () => {
  it('shares places between equal fractions and skips the next one: 1, 2, 2, 4', async () => {
    expect(await places({ level: 'commune' })).toEqual({
      a: { place: 1, of: 4, tied: false },
      b: { place: 2, of: 4, tied: true },
      c: { place: 2, of: 4, tied: true },
      e: { place: 4, of: 4, tied: false },
      f: null,
    })
  })

  it('never ranks a commune with a department', async () => {
    expect(await places({})).toMatchObject({
      a: { place: 1, of: 4 },
      e: { place: 4, of: 4 },
      d: { place: 1, of: 2 },
      g: { place: 2, of: 2 },
    })
  })

  it('sets a rate on too few dossiers aside with its counts, and shows it where nobody is ranked', async () => {
    const query: Query = { measures: ['dossiers.onTimeRate'], by: ['unit'], period: { name: '2026-11' } }
    const ofF = async (rank: boolean) =>
      (await city.figures.answer({ ...query, rank }, SYSTEM_SCOPE)).rows.find((row) => row.unit === 'f')
    expect(await ofF(true)).toMatchObject({
      'dossiers.onTimeRate': { value: null, none: 'tooFew', numerator: 29, denominator: 29, n: 29, high: 1 },
    })
    expect(await ofF(false)).toMatchObject({ 'dossiers.onTimeRate': { value: 1 } })
  })

  it('turns round where less is better, and ranks nobody where neither is', async () => {
    // Late: a and f 0 (shown only with `empty`), c 10, b 15, e 20
    expect(await places({ level: 'commune', empty: true }, 'dossiers.late')).toMatchObject({
      a: { place: 1, of: 5, tied: true },
      f: { place: 1, of: 5, tied: true },
      c: { place: 3 },
      b: { place: 4 },
      e: { place: 5, tied: false },
    })
    expect(Object.values(await places({ level: 'commune' }, 'dossiers.received'))).toEqual([
      null,
      null,
      null,
      null,
      null,
    ])
  })

  it('keeps the places of the whole league on each page of it', async () => {
    const order: Query['order'] = [['dossiers.late', 'desc']]
    expect(await places({ level: 'commune', empty: true, order, limit: 1 }, 'dossiers.late')).toEqual({
      e: { place: 5, of: 5, tied: false },
    })
  })

  it('ranks each month by itself', async () => {
    const period = { from: '2026-10-01', to: '2026-11-30' }
    const query: Query = { measures: ['dossiers.late'], by: ['unit', 'month'], level: 'commune', period, rank: true }
    const { rows } = await city.figures.answer({ ...query, empty: true }, SYSTEM_SCOPE)
    const line = (month: string) => rows.filter((row) => row.month === month).map((row) => row['dossiers.late'] as Cell)
    // Nobody delivered October: no figure, no place
    expect(line('2026-10').map((cell) => cell.rank)).toEqual([undefined, undefined, undefined, undefined, undefined])
    expect(line('2026-11').map((cell) => cell.rank?.place)).toEqual([1, 4, 3, 5, 1])
  })

  it('compares published scores of one month, never an older one with the newest', async () => {
    const scored = (id: string, from: string, to: string, total: number): Row => ({
      unit: id,
      periodKind: 'month',
      from,
      to,
      total,
    })
    await city.deliver('index-scores', [
      scored('a', '2026-09-01', '2026-09-30', 99),
      scored('b', '2026-10-01', '2026-10-31', 81.5),
      scored('c', '2026-10-01', '2026-10-31', 81.5),
      scored('e', '2026-10-01', '2026-10-31', 90),
    ])
    expect(await places({ level: 'commune', period: { last: { months: 4 } } }, 'index.total')).toEqual({
      a: null,
      b: { place: 2, of: 3, tied: true },
      c: { place: 2, of: 3, tied: true },
      e: { place: 1, of: 3, tied: false },
    })
  })

  it('is refused where units are not told apart', async () => {
    const query: Query = { measures: ['dossiers.late'], period: { name: '2026-11' }, rank: true }
    await expect(city.figures.answer(query, SYSTEM_SCOPE)).rejects.toMatchObject({ code: 'IOC_BAD_QUERY' })
  })
})

describe('two fractions', () => {
  const of = (numerator: number, denominator: number) =>
    ratioOf({ value: numerator / denominator, numerator, denominator }) ?? { over: 0, under: 1 }

  it('are equal when their cross products are, whatever dividing makes of them', () => {
    // 0.1 + 0.2 over 1 is not 0.3 in floating point; 3/10 and 30/100 are one fraction
    expect(compareRatios(of(3, 10), of(30, 100))).toBe(0)
    expect(compareRatios({ over: 0.1 + 0.2, under: 1 }, { over: 0.3, under: 1 })).toBe(0)
  })

  it('differ by one dossier in a hundred million, though they print the same', () => {
    // (10^8 - 1) / 10^8 and (10^8 - 2) / (10^8 - 1): cross products 10^16 - 2·10^8 + 1 against 10^16 - 2·10^8
    expect(compareRatios(of(99_999_999, 100_000_000), of(99_999_998, 99_999_999))).toBeGreaterThan(0)
  })
})
