import { describe, expect, it } from 'vitest'
import { PROGRAM_BOOK } from '../../shared/measures/list.ts'
import { addDays } from '../../shared/period.ts'
import type { Query } from '../../shared/query.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import type { UnitSet } from '../../shared/units.ts'
import { bucketsOf, periodName } from './buckets.ts'
import { createGovernor } from './governor.ts'
import { pageOf } from './order.ts'
import { resolve } from './resolve.ts'
import { tile, without } from './tiling.ts'

const set: UnitSet = { stamp: 0, units: new Map(), bridges: [] }
const moment = { seq: 1, now: new Date('2026-11-22T02:00:00Z'), set, home: null, book: PROGRAM_BOOK }
const ask = (query: Partial<Query>) => () =>
  resolve({ measures: ['dossiers.open'], period: { name: 'thisMonth' }, ...query }, moment, SYSTEM_SCOPE)

describe('a query', () => {
  it.each<[string, Partial<Query>, string]>([
    ['an unknown measure', { measures: ['dossiers.speed'] }, 'IOC_UNKNOWN_MEASURE'],
    ['an unknown dimension', { by: ['colour'] }, 'IOC_UNKNOWN_DIMENSION'],
    [
      'a dimension that one of its datasets lacks',
      { measures: ['dossiers.open', 'surveys.answers'], by: ['procedure'] },
      'IOC_UNKNOWN_DIMENSION',
    ],
    ['an unknown filter', { where: { colour: ['red'] } }, 'IOC_UNKNOWN_DIMENSION'],
    ['an unknown unit', { unit: 'nowhere' }, 'IOC_UNKNOWN_UNIT'],
    ['month 13', { period: { name: '2026-13' } }, 'IOC_BAD_PERIOD'],
    ['31 February', { period: { from: '2026-02-31', to: '2026-03-01' } }, 'IOC_BAD_PERIOD'],
    ['an unknown level', { by: ['unit'], level: 'street' }, 'IOC_BAD_QUERY'],
    ['a level without a split by unit', { level: 'commune' }, 'IOC_BAD_QUERY'],
    ['six years by day', { by: ['day'], period: { from: '2020-11-22', to: '2026-11-22' } }, 'IOC_BAD_QUERY'],
    ['six years without a split', { period: { from: '2020-11-22', to: '2026-11-22' } }, 'IOC_BAD_QUERY'],
    ['a hundred years by day', { by: ['day'], period: { from: '1926-11-22', to: '2026-11-22' } }, 'IOC_BAD_QUERY'],
    ['fifty years by week', { by: ['week'], period: { from: '1970-01-01', to: '2026-11-22' } }, 'IOC_BAD_QUERY'],
  ])('with %s is refused', (_, query, code) => {
    expect(ask(query)).toThrow(expect.objectContaining({ code, statusCode: 400 }))
  })

  it('lists the names that it would have understood', () => {
    expect(ask({ measures: ['x'] })).toThrow(
      expect.objectContaining({ known: expect.arrayContaining(['dossiers.open', 'index.total']) }),
    )
    expect(ask({ by: ['x'] })).toThrow(
      expect.objectContaining({ known: expect.arrayContaining(['unit', 'procedure', 'month']) }),
    )
  })

  it('may ask five years by day, and not a day more', () => {
    const from = (day: string) => ask({ by: ['day'], period: { from: day, to: '2026-11-22' } })
    expect(from('2021-11-24')().buckets).toHaveLength(1825)
    expect(from('2021-11-23')().buckets).toHaveLength(1826)
    expect(from('2021-11-22')).toThrow(expect.objectContaining({ code: 'IOC_BAD_QUERY', statusCode: 400 }))
    expect(ask({ period: { last: { months: 60 } } })).not.toThrow()
  })

  it('may ask for 2,000 buckets, and not for one more', () => {
    const size = { buckets: 2_000, years: 50 }
    const over = (days: number) => () =>
      resolve(
        {
          measures: ['dossiers.open'],
          by: ['day'],
          period: { from: addDays('2026-11-22', 1 - days), to: '2026-11-22' },
        },
        moment,
        SYSTEM_SCOPE,
        size,
      )
    for (const days of [1_999, 2_000]) expect(over(days)().buckets).toHaveLength(days)
    expect(over(2_001)).toThrow(expect.objectContaining({ code: 'IOC_BAD_QUERY', statusCode: 400 }))
  })
})

describe('a period in buckets', () => {
  it('names ISO weeks by the year of their Thursday', () => {
    // 1 January 2027 is a Friday: it belongs to week 53 of 2026
    const buckets = bucketsOf({ from: '2026-12-27', to: '2027-01-04' }, ['week'])
    expect(buckets.map(({ from, to, keys }) => [from, to, keys.week])).toEqual([
      ['2026-12-27', '2026-12-27', '2026-W52'],
      ['2026-12-28', '2027-01-03', '2026-W53'],
      ['2027-01-04', '2027-01-04', '2027-W01'],
    ])
  })

  it('cuts at every dimension that is asked for', () => {
    const buckets = bucketsOf({ from: '2026-09-28', to: '2026-10-04' }, ['week', 'quarter'])
    expect(buckets.map(({ from, keys }) => [from, keys.week, keys.quarter])).toEqual([
      ['2026-09-28', '2026-W40', '2026-Q3'],
      ['2026-10-01', '2026-W40', '2026-Q4'],
    ])
  })

  it('has the shortest name that says the same', () => {
    expect(periodName({ from: '2026-10-01', to: '2026-12-31' })).toBe('2026-Q4')
    expect(periodName({ from: '2025-12-15', to: '2026-01-14' })).toBe('2025-12-15/2026-01-14')
  })
})

