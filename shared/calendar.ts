import { addDays, type Day, dayOf, startOfDay } from './period.ts'
import { FOREVER } from './units.ts'

/** Office hours of a day as minutes after midnight, in order. */
export type Hours = readonly { from: number; to: number }[]

/** A day whose office hours differ from its weekday: holidays off, swapped Saturdays on, shorter days. */
export interface CalendarDay {
  day: Day
  works: boolean
  /** `07:00-11:30,13:30-17:00`; empty = the usual hours. */
  hours?: string | null
}

/** Which days offices work, and when: weekdays, but for the days that the calendar dataset lists. */
export interface WorkingCalendar {
  /** @throws CalendarTooShort after the calendar's last day */
  isWorkingDay(day: Day): boolean
  /** Empty on a day off. @throws CalendarTooShort */
  hoursOn(day: Day): Hours
}

/** The calendar ends before the answer: nobody has said yet which days of that year are off. */
export class CalendarTooShort extends Error {
  override name = 'CalendarTooShort'
}

/** The usual office hours, eight a day (DOMAIN §2.4). */
export const OFFICE_HOURS = '07:00-11:30,13:30-17:00'

/**
 * @param exceptions - days that differ from their weekday, as the calendar dataset holds them
 * @param endsOn - last day that the calendar speaks for; without it weekdays count for ever
 */
export function createCalendar(exceptions: Iterable<CalendarDay> = [], endsOn: Day = FOREVER): WorkingCalendar {
  const listed = new Map([...exceptions].map((line) => [line.day, line]))
  const usual = hoursOf(OFFICE_HOURS) ?? []
  const isWorkingDay = (day: Day) => {
    if (day > endsOn) throw new CalendarTooShort(`the working calendar ends on ${endsOn}`)
    return listed.get(day)?.works ?? !isWeekend(day)
  }
  return {
    isWorkingDay,
    hoursOn: (day) => (isWorkingDay(day) ? (hoursOf(listed.get(day)?.hours ?? '') ?? usual) : []),
  }
}

/** Reads `07:00-11:30,13:30-17:00`; null for anything that is not hours in order. */
export function hoursOf(text: string): Hours | null {
  const spans = text.split(',').map((part) => /^\s*(\d\d?):(\d\d)\s*[-–]\s*(\d\d?):(\d\d)\s*$/.exec(part))
  const hours: { from: number; to: number }[] = []
  for (const span of spans) {
    if (!span) return null
    const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = span.slice(1).map(Number)
    const from = fromHour * 60 + fromMinute
    const to = toHour * 60 + toMinute
    if (from >= to || to > MINUTES || from < (hours.at(-1)?.to ?? 0)) return null
    hours.push({ from, to })
  }
  return hours
}

/** Saturday or Sunday. */
export function isWeekend(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday === 0 || weekday === 6
}

/**
 * The working day on which a result is due. The day of receipt is not counted; a period that ends on a day off
 * ends with the next working day.
 *
 * @param receivedOn - local calendar day, `YYYY-MM-DD`
 * @param workingDays - length promised for the procedure, whole days, above 0
 * @throws CalendarTooShort when the calendar ends before the answer
 * @see Civil Code 2015, articles 147–148
 */
export function dueOn(receivedOn: Day, workingDays: number, calendar: WorkingCalendar): Day {
  let day = receivedOn
  for (let left = workingDays; left > 0; ) {
    day = addDays(day, 1)
    if (calendar.isWorkingDay(day)) left -= 1
  }
  return day
}

/** The first working day after a day. */
export function nextWorkingDay(day: Day, calendar: WorkingCalendar): Day {
  return dueOn(day, 1, calendar)
}

/** How many working days lie after `from`, up to and with `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: Day, to: Day, calendar: WorkingCalendar): number {
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (calendar.isWorkingDay(day)) count += 1
  return count
}

const MINUTES = 24 * 60
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/**
 * Office hours between two moments; 0 when `to` is not later.
 *
 * @returns hours, with fractions
 * @throws CalendarTooShort
 */
export function workingHoursBetween(from: Date, to: Date, calendar: WorkingCalendar): number {
  let sum = 0
  const last = dayOf(to)
  for (let day = dayOf(from); day <= last; day = addDays(day, 1))
    for (const span of spansOn(day, calendar))
      sum += Math.max(0, Math.min(span.to, to.getTime()) - Math.max(span.from, from.getTime()))
  return sum / HOUR_MS
}

/**
 * The moment at which so many office hours have passed: until when an online dossier must be taken in or sent back, 8 hours
 * after it was filed.
 *
 * @param hours - above 0
 * @throws CalendarTooShort
 * @see DOMAIN §2.4: acceptance or a request for supplements within 8 working hours
 */
export function addWorkingHours(at: Date, hours: number, calendar: WorkingCalendar): Date {
  let left = hours * HOUR_MS
  for (let day = dayOf(at); ; day = addDays(day, 1))
    for (const span of spansOn(day, calendar)) {
      const from = Math.max(span.from, at.getTime())
      if (from >= span.to) continue
      if (left <= span.to - from) return new Date(from + left)
      left -= span.to - from
    }
}

/**
 * When the clock of a dossier starts that counts in hours: at once in office hours, else with the next ones; one received in
 * the last hour of a working day starts with the next working day.
 *
 * @throws CalendarTooShort
 * @see DOMAIN §2.4, the rule of the last hour (a 2025 decree on inter-linked licences; other procedures may differ)
 */
export function clockStart(receivedAt: Date, calendar: WorkingCalendar): Date {
  const at = receivedAt.getTime()
  for (let day = dayOf(receivedAt); ; day = addDays(day, 1)) {
    const spans = spansOn(day, calendar)
    const end = spans.at(-1)?.to
    if (end === undefined || at >= end - HOUR_MS) continue
    const span = spans.find(({ to }) => at < to)
    if (span) return new Date(Math.max(at, span.from))
  }
}

/** Office hours of a day as instants, milliseconds. */
function spansOn(day: Day, calendar: WorkingCalendar): { from: number; to: number }[] {
  const midnight = startOfDay(day).getTime()
  return calendar
    .hoursOn(day)
    .map(({ from, to }) => ({ from: midnight + from * MINUTE_MS, to: midnight + to * MINUTE_MS }))
}
