import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { type City, openCity, SMALL_TREE } from '../test/city.ts'

let city: City
beforeAll(async () => {
  // Wednesday 18 November 2026, 10:00 in Việt Nam
  city = await openCity('2026-11-18T03:00:00Z', 'p')
  await city.feed('units', { system: true })
  await city.feed('dossiers')
  await city.deliver('units', SMALL_TREE)
})
afterAll(() => city.end())

const day = (text: string) => `${text}T09:00:00+07:00`
const NOVEMBER = { name: '2026-11' }

describe('figures of six dossiers worked by hand', () => {
  beforeAll(async () => {
    // code, unit, received → due, finished:          box in November
    await city.deliver('dossiers', [
      // A1 early: finished 5 < due 9
      {
        code: 'A1',
        receivingUnit: 'a',
        receivedAt: day('2026-11-02'),
        dueAt: day('2026-11-09'),
        finishedAt: day('2026-11-05'),
        channel: 'online',
      },
      // A2 on time: finished on the due day 10, though later in the day than the due time
      {
        code: 'A2',
        receivingUnit: 'a',
        receivedAt: day('2026-11-03'),
        dueAt: day('2026-11-10'),
        finishedAt: '2026-11-10T16:30:00+07:00',
        channel: 'direct',
      },
      // A3 late: finished 12 > due 11; carried over from October
      {
        code: 'A3',
        receivingUnit: 'a',
        receivedAt: day('2026-10-30'),
        dueAt: day('2026-11-11'),
        finishedAt: day('2026-11-12'),
        channel: 'direct',
      },
      // B1 open, due 16 November: overdue since the 17th; received at a, resolved by b
      {
        code: 'B1',
        receivingUnit: 'a',
        resolvingUnit: 'b',
        receivedAt: day('2026-11-10'),
        dueAt: day('2026-11-16'),
        channel: 'online',
      },
      // B2 open, due today (the 18th): not overdue, due soon
      { code: 'B2', receivingUnit: 'b', receivedAt: day('2026-11-12'), dueAt: day('2026-11-18'), channel: 'direct' },
      // B3 refused: counts nowhere
      { code: 'B3', receivingUnit: 'b', receivedAt: day('2026-11-13'), status: '3' },
    ])
  })

  it('counts what was received and resolved, and what is open and overdue today', async () => {
    const row = await city.ask({
      measures: ['received', 'resolved', 'early', 'onTime', 'late', 'open', 'overdue', 'dueSoon'].map(
        (m) => `dossiers.${m}`,
      ),
      period: NOVEMBER,
    })
    const value = (id: string) => (row[`dossiers.${id}`] as { value: number }).value
    // received A1 A2 B1 B2; A3 came in October, B3 was refused
    expect(value('received')).toBe(4)
    expect([value('resolved'), value('early'), value('onTime'), value('late')]).toEqual([3, 1, 1, 1])
    // B1 and B2; B1 since its due day passed on the 16th
    expect([value('open'), value('overdue'), value('dueSoon')]).toEqual([2, 1, 1])
  })

  it('divides for the on-time rate and says by what', async () => {
    const row = await city.ask({ measures: ['dossiers.onTimeRate', 'dossiers.overdueShare'], period: NOVEMBER })
    // (1 early + 1 on time) / 3 classified; 1 overdue of 2 open
    expect(row['dossiers.onTimeRate']).toMatchObject({
      value: 2 / 3,
      numerator: 2,
      denominator: 3,
      n: 3,
      basis: 'rows',
    })
    expect(row['dossiers.overdueShare']).toMatchObject({ value: 0.5, numerator: 1, denominator: 2 })
    // Wilson, 95 %, 2 of 3: centre (2/3 + 3.8415/6) / (1 + 3.8415/3) = 0.5731; half width 0.3654
    const { low, high } = row['dossiers.onTimeRate'] as { low: number; high: number }
    expect([low, high].map((x) => x.toFixed(3))).toEqual(['0.208', '0.939'])
  })

  it('splits by the resolving unit, else the receiving one', async () => {
    const { rows } = await city.figures.answer(
      { measures: ['dossiers.received', 'dossiers.open'], by: ['unit'], period: NOVEMBER },
      SYSTEM_SCOPE,
    )
    expect(rows.map((row) => [row.unit, (row['dossiers.received'] as { value: number }).value])).toEqual([
      ['a', 2],
      ['b', 2],
    ])
    const by = await city.figures.answer(
      { measures: ['dossiers.received'], by: ['receivingUnit'], period: NOVEMBER },
      SYSTEM_SCOPE,
    )
    expect(by.rows.map((row) => [row.receivingUnit, (row['dossiers.received'] as { value: number }).value])).toEqual([
      ['a', 3],
      ['b', 1],
    ])
  })

  it('takes a stock at the end of each day, and none in the future', async () => {
    const { rows } = await city.figures.answer(
      {
        measures: ['dossiers.open', 'dossiers.overdue'],
        by: ['day'],
        period: { from: '2026-11-09', to: '2026-11-20' },
        empty: true,
      },
      SYSTEM_SCOPE,
    )
    const line = rows.map((row) => [
      String(row.day).slice(8),
      (row['dossiers.open'] as { value: number }).value,
      (row['dossiers.overdue'] as { value: number }).value,
    ])
    // 9: A2 A3; 10: A2 left, B1 came; 11: A3 B1; 12: A3 left (late, so overdue only on none of these ends: due 11, left 12), B2 came
    expect(line).toEqual([
      ['09', 2, 0],
      ['10', 2, 0],
      ['11', 2, 0],
      ['12', 2, 0],
      ['13', 2, 0],
      ['14', 2, 0],
      ['15', 2, 0],
      ['16', 2, 0],
      ['17', 2, 1],
      ['18', 2, 1],
    ])
  })

  it('answers the same from the rollup and from the rows', async () => {
    const measures = ['dossiers.received', 'dossiers.onTimeRate', 'dossiers.open', 'dossiers.overdue']
    const query = { measures, by: ['unit', 'week'], period: { from: '2026-10-26', to: '2026-11-18' } }
    const rolled = await city.figures.answer(query, SYSTEM_SCOPE)
    // A filter that lets every row pass is answered from the rows.
    const statuses = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']
    const counted = await city.figures.answer({ ...query, where: { status: statuses } }, SYSTEM_SCOPE)
    expect(rolled.rows.length).toBeGreaterThan(0)
    expect(counted.rows).toEqual(rolled.rows)
  })

  it('lists the rows behind a figure, whose weights add up to it', async () => {
    const query = { measures: ['dossiers.onTimeRate'], measure: 'dossiers.onTimeRate', period: NOVEMBER }
    const { total, rows } = await city.figures.rows(query, SYSTEM_SCOPE)
    expect(total).toBe(3)
    expect(rows.map((row) => [row.rowNo, row.weight, row.counts]).sort()).toEqual([
      [2, 1, true],
      [3, 1, true],
      [4, 1, false],
    ])
    expect(JSON.stringify(rows)).not.toContain('"A1"')
  })

  it('moves what is overdue at midnight, without a commit', async () => {
    const before = city.clock.now()
    // 18 November 23:59:59 → 19 November 00:00:00 in Việt Nam: B2, due on the 18th, joins B1
    const query = { measures: ['dossiers.overdue'], period: { name: 'today' } }
    city.clock.set(new Date('2026-11-18T16:59:59Z'))
    expect((await city.ask(query))['dossiers.overdue']).toMatchObject({ value: 1 })
    city.clock.set(new Date('2026-11-18T17:00:00Z'))
    expect((await city.ask(query))['dossiers.overdue']).toMatchObject({ value: 2 })
    city.clock.set(before)
  })

  it('has no figure, rather than a zero, where nobody delivers', async () => {
    const row = await city.ask({ measures: ['dossiers.received', 'dossiers.onTimeRate'], unit: 'd', period: NOVEMBER })
    expect(row['dossiers.received']).toMatchObject({ value: null, none: 'noData' })
    expect(row['dossiers.onTimeRate']).toMatchObject({ value: null, none: 'noData' })
    const earlier = await city.ask({ measures: ['dossiers.received'], period: { name: '2026-09' } })
    expect(earlier['dossiers.received']).toMatchObject({ value: null, none: 'noData' })
  })
})