describe('tiling', () => {
  const month = (n: string, last: string) => ({ from: `2026-${n}-01`, to: `2026-${n}-${last}` })
  const quarter = { from: '2026-01-01', to: '2026-03-31' }

  it('prefers the finest ranges that fill a period', () => {
    const months = [month('01', '31'), month('02', '28'), month('03', '31')]
    expect(tile([quarter, ...months], quarter)).toEqual(months)
  })

  it('falls back to the coarser range when a month is missing', () => {
    expect(tile([quarter, month('01', '31'), month('03', '31')], quarter)).toEqual([quarter])
  })

  it('is nothing when there is a gap, an overlap, or too much', () => {
    expect(tile([month('01', '31'), month('03', '31')], quarter)).toBeNull()
    expect(
      tile(
        [
          { from: '2026-01-01', to: '2026-02-15' },
          { from: '2026-02-10', to: '2026-03-31' },
        ],
        quarter,
      ),
    ).toBeNull()
    expect(tile([{ from: '2025-12-15', to: '2026-03-31' }], quarter)).toBeNull()
  })

  it('leaves what rows do not speak of', () => {
    expect(without(quarter, month('02', '28'))).toEqual([month('01', '31'), month('03', '31')])
  })
})

describe('an answer in order', () => {
  const rows = [
    { unit: 'a', m: { value: 1 } },
    { unit: 'b', m: { value: null, none: 'noData' as const } },
    { unit: 'c', m: { value: 3 } },
  ]

  it('puts no figure last, in both directions', () => {
    const ordered = (direction: 'asc' | 'desc') =>
      pageOf(rows, { by: ['unit'], measures: ['m'], order: [['m', direction]] }).rows.map((row) => row.unit)
    expect(ordered('asc')).toEqual(['a', 'c', 'b'])
    expect(ordered('desc')).toEqual(['c', 'a', 'b'])
  })

  it('goes on where the page before ended', () => {
    const first = pageOf(rows, { by: ['unit'], measures: ['m'], limit: 2 })
    expect(first.rows.map((row) => row.unit)).toEqual(['a', 'b'])
    expect(pageOf(rows, { by: ['unit'], measures: ['m'], limit: 2, after: first.next ?? '' })).toEqual({
      rows: [rows[2]],
    })
  })
})

describe('many questions at once', () => {
  it('run four at a time, wait up to 32, and are refused beyond', async () => {
    const govern = createGovernor()
    let open = () => {}
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    let running = 0
    let most = 0
    const work = async () => {
      running += 1
      most = Math.max(most, running)
      await gate
      running -= 1
    }
    const asked = Array.from({ length: 36 }, () => govern(work))
    await expect(govern(work)).rejects.toMatchObject({ code: 'IOC_BUSY', statusCode: 503 })
    open()
    await Promise.all(asked)
    expect([most, running]).toEqual([4, 0])
    await expect(govern(async () => 'again')).resolves.toBe('again')
  })

  it('run one less, exactly, and one more than wait', async () => {
    const govern = createGovernor(1, 2)
    const gate = Promise.withResolvers<void>()
    const asked = [govern(() => gate.promise), govern(() => gate.promise)]
    expect([govern.running(), govern.waiting()]).toEqual([1, 1])
    asked.push(govern(() => gate.promise))
    await expect(govern(() => gate.promise)).rejects.toMatchObject({ code: 'IOC_BUSY' })
    gate.resolve()
    await Promise.all(asked)
    expect([govern.running(), govern.waiting()]).toEqual([0, 0])
  })

  it('are not begun for somebody who has gone, and make room for others', async () => {
    const govern = createGovernor(1, 1)
    const gate = Promise.withResolvers<void>()
    const first = govern(() => gate.promise)
    const gone = new AbortController()
    let begun = false
    const second = govern(async () => {
      begun = true
    }, gone.signal)
    gone.abort()
    await expect(second).rejects.toMatchObject({ code: 'IOC_QUERY_TOO_LONG' })
    const third = govern(async () => 'third')
    gate.resolve()
    expect(await third).toBe('third')
    await first
    expect(begun).toBe(false)
  })

  it('are told when the store cut them', async () => {
    const cut = Object.assign(new Error('canceling statement due to statement timeout'), { code: '57014' })
    await expect(createGovernor()(() => Promise.reject(cut))).rejects.toMatchObject({
      code: 'IOC_QUERY_TOO_LONG',
      statusCode: 503,
    })
  })
})
