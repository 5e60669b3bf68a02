import {
  addDays,
  type Day,
  type DayRange,
  daysBetween,
  monthOf,
  quarterOf,
  weekOf,
  yearOf,
} from '../../shared/period.ts'
import type { TimeDimension } from '../../shared/query.ts'

/** A run of days that share the keys of every time dimension asked for; both ends included. */
export interface Bucket extends DayRange {
  keys: Partial<Record<TimeDimension, string>>
}

/** The period cut by the time dimensions, in order; without one, the whole period. */
export function bucketsOf(period: DayRange, times: readonly TimeDimension[]): Bucket[] {
  const buckets: Bucket[] = []
  for (let from = period.from; from <= period.to; from = addDays(buckets.at(-1)?.to ?? period.to, 1)) {
    const ends = times.map((time) => spanOf(time, from).to)
    const to = [...ends, period.to].sort()[0] ?? period.to
    buckets.push({ from, to, keys: Object.fromEntries(times.map((time) => [time, keyOf(time, from)])) })
  }
  return buckets
}

/** How many buckets a split makes at most, without making them. */
export function countBuckets(period: DayRange, times: readonly TimeDimension[]): number {
  if (times.length === 0) return 1
  const length: Record<TimeDimension, number> = { day: 1, week: 7, month: 28, quarter: 90, year: 365 }
  return times.reduce((sum, time) => sum + Math.ceil((daysBetween(period.from, period.to) + 1) / length[time]), 0)
}

/** The key of the bucket that holds a day: `2026-11-22`, `2026-W47`, `2026-11`, `2026-Q4`, `2026`. */
export function keyOf(time: TimeDimension, day: Day): string {
  switch (time) {
    case 'day':
      return day
    case 'week':
      return weekKey(day)
    case 'month':
      return day.slice(0, 7)
    case 'quarter':
      return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
    case 'year':
      return day.slice(0, 4)
  }
}

function spanOf(time: TimeDimension, day: Day): DayRange {
  switch (time) {
    case 'day':
      return { from: day, to: day }
    case 'week':
      return weekOf(day)
    case 'month':
      return monthOf(day)
    case 'quarter':
      return quarterOf(day)
    case 'year':
      return yearOf(day)
  }
}

/** ISO 8601: a week belongs to the year of its Thursday. */
function weekKey(day: Day): string {
  const thursday = addDays(weekOf(day).from, 3)
  const year = thursday.slice(0, 4)
  const week = Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1
  return `${year}-W${String(week).padStart(2, '0')}`
}

/** The shortest name of a run of days: `2026`, `2026-Q4`, `2026-11`, a day, else `from/to`. */
export function periodName({ from, to }: DayRange): string {
  if (from === to) return from
  for (const time of ['month', 'quarter', 'year'] as const) {
    const span = spanOf(time, from)
    if (span.from === from && span.to === to) return keyOf(time, from)
  }
  return `${from}/${to}`
}
