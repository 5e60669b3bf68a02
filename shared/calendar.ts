import { addDays, type Day } from './period.ts'
import { FOREVER } from './units.ts'

/** Which days offices work: weekdays, but for the holidays and swapped days that the calendar dataset lists. */
export interface WorkingCalendar {
  /** @throws CalendarTooShort after the calendar's last day */
  isWorkingDay(day: Day): boolean
}

/** The calendar ends before the answer: nobody has said yet which days of that year are off. */
export class CalendarTooShort extends Error {
  override name = 'CalendarTooShort'
}

/**
 * @param exceptions - days whose office hours differ from their weekday: holidays off, swapped Saturdays on
 * @param endsOn - last day that the calendar speaks for; without it weekdays count for ever
 */
export function createCalendar(
  exceptions: Iterable<{ day: Day; works: boolean }> = [],
  endsOn: Day = FOREVER,
): WorkingCalendar {
  const listed = new Map([...exceptions].map(({ day, works }) => [day, works]))
  return {
    isWorkingDay(day) {
      if (day > endsOn) throw new CalendarTooShort(`the working calendar ends on ${endsOn}`)
      return listed.get(day) ?? !isWeekend(day)
    },
  }
}

function isWeekend(day: Day): boolean {
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
