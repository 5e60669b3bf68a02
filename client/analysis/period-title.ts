import { type Day, type DayRange, monthOf, PERIOD_NAMES } from '../../shared/period.ts'
import type { Locale } from '../format/locale.ts'
import { formatDay, formatPeriodName } from '../format/time.ts'
import type { useWords } from '../i18n/provider.tsx'
import { isIncomplete, type PeriodText, rangeOf } from './periods.ts'

type Words = ReturnType<typeof useWords>
const isName = (text: string): text is (typeof PERIOD_NAMES)[number] =>
  (PERIOD_NAMES as readonly string[]).includes(text)

/** A period as people say it: `tháng này`, `tháng 10/2025`, `kỳ báo cáo tháng 10/2025`, `01/10/2025–20/10/2025`. */
export function periodTitle(text: PeriodText, words: Words, locale: Locale): string {
  if (isName(text)) return words(`analysis.periods.${text}`)
  const [, count, unit] = /^(\d+)([dm])$/.exec(text) ?? []
  if (count) return words(unit === 'd' ? 'analysis.periods.lastDays' : 'analysis.periods.lastMonths', { n: count })
  const [from, to] = text.split('..')
  if (from && to) return rangeTitle({ from, to }, locale)
  if (text.startsWith('bc-'))
    return words('analysis.periods.reporting', { month: formatPeriodName(text.slice(3), locale) })
  return formatPeriodName(text, locale)
}

/** The days of a period in full, with "so far" while it is not over. */
export function periodDays(text: PeriodText, today: Day, words: Words): string {
  const range = rangeOf(text, today)
  const { from } = range
  const shown = isIncomplete(range, today) ? { from, to: today } : range
  return isIncomplete(range, today) && range.to > today
    ? words('analysis.periods.soFar', { days: daysText(shown) })
    : daysText(shown)
}

/** A run of days by its shortest name. */
export function rangeTitle({ from, to }: DayRange, locale: Locale): string {
  const month = monthOf(from)
  if (month.from === from && month.to === to) return formatPeriodName(from.slice(0, 7), locale)
  return daysText({ from, to })
}

function daysText({ from, to }: DayRange): string {
  if (from === to) return formatDay(from, true)
  return `${formatDay(from, from.slice(0, 4) !== to.slice(0, 4))}–${formatDay(to, true)}`
}
