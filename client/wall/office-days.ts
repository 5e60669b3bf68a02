import { useMemo } from 'react'
import type { CalendarDays } from '../../shared/api.ts'
import { createCalendar, type WorkingCalendar } from '../../shared/calendar.ts'
import { holidaysOf } from '../../shared/holidays.ts'
import type { Day } from '../../shared/period.ts'
import { readCalendar } from '../api/calendar.ts'
import { useConnection } from '../live/use-figure.ts'
import { useResource } from './use-resource.ts'

const byYear = new Map<string, WorkingCalendar>()

/**
 * Do offices work on that day, as the law alone has it? What the wall says until the ledger's calendar is there, and of years of
 * which that one knows nothing: weekends and the public holidays, those on a weekend made up for on the next working day.
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

/** Do offices work on that day by the calendar of the ledger, swapped days and the province's own ones included? */
export function officeDaysOf({ days }: Pick<CalendarDays, 'days'>): (day: Day) => boolean {
  const calendar = createCalendar(days)
  const years = new Set(days.map(({ day }) => day.slice(0, 4)))
  return (day) => (years.has(day.slice(0, 4)) ? calendar.isWorkingDay(day) : isOfficeDay(day))
}

/** The office days of last year, this and the next, read anew once a day and when the connection comes back. */
export function useOfficeDays(today: Day): (day: Day) => boolean {
  const { status } = useConnection()
  const year = Number(today.slice(0, 4))
  const load = () => readCalendar(`${year - 1}-01-01`, `${year + 1}-12-31`)
  const { value } = useResource(load, `${today} ${status === 'live'}`)
  return useMemo(() => (value ? officeDaysOf(value) : isOfficeDay), [value])
}
