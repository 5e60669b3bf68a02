import { type Day, ZONE } from '../../shared/period.ts'
import { type Locale, tagOf } from './locale.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** How long ago: `vừa xong`, `2 phút trước`, `3 giờ trước`, `2 ngày trước`. An age below zero (clocks apart) is "just now". */
export function formatAge(ageMs: number, locale: Locale): string {
  if (ageMs < MINUTE_MS) return locale === 'vi' ? 'vừa xong' : 'just now'
  const ago = new Intl.RelativeTimeFormat(tagOf(locale), { numeric: 'always' })
  if (ageMs < HOUR_MS) return ago.format(-Math.floor(ageMs / MINUTE_MS), 'minute')
  if (ageMs < DAY_MS) return ago.format(-Math.floor(ageMs / HOUR_MS), 'hour')
  return ago.format(-Math.floor(ageMs / DAY_MS), 'day')
}

/** A length of time in its largest whole unit: `45 giây`, `12 phút`, `3 giờ`, `2 ngày`. */
export function formatDuration(ms: number, locale: Locale): string {
  const words = locale === 'vi' ? (['giây', 'phút', 'giờ', 'ngày'] as const) : (['s', 'min', 'h', 'days'] as const)
  if (ms < MINUTE_MS) return `${Math.max(0, Math.floor(ms / 1000))} ${words[0]}`
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} ${words[1]}`
  if (ms < DAY_MS) return `${Math.floor(ms / HOUR_MS)} ${words[2]}`
  return `${Math.floor(ms / DAY_MS)} ${words[3]}`
}

/** `08:42`, local time of the installation. */
export function formatClock(at: Date): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' }).format(at)
}

/** `23/11` in both languages; the year is added on request. */
export function formatDay(day: Day, year = false): string {
  const [y, m, d] = day.split('-')
  return year ? `${d}/${m}/${y}` : `${d}/${m}`
}

/** `Thứ Hai`, `Chủ Nhật`. */
export function formatWeekday(day: Day, locale: Locale): string {
  return new Intl.DateTimeFormat(tagOf(locale), { timeZone: 'UTC', weekday: 'long' }).format(
    new Date(`${day}T00:00:00Z`),
  )
}

/** A month in the fewest letters, `2026-09` → `T9`, `Sept`. */
export function formatMonth(month: string, locale: Locale): string {
  if (locale === 'vi') return `T${Number(month.slice(5))}`
  return new Intl.DateTimeFormat(tagOf(locale), { timeZone: 'UTC', month: 'short' }).format(
    new Date(`${month}-01T00:00:00Z`),
  )
}

/** A period's own name as people read it: `2025-10` → `tháng 10/2025`, `2025-Q3` → `quý III/2025`, `2025` → `năm 2025`. */
export function formatPeriodName(name: string, locale: Locale): string {
  const [, year, quarter, month] = /^(\d{4})(?:-Q([1-4])|-(\d{2}))?$/.exec(name) ?? []
  if (!year) return name
  if (quarter) {
    const roman = ['I', 'II', 'III', 'IV'][Number(quarter) - 1]
    return locale === 'vi' ? `quý ${roman}/${year}` : `Q${quarter} ${year}`
  }
  if (month) {
    if (locale === 'vi') return `tháng ${Number(month)}/${year}`
    const at = new Date(`${year}-${month}-01T00:00:00Z`)
    return new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(at)
  }
  return locale === 'vi' ? `năm ${year}` : year
}
