import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCalendar } from '../../shared/calendar.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { type City, openCity, SMALL_TREE } from '../test/city.ts'
import { duesOf } from './feed-dues.ts'

const DAILY = { cadence: { workingDays: 1, by: '08:30' } }
const came = (...moments: string[]) =>
  moments.map((at) => ({
    feed: 'f',
    day: at.slice(0, 10),
    firstAt: new Date(`${at}:00+07:00`).toISOString(),
    batch: at,
  }))
const dues = (feed: Parameters<typeof duesOf>[0], arrivals: ReturnType<typeof came>, now: string) =>
  duesOf(feed, arrivals, createCalendar(), new Date(`${now}:00+07:00`)).map(({ day, met }) => [day, met])

describe('what a feed owes', () => {
  // November 2026: Monday 2, Tuesday 3 … Friday 6, Monday 9
  it('is one delivery each working day after the one before, on time until its hour', () => {
    const arrivals = came('2026-11-02T08:00', '2026-11-03T08:20', '2026-11-04T09:10', '2026-11-06T08:10')
    expect(dues(DAILY, arrivals, '2026-11-09T08:00')).toEqual([
      ['2026-11-03', 'onTime'],
      ['2026-11-04', 'late'],
      ['2026-11-05', 'missed'],
      ['2026-11-06', 'onTime'],
    ])
    // Monday's is not missed before half past eight.
    expect(dues(DAILY, arrivals, '2026-11-09T08:31').at(-1)).toEqual(['2026-11-09', 'missed'])
  })

  it('is nothing on a weekend, and a delivery on one owes no more', () => {
    const arrivals = came('2026-11-06T08:00', '2026-11-07T10:00', '2026-11-09T08:15')
    expect(dues(DAILY, arrivals, '2026-11-09T12:00')).toEqual([['2026-11-09', 'onTime']])
  })

  it('counts from the last delivery, also where it came early or three days late', () => {
    const every5 = { cadence: { workingDays: 5, by: '17:00' } }
    // 2/11 → due Monday 9; came Thursday 12 → late, next due Thursday 19; came Tuesday 17 → on time, next due 24/11
    const arrivals = came('2026-11-02T09:00', '2026-11-12T09:00', '2026-11-17T09:00')
    expect(dues(every5, arrivals, '2026-11-23T12:00')).toEqual([
      ['2026-11-09', 'late'],
      ['2026-11-19', 'onTime'],
    ])
  })

  it('is nothing for a feed without a cadence, or one that never came', () => {
    expect(dues({ cadence: null }, came('2026-11-02T08:00'), '2026-11-09T12:00')).toEqual([])
    expect(dues(DAILY, [], '2026-11-09T12:00')).toEqual([])
  })
})

describe('completeness and lateness of feeds', () => {
  let city: City
  const MEASURES = ['feeds.due', 'feeds.completeness', 'feeds.lateness']
  const WEEK = { from: '2026-11-02', to: '2026-11-08' }

  beforeAll(async () => {
    city = await openCity('2026-11-01T09:00:00+07:00', 'p')
    await city.feed('units')
    await city.deliver('units', SMALL_TREE)
    await city.feed('dossiers', { id: 'xa-a', unit: 'a', ...DAILY })
    await city.feed('feedback', { id: 'tinh', unit: 'p', ...DAILY })
    await city.feed('surveys', { id: 'khong-han', unit: 'p' })
    for (const [feed, moments] of [
      ['xa-a', ['11-02T08:00', '11-03T08:20', '11-04T09:10', '11-06T08:10']],
      ['tinh', ['11-02T08:00', '11-03T08:00', '11-04T08:00', '11-05T08:00', '11-06T08:00']],
    ] as const)
      for (const moment of moments) {
        city.clock.set(new Date(`2026-${moment}:00+07:00`))
        await city.deliver(feed, [])
      }
    city.clock.set(new Date('2026-11-09T08:00:00+07:00'))
  })
  afterAll(() => city.end())

  it('are shares of what was due and of what came', async () => {
    // xa-a owes 4 and brings 3, one of them late; tinh owes 4 and brings 4 in time
    const row = await city.ask({ measures: MEASURES, period: WEEK })
    expect(row['feeds.due']).toEqual({ value: 8 })
    expect(row['feeds.completeness']).toMatchObject({ numerator: 7, denominator: 8 })
    expect(row['feeds.lateness']).toMatchObject({ numerator: 1, denominator: 7 })
  })

  it('split by feed and by unit', async () => {
    const by = async (name: string) => {
      const { rows } = await city.figures.answer({ measures: MEASURES, by: [name], period: WEEK }, SYSTEM_SCOPE)
      return Object.fromEntries(rows.map((row) => [row[name], (row['feeds.completeness'] as { value: number }).value]))
    }
    expect(await by('feed')).toEqual({ 'xa-a': 0.75, tinh: 1 })
    expect(await by('unit')).toEqual({ a: 0.75, p: 1 })
    const only = await city.ask({ measures: MEASURES, period: WEEK, where: { feed: ['xa-a'] } })
    expect(only['feeds.due']).toEqual({ value: 4 })
  })

  it('have each owed delivery behind them, with what became of it', async () => {
    const ask = (measure: string) =>
      city.figures.rows({ measures: [measure], measure, period: WEEK, where: { feed: ['xa-a'] } }, SYSTEM_SCOPE)
    const { total, rows } = await ask('feeds.completeness')
    expect(total).toBe(4)
    expect(rows.map((row) => [row.dueOn, row.met, row.weight, row.counts, row.batch !== ''])).toEqual([
      ['2026-11-03', 'onTime', 1, true, true],
      ['2026-11-04', 'late', 1, true, true],
      ['2026-11-05', 'missed', 1, false, false],
      ['2026-11-06', 'onTime', 1, true, true],
    ])
    expect((await ask('feeds.late')).total).toBe(1)
  })

  it('are those of the deliveries that counted at the seq asked for', async () => {
    const { seq } = await city.ledger.head()
    const [last] = await city.ledger.batches({ feed: 'tinh', state: 'committed' }, SYSTEM_SCOPE)
    await city.ledger.withdraw(last?.id ?? '', { within: city.figures.adjust, actor: { name: 'lan', role: 'officer' } })
    expect(await city.ask({ measures: ['feeds.delivered'], period: WEEK })).toMatchObject({
      'feeds.delivered': { value: 6 },
    })
    expect(await city.ask({ measures: ['feeds.delivered'], period: WEEK, at: { seq } })).toMatchObject({
      'feeds.delivered': { value: 7 },
    })
  })

  it('are no figure in a week in which nothing was due', async () => {
    const row = await city.ask({ measures: MEASURES, period: { from: '2026-10-01', to: '2026-10-31' } })
    expect(row['feeds.completeness']).toEqual({ value: null, none: 'noData' })
  })
})
