import {
  addDays,
  type Day,
  type DayRange,
  daysBetween,
  isCalendarPeriod,
  isDay,
  monthOf,
  PERIOD_NAMES,
  quarterOf,
  resolvePeriod,
  yearOf,
} from '../../shared/period.ts'
import type { Query } from '../../shared/query.ts'

/**
 * A period as the address of a view writes it: a name (`thisMonth`), `2025`, `2025-Q3`, `2025-10`, `30d` and `12m` (the last
 * so many, up to today), `2025-10-01..2025-10-20`, and `bc-2025-10`, the reporting month from the 15th of September to the
 * 14th of October.
 */
export type PeriodText = string

/** With what a figure is compared: the period before, or the same a year earlier. */
export type Compared = 'previous' | 'year'

/** First and last day of the reporting month that ends in `month` (`YYYY-MM`). */
export function reportingMonth(month: string): DayRange {
  return { from: `${monthOf(`${month}-01`, -1).from.slice(0, 8)}15`, to: `${month}-14` }
}

/** The reporting month in which a day lies. */
export function reportingMonthOf(day: Day): string {
  return day.slice(8) <= '14' ? day.slice(0, 7) : monthOf(day, 1).from.slice(0, 7)
}

/** What a query says for this text; null where the text is no period. */
export function toQueryPeriod(text: PeriodText): Query['period'] | null {
  if ((PERIOD_NAMES as readonly string[]).includes(text)) return { name: text }
  const [, count, unit] = /^([1-9]\d{0,3})([dm])$/.exec(text) ?? []
  if (count && unit === 'd' && Number(count) <= 1830) return { last: { days: Number(count) } }
  if (count && unit === 'm' && Number(count) <= 60) return { last: { months: Number(count) } }
  const [from, to] = text.split('..')
  if (from && to) return isDay(from) && isDay(to) && from <= to ? { from, to } : null
  if (text.startsWith('bc-')) return isCalendar(text.slice(3), /^\d{4}-\d{2}$/) ? reportingMonth(text.slice(3)) : null
  return isCalendar(text, /^\d{4}/) ? { name: text } : null
}

function isCalendar(text: string, form: RegExp): boolean {
  return form.test(text) && isCalendarPeriod(text)
}

/** The days of a period. @param today - local day of the moment that the view shows */
export function rangeOf(text: PeriodText, today: Day): DayRange {
  return resolvePeriod(toQueryPeriod(text) ?? { name: 'thisMonth' }, today)
}

/** Is the period not over yet, so that its figures will still grow? */
export function isIncomplete({ from, to }: DayRange, today: Day): boolean {
  return from <= today && today <= to
}

/**
 * The days with which a period is compared. A period that is not over is compared with as many days of the one before, so
 * that twenty days never stand against thirty-one.
 */
export function comparedRange(text: PeriodText, today: Day, compared: Compared): DayRange {
  const range = rangeOf(text, today)
  const before = compared === 'year' ? aYearEarlier(range) : previousOf(text, range)
  if (!isIncomplete(range, today)) return before
  const to = addDays(before.from, daysBetween(range.from, today))
  return { from: before.from, to: to < before.to ? to : before.to }
}

function previousOf(text: PeriodText, { from, to }: DayRange): DayRange {
  const [, months] = /^(\d+)m$/.exec(text) ?? []
  if (months) return { from: monthOf(from, -Number(months)).from, to: sameDayIn(to, -Number(months)) }
  if (isSpan(monthOf(from), { from, to })) return monthOf(from, -1)
  if (isSpan(quarterOf(from), { from, to })) return quarterOf(from, -1)
  if (isSpan(yearOf(from), { from, to })) return yearOf(from, -1)
  const reporting = reportingMonthOf(from)
  if (isSpan(reportingMonth(reporting), { from, to })) {
    return reportingMonth(monthOf(`${reporting}-01`, -1).from.slice(0, 7))
  }
  return { from: addDays(from, -daysBetween(from, to) - 1), to: addDays(from, -1) }
}

function isSpan(a: DayRange, b: DayRange): boolean {
  return a.from === b.from && a.to === b.to
}

function aYearEarlier({ from, to }: DayRange): DayRange {
  const isMonthEnd = monthOf(to).to === to
  const end = sameDayIn(to, -12)
  return { from: sameDayIn(from, -12), to: isMonthEnd ? monthOf(end).to : end }
}

/** The same day of another month, or its last day where it is shorter. */
function sameDayIn(day: Day, months: number): Day {
  const month = monthOf(day, months)
  const same = `${month.from.slice(0, 8)}${day.slice(8)}`
  return same > month.to ? month.to : same
}
