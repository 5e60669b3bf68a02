import { addDays, type Day, type DayRange, dayOf, monthOf, ZONE } from '../../shared/period.ts'

/** Before this local hour "today" has too little to say and yesterday is shown. */
const DAY_SPEAKS_FROM_HOUR = 10
/** The working day of a month from which the month speaks for itself. */
const MONTH_SPEAKS_FROM = 3
/** Longer than any row of days off (Tết with its weekends). */
const LONGEST_REST_DAYS = 30

/** The hero's period and what it is compared with. */
export interface HeroPeriod {
  kind: 'monthToDate' | 'lastMonth'
  period: DayRange
  against: DayRange
}

/** The day of the small tiles, and how it is called. */
export interface DayShown {
  day: Day
  kind: 'today' | 'yesterday' | 'workingDay'
}

/** What a moment lets the wall say. */
export interface Hours {
  today: Day
  /** Is the office open today? If not the wall says so. */
  works: boolean
  hero: HeroPeriod
  shown: DayShown
  /** Thirty whole days and today. */
  trend: DayRange
}

/**
 * Which periods the wall shows at a moment, so that it says nothing silly at 7 in the morning, on the 1st, on a Sunday night
 * or at Tết (DESIGN §7).
 *
 * @param coversTo - last day of which the dossier feeds speak; null when unknown
 */
export function hoursAt(now: Date, isWorkingDay: (day: Day) => boolean, coversTo: Day | null): Hours {
  const today = dayOf(now)
  return {
    today,
    works: isWorkingDay(today),
    hero: heroPeriod(today, isWorkingDay),
    shown: dayShown(today, localHour(now), isWorkingDay, coversTo),
    trend: { from: addDays(today, -30), to: today },
  }
}

/** Month to date against the same number of working days of last month; until the third working day the last full month. */
export function heroPeriod(today: Day, isWorkingDay: (day: Day) => boolean): HeroPeriod {
  const month = monthOf(today)
  const before = monthOf(today, -1)
  const worked = workingDays({ from: month.from, to: today }, isWorkingDay).length
  if (worked < MONTH_SPEAKS_FROM) return { kind: 'lastMonth', period: before, against: monthOf(today, -2) }
  const sameDay = workingDays(before, isWorkingDay)[worked - 1] ?? before.to
  return { kind: 'monthToDate', period: { from: month.from, to: today }, against: { from: before.from, to: sameDay } }
}

/** Today once it speaks; else the last working day that is over and covered by data. */
export function dayShown(
  today: Day,
  hour: number,
  isWorkingDay: (day: Day) => boolean,
  coversTo: Day | null,
): DayShown {
  const isLate = coversTo !== null && coversTo < today
  if (isWorkingDay(today) && hour >= DAY_SPEAKS_FROM_HOUR && !isLate) return { day: today, kind: 'today' }
  const yesterday = addDays(today, -1)
  const latest = coversTo !== null && coversTo < yesterday ? coversTo : yesterday
  const day = lastWorkingDay(latest, isWorkingDay)
  return { day, kind: day === yesterday ? 'yesterday' : 'workingDay' }
}

/** The working days of a range, in order. */
export function workingDays(range: DayRange, isWorkingDay: (day: Day) => boolean): Day[] {
  const found: Day[] = []
  for (let day = range.from; day <= range.to; day = addDays(day, 1)) if (isWorkingDay(day)) found.push(day)
  return found
}

function lastWorkingDay(from: Day, isWorkingDay: (day: Day) => boolean): Day {
  for (let back = 0; back < LONGEST_REST_DAYS; back += 1) {
    const day = addDays(from, -back)
    if (isWorkingDay(day)) return day
  }
  return from
}

function localHour(now: Date): number {
  return Number(new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', hourCycle: 'h23' }).format(now))
}
