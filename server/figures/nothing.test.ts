import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Cell } from '../../shared/answer.ts'
import type { Row } from '../../shared/datasets/dataset.ts'
import type { Query } from '../../shared/query.ts'
import { type Scope, SYSTEM_SCOPE, scopeKey } from '../../shared/roles.ts'
import { type City, openCity, SMALL_TREE } from '../test/city.ts'

let city: City
const day = (text: string) => `${text}T09:00:00+07:00`
const RATE = 'dossiers.onTimeRate'
const RESOLVED = 'dossiers.resolved'
const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' }

/** Dossiers received on 2 November, of which so many were finished on the 5th, before the due day. */
function dossiers(unit: string, count: number, finished: number): Row[] {
  return Array.from({ length: count }, (_, i) => ({
    code: `${unit}-${i}`,
    receivingUnit: unit,
    receivedAt: day('2026-11-02'),
    dueAt: day('2026-11-09'),
    ...(i < finished && { finishedAt: day('2026-11-05') }),
  }))
}

beforeAll(async () => {
  city = await openCity('2026-11-18T03:00:00Z', 'p')
  await city.feed('units', { system: true })
  await city.feed('dossiers')
  const commune = (unit: string, code: string): Row => ({
    unit,
    tree: 'main',
    level: 'commune',
    name: `Xã ${unit}`,
    scheme: 'area',
    code,
    parent: 'p',
  })
  await city.deliver('units', [...SMALL_TREE, commune('c', '00003'), commune('e', '00004'), commune('f', '00005')])
  // a received and finished nothing; b never delivered; c finished 3, e 20, f 40.
  await city.deliver('dossiers', [
    ...dossiers('a', 10, 0),
    ...dossiers('c', 10, 3),
    ...dossiers('e', 20, 20),
    ...dossiers('f', 60, 40),
  ])
})
afterAll(() => city.end())

async function cells(measure: string, more: Partial<Query> = {}, scope: Scope = SYSTEM_SCOPE) {
  const query: Query = { measures: [measure], by: ['unit'], level: 'commune', period: NOVEMBER, empty: true, ...more }
  const { rows } = await city.figures.answer(query, scope)
  return Object.fromEntries(rows.map((row) => [String(row.unit), row[measure] as Cell]))
}

describe('the kinds of nothing', () => {
  it('are a zero where a feed speaks, and no data where none does', async () => {
    const counts = await cells(RESOLVED)
    expect(counts.a).toMatchObject({ value: 0 })
    expect(counts.a).not.toHaveProperty('none')
    expect(counts.b).toEqual({ value: null, none: 'noData' })
  })

  it('are no data where nothing was judged: neither 0 % nor 100 %', async () => {
    const rates = await cells(RATE)
    expect([rates.a, rates.b].map((cell) => [cell?.value, cell?.none])).toEqual([
      [null, 'noData'],
      [null, 'noData'],
    ])
    expect(rates.e).toMatchObject({ value: 1, n: 20 })
  })

  it('are too few where a league needs thirty, with the counts that say why', async () => {
    const rates = await cells(RATE, { rank: true })
    expect(rates.e).toMatchObject({ value: null, none: 'tooFew', numerator: 20, denominator: 20 })
    expect(rates.f).toMatchObject({ value: 1, rank: { place: 1, of: 1, tied: false } })
    expect(rates.a?.none).toBe('noData')
  })

  it('are hidden where few could be recognised, without a count that says how few', async () => {
    // 3 of 63 finished is hidden, and 20 beside it; the zero of a and the 40 of f stay
    const counts = await cells(RESOLVED, { suppressBelow: 5, rank: true })
    expect(counts.c).toEqual({ value: null, none: 'suppressed' })
    expect(counts.e).toEqual({ value: null, none: 'suppressed' })
    expect([counts.a?.value, counts.f?.value]).toEqual([0, 40])
    // All together 3 + 20 + 40, far from small
    const all = await city.ask({ measures: [RESOLVED], period: NOVEMBER, suppressBelow: 5 })
    expect(all[RESOLVED]).toMatchObject({ value: 63 })
  })

  it('are not applicable where the day has not come', async () => {
    const period = { from: '2026-12-01', to: '2026-12-31' }
    const { rows } = await city.figures.answer({ measures: ['dossiers.open'], period }, SYSTEM_SCOPE)
    expect(rows).toEqual([{ 'dossiers.open': { value: null, none: 'notApplicable' } }])
  })
})

describe('places among figures of which some are hidden', () => {
  it('count the shown ones alone, for a gap between places would betray the hidden', async () => {
    const late = await cells('dossiers.overdue', { suppressBelow: 8, rank: true })
    // Overdue since the 9th: a 10, c 7 (hidden), e 0, f 20; a hides with c
    expect(late.c).toEqual({ value: null, none: 'suppressed' })
    expect(late.a).toEqual({ value: null, none: 'suppressed' })
    expect([late.e?.rank, late.f?.rank]).toEqual([
      { place: 1, of: 2, tied: false },
      { place: 2, of: 2, tied: false },
    ])
  })
})

describe('a caller who may see public figures only', () => {
  const visitor: Scope = { actor: 'khách', role: 'leader', units: 'all', rows: false, suppressBelow: 5 }

  it('sees no small count, whatever the question says', async () => {
    expect((await cells(RESOLVED, {}, visitor)).c).toEqual({ value: null, none: 'suppressed' })
    expect((await cells(RESOLVED, { suppressBelow: 2 }, visitor)).c).toEqual({ value: null, none: 'suppressed' })
    // The question may hide more: 10 received is shown below five, and hidden below eleven
    expect((await cells('dossiers.received', {}, visitor)).a).toMatchObject({ value: 10 })
    const hidden = await cells('dossiers.received', { suppressBelow: 11 }, visitor)
    expect(hidden.a).toEqual({ value: null, none: 'suppressed' })
  })

  it('shares no computed answer with callers who see all', () => {
    expect(scopeKey(visitor)).not.toBe(scopeKey({ ...visitor, suppressBelow: 6 }))
    expect(scopeKey(visitor)).not.toBe(scopeKey(SYSTEM_SCOPE))
  })
})
