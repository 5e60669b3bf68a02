import type { CalendarDays } from '../../shared/api.ts'
import type { Day } from '../../shared/period.ts'
import { callApi } from './fetch.ts'

/** The days from `from` to `to` on which offices work otherwise than their weekday says. */
export function readCalendar(from: Day, to: Day): Promise<CalendarDays> {
  return callApi<CalendarDays>('/calendar', { query: { from, to } })
}
