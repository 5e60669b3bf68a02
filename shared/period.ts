/** Local calendar day of the installation's zone, `YYYY-MM-DD`. Sorts and compares as text. */
export type Day = string

/** RFC 3339 instant with zone, for example `2026-11-22T08:42:00+07:00`. */
export type Instant = string

/** The zone in which every day, week and month of the product is counted. */
export const ZONE = 'Asia/Ho_Chi_Minh'

/** Both ends included. */
export interface DayRange {
  from: Day
  to: Day
}

/** A period as a query may name it; relative forms are resolved against the answer's *now*. */
export type Period =
  | { from: Day; to: Day }
  | { name: PeriodName | (string & {}) }
  | { last: { days: number } | { months: number } }

/** Named periods. `2025`, `2025-Q3` and `2025-10` are names too. */
export const PERIOD_NAMES = [
  'today',
  'yesterday',
  'thisWeek',
  'lastWeek',
  'thisMonth',
  'lastMonth',
  'thisQuarter',
  'lastQuarter',
  'thisYear',
  'lastYear',
] as const
export type PeriodName = (typeof PERIOD_NAMES)[number]

/** Thrown for a period that is no period: month 13, 31 February, `from` after `to`, an unknown name. */
export class BadPeriod extends Error {
  override name = 'BadPeriod'
}

const formatter = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The local day on which an instant falls. */
export function dayOf(at: Date): Day {
  return formatter.format(at)
}

/** The instant at which a local day begins; Việt Nam keeps +07:00 all year, with no daylight saving since 1975. */
export function startOfDay(day: Day): Date {
  return new Date(`${day}T00:00:00+07:00`)
}

/** Is this text a day that exists, within years 1900–2999? */
export function isDay(text: string): boolean {
  if (!/^(19|2\d)\d\d-\d\d-\d\d$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text
}

/** The day `count` days later (earlier when negative). */
export function addDays(day: Day, count: number): Day {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + count)
  return date.toISOString().slice(0, 10)
}

/** Whole days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: Day, b: Day): number {
  return Math.round((Date.parse(`${b}T00:00:00Z`) - Date.parse(`${a}T00:00:00Z`)) / 86_400_000)
}

/** First and last day of the month that holds `day`, moved by whole months. */
export function monthOf(day: Day, move = 0): DayRange {
  const year = Number(day.slice(0, 4))
  const month = Number(day.slice(5, 7)) - 1 + move
  return { from: utcDay(year, month, 1), to: utcDay(year, month + 1, 0) }
}

/** First and last day of the quarter that holds `day`, moved by whole quarters. */
export function quarterOf(day: Day, move = 0): DayRange {
  const year = Number(day.slice(0, 4))
  const first = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + move * 3
  return { from: utcDay(year, first, 1), to: utcDay(year, first + 3, 0) }
}

/** First and last day of the year that holds `day`, moved by whole years. */
export function yearOf(day: Day, move = 0): DayRange {
  const year = Number(day.slice(0, 4)) + move
  return { from: `${year}-01-01`, to: `${year}-12-31` }
}

/** Monday to Sunday of the ISO week that holds `day`, moved by whole weeks. */
export function weekOf(day: Day, move = 0): DayRange {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  const from = addDays(day, move * 7 - weekday)
  return { from, to: addDays(from, 6) }
}

/**
 * The days that a period stands for.
 *
 * @param today - local day of the answer's *now*
 * @throws BadPeriod when it names no existing period
 */
export function resolvePeriod(period: Period, today: Day): DayRange {
  if ('from' in period) {
    if (!isDay(period.from) || !isDay(period.to)) throw new BadPeriod(`not a day: ${period.from} … ${period.to}`)
    if (period.from > period.to) throw new BadPeriod(`the period ends (${period.to}) before it begins (${period.from})`)
    return { from: period.from, to: period.to }
  }
  if ('last' in period) {
    if ('days' in period.last) return { from: addDays(today, 1 - period.last.days), to: today }
    return { from: monthOf(today, 1 - period.last.months).from, to: today }
  }
  return namedPeriod(period.name, today)
}

function namedPeriod(name: string, today: Day): DayRange {
  switch (name) {
    case 'today':
      return { from: today, to: today }
    case 'yesterday':
      return { from: addDays(today, -1), to: addDays(today, -1) }
    case 'thisWeek':
      return weekOf(today)
    case 'lastWeek':
      return weekOf(today, -1)
    case 'thisMonth':
      return monthOf(today)
    case 'lastMonth':
      return monthOf(today, -1)
    case 'thisQuarter':
      return quarterOf(today)
    case 'lastQuarter':
      return quarterOf(today, -1)
    case 'thisYear':
      return yearOf(today)
    case 'lastYear':
      return yearOf(today, -1)
    default:
      return calendarPeriod(name)
  }
}

/**
 * The days of `2025`, `2025-Q3` or `2025-10`.
 *
 * @throws BadPeriod for anything else
 */
export function calendarPeriod(text: string): DayRange {
  const match = /^(19\d\d|2\d\d\d)(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(text)
  if (!match) throw new BadPeriod(`not a period: "${text}"; write 2025, 2025-Q3 or 2025-10`)
  const [, year, quarter, month] = match
  if (quarter) return quarterOf(`${year}-${String(Number(quarter) * 3).padStart(2, '0')}-01`)
  if (month) return monthOf(`${year}-${month}-01`)
  return yearOf(`${year}-01-01`)
}

/** Is this text a year, a quarter or a month as `calendarPeriod` reads them? */
export function isCalendarPeriod(text: string): boolean {
  try {
    calendarPeriod(text)
    return true
  } catch (error) {
    if (error instanceof BadPeriod) return false
    throw error
  }
}

function utcDay(year: number, month: number, day: number): Day {
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10)
}
