import { describe, expect, it } from 'vitest'
import { comparedRange, isIncomplete, rangeOf, reportingMonthOf, toQueryPeriod } from './periods.ts'

/** A Sunday. */
const TODAY = '2026-11-22'

describe('periods in an address', () => {
  it('are asked as the server names them', () => {
    expect(toQueryPeriod('thisMonth')).toEqual({ name: 'thisMonth' })
    expect(toQueryPeriod('2025-Q3')).toEqual({ name: '2025-Q3' })
    expect(toQueryPeriod('30d')).toEqual({ last: { days: 30 } })
    expect(toQueryPeriod('12m')).toEqual({ last: { months: 12 } })
    expect(toQueryPeriod('2025-10-01..2025-10-20')).toEqual({ from: '2025-10-01', to: '2025-10-20' })
  })

  it('know the reporting month from the 15th to the 14th, over the turn of the year too', () => {
    expect(rangeOf('bc-2026-11', TODAY)).toEqual({ from: '2026-10-15', to: '2026-11-14' })
    expect(rangeOf('bc-2026-01', TODAY)).toEqual({ from: '2025-12-15', to: '2026-01-14' })
    expect(reportingMonthOf('2026-11-14')).toBe('2026-11')
    expect(reportingMonthOf('2026-12-15')).toBe('2027-01')
  })

  it('are no periods where no day exists', () => {
    for (const text of [
      '2025-13',
      '2025-Q5',
      '2025-02-30..2025-03-01',
      '2025-10-20..2025-10-01',
      '0d',
      'bc-2025',
      '',
    ]) {
      expect(toQueryPeriod(text)).toBeNull()
    }
  })

  it('are not over while today lies in them', () => {
    expect(isIncomplete(rangeOf('thisMonth', TODAY), TODAY)).toBe(true)
    expect(isIncomplete(rangeOf('lastMonth', TODAY), TODAY)).toBe(false)
  })
})

describe('what a period is compared with', () => {
  it('is the whole month before a whole month', () => {
    expect(comparedRange('2026-03', TODAY, 'previous')).toEqual({ from: '2026-02-01', to: '2026-02-28' })
  })

  it('is as many days of the month before, while the month is not over', () => {
    expect(comparedRange('thisMonth', TODAY, 'previous')).toEqual({ from: '2026-10-01', to: '2026-10-22' })
    // 30 March is the 30th day; February 2026 has 28.
    expect(comparedRange('thisMonth', '2026-03-30', 'previous')).toEqual({ from: '2026-02-01', to: '2026-02-28' })
  })

  it('is the quarter, year and reporting month before', () => {
    expect(comparedRange('2026-Q1', TODAY, 'previous')).toEqual({ from: '2025-10-01', to: '2025-12-31' })
    expect(comparedRange('2025', TODAY, 'previous')).toEqual({ from: '2024-01-01', to: '2024-12-31' })
    expect(comparedRange('bc-2026-01', TODAY, 'previous')).toEqual({ from: '2025-11-15', to: '2025-12-14' })
  })

  it('is as long as a run of days, right before it', () => {
    // 1–10 October are ten days; the ten before are 21–30 September.
    expect(comparedRange('2026-10-01..2026-10-10', TODAY, 'previous')).toEqual({ from: '2026-09-21', to: '2026-09-30' })
  })

  it('is the same a year earlier, to the end of a leap February', () => {
    expect(comparedRange('2026-10', TODAY, 'year')).toEqual({ from: '2025-10-01', to: '2025-10-31' })
    expect(comparedRange('2025-02', TODAY, 'year')).toEqual({ from: '2024-02-01', to: '2024-02-29' })
    expect(comparedRange('thisMonth', TODAY, 'year')).toEqual({ from: '2025-11-01', to: '2025-11-22' })
  })
})
