import { createCalendar, type WorkingCalendar } from '../../shared/calendar.ts'
import { addDays, type Day } from '../../shared/period.ts'

/** First day of the lunar year and the tenth of its third month, by year. Facts: the browser's own lunar calendar errs by a day in some years. */
const LUNAR: Readonly<Record<string, readonly [newYear: Day, hungKings: Day]>> = {
  2024: ['2024-02-10', '2024-04-18'],
  2025: ['2025-01-29', '2025-04-07'],
  2026: ['2026-02-17', '2026-04-26'],
  2027: ['2027-02-06', '2027-04-16'],
  2028: ['2028-01-26', '2028-04-04'],
  2029: ['2029-02-13', '2029-04-23'],
  2030: ['2030-02-02', '2030-04-12'],
}
const FIXED = ['01-01', '04-30', '05-01', '09-02']

const byYear = new Map<string, WorkingCalendar>()

/**
 * Do offices work on that day, as far as the wall's wording needs it? Weekends and the public holidays of the law, those that
 * fall on a weekend made up for on the next working day. Days swapped by a yearly notice are not known here; due dates
 * never depend on this, they come with the dossiers.
 */
export function isOfficeDay(day: Day): boolean {
  const year = day.slice(0, 4)
  let calendar = byYear.get(year)
  if (!calendar) {
    calendar = createCalendar(holidaysOf(year).map((off) => ({ day: off, works: false })))
    byYear.set(year, calendar)
  }
  return calendar.isWorkingDay(day)
}

/**
 * The public holidays of a year with their make-up days.
 *
 * @see Labour Code 2019, articles 111 and 112: 1/1, five days of Tết, 10/3 of the lunar year, 30/4, 1/5, 2/9
 */
export function holidaysOf(year: string): Day[] {
  const off = FIXED.map((day) => `${year}-${day}`)
  const lunar = LUNAR[year]
  if (lunar) off.push(...[-1, 0, 1, 2, 3].map((step) => addDays(lunar[0], step)), lunar[1])
  for (const day of off.filter(isWeekend).sort()) {
    let instead = addDays(day, 1)
    while (isWeekend(instead) || off.includes(instead)) instead = addDays(instead, 1)
    off.push(instead)
  }
  return off.sort()
}

function isWeekend(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday === 0 || weekday === 6
}
