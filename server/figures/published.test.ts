import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { type City, openCity, SMALL_TREE } from '../test/city.ts'

let city: City
beforeAll(async () => {
  city = await openCity('2026-11-18T03:00:00Z', 'p')
  await city.feed('units', { system: true })
  await city.deliver('units', SMALL_TREE)
  for (const dataset of ['index-scores', 'targets', 'indicators', 'surveys', 'feedback']) await city.feed(dataset)
})
afterAll(() => city.end())

describe('published scores', () => {
  const score = (unit: string, periodKind: string, period: string, from: string, to: string, total: number) => ({
    unit,
    periodKind,
    period,
    from,
    to,
    total,
  })
  beforeAll(() =>
    city.deliver('index-scores', [
      score('a', 'month', '2026-09', '2026-09-01', '2026-09-30', 81),
      score('a', 'month', '2026-10', '2026-10-01', '2026-10-31', 84.5),
      score('a', 'quarter', '2026-Q3', '2026-07-01', '2026-09-30', 79),
      score('b', 'month', '2026-10', '2026-10-01', '2026-10-31', 90),
      score('p', 'month', '2026-10', '2026-10-01', '2026-10-31', 87),
    ]),
  )

  it('are those of exactly the period asked', async () => {
    const quarter = await city.ask({ measures: ['index.total'], unit: 'a', period: { name: '2026-Q3' } })
    expect(quarter['index.total']).toEqual({ value: 79, period: '2026-Q3' })
    const month = await city.ask({ measures: ['index.total'], unit: 'a', period: { name: '2026-09' } })
    expect(month['index.total']).toEqual({ value: 81, period: '2026-09' })
  })

  it('are else the latest that end inside it, and say which', async () => {
    const year = await city.ask({ measures: ['index.total'], unit: 'a', period: { name: '2026' } })
    expect(year['index.total']).toEqual({ value: 84.5, period: '2026-10' })
    const november = await city.ask({ measures: ['index.total'], unit: 'a', period: { name: '2026-11' } })
    expect(november['index.total']).toEqual({ value: null, none: 'noData' })
  })

  it('are never added over units', async () => {
    const row = await city.ask({ measures: ['index.total'], period: { name: '2026-10' } })
    expect(row['index.total']).toEqual({ value: 87, period: '2026-10' })
    const { rows } = await city.figures.answer(
      { measures: ['index.total'], by: ['unit'], period: { name: '2026-10' }, order: [['index.total', 'desc']] },
      SYSTEM_SCOPE,
    )
    expect(rows.map((row) => row.unit)).toEqual(['b', 'p', 'a'])
  })

  it('have their own row as receipt', async () => {
    const query = { measures: ['index.total'], measure: 'index.total', unit: 'a', period: { name: '2026' } }
    const { total, rows } = await city.figures.rows(query, SYSTEM_SCOPE)
    expect(total).toBe(1)
    expect(rows).toMatchObject([{ unit: 'a', period: '2026-10', total: 84.5, weight: 1, sheet: 'Trang 1' }])
  })
})

describe('targets and indicators', () => {
  beforeAll(async () => {
    const year = { from: '2026-01-01', to: '2026-12-31' }
    await city.deliver('targets', [
      { measure: 'dossiers.onTimeRate', unit: 'p', ...year, value: 0.95 },
      { measure: 'dossiers.onTimeRate', unit: 'b', ...year, value: 0.98 },
    ])
    await city.deliver('indicators', [
      { indicator: 'ict', unit: 'p', from: '2025-01-01', to: '2025-12-31', value: 0.61 },
      { indicator: 'other', unit: 'p', from: '2025-01-01', to: '2025-12-31', value: 7 },
    ])
  })

  it('of a unit above hold below, and those of a year for each month', async () => {
    const ask = (unit: string) =>
      city.ask({ measures: ['targets.dossiers.onTimeRate'], unit, period: { name: 'thisMonth' } })
    expect((await ask('a'))['targets.dossiers.onTimeRate']).toEqual({ value: 0.95, period: '2026' })
    expect((await ask('b'))['targets.dossiers.onTimeRate']).toEqual({ value: 0.98, period: '2026' })
  })

  it('are found by their code', async () => {
    const row = await city.ask({ measures: ['indicators.ict'], period: { name: '2025' } })
    expect(row['indicators.ict']).toEqual({ value: 0.61, period: '2025' })
  })
})

describe('surveys and feedback', () => {
  it('give the share of satisfied answers with its interval', async () => {
    // DOMAIN §2.7: with 4,008 of 4,008 satisfied the Wilson interval still starts at about 99.9 %
    const answers = Array.from({ length: 4008 }, (_, i) => ({
      code: `S${i}`,
      unit: 'a',
      answeredAt: '2026-11-03T09:00:00+07:00',
      score: i % 2 ? '5' : '4',
    }))
    await city.deliver('surveys', answers)
    const row = await city.ask({ measures: ['surveys.satisfactionRate'], period: { name: '2026-11' } })
    const cell = row['surveys.satisfactionRate'] as { value: number; n: number; low: number; high: number }
    expect(cell).toMatchObject({ value: 1, n: 4008, high: 1 })
    expect(cell.low).toBeCloseTo(0.999, 3)
  })

  it('count a report that is open past its due day as not on time', async () => {
    const at = (text: string) => `${text}+07:00`
    await city.deliver('feedback', [
      // answered on the due day: on time, 30 hours after receipt
      {
        code: 'F1',
        unit: 'a',
        receivedAt: at('2026-11-02T08:00:00'),
        dueAt: at('2026-11-03T08:00:00'),
        answeredAt: at('2026-11-03T14:00:00'),
        rating: 4,
      },
      // answered a day late, 50 hours
      {
        code: 'F2',
        unit: 'a',
        receivedAt: at('2026-11-02T08:00:00'),
        dueAt: at('2026-11-03T17:00:00'),
        answeredAt: at('2026-11-04T10:00:00'),
        rating: 2,
      },
      // open since the 5th, due on the 10th
      { code: 'F3', unit: 'b', receivedAt: at('2026-11-05T08:00:00'), dueAt: at('2026-11-10T17:00:00') },
    ])
    const measures = ['onTimeRate', 'open', 'overdue', 'awaitingRouting', 'medianHours', 'p90Hours', 'ratingMean'].map(
      (name) => `feedback.${name}`,
    )
    const row = await city.ask({ measures, period: { name: '2026-11' } })
    expect(row['feedback.onTimeRate']).toMatchObject({ value: 1 / 3, numerator: 1, denominator: 3 })
    expect(row['feedback.open']).toMatchObject({ value: 1 })
    expect(row['feedback.overdue']).toMatchObject({ value: 1 })
    // percentile_disc of {30, 50}: the median is 30, the 90th percentile 50
    expect(row['feedback.medianHours']).toEqual({ value: 30, n: 2 })
    expect(row['feedback.p90Hours']).toEqual({ value: 50, n: 2 })
    expect(row['feedback.ratingMean']).toEqual({ value: 3, n: 2 })
  })
})
