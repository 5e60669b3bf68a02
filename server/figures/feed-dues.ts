import type { WorkingCalendar } from '../../shared/calendar.ts'
import { addDays, type Day, dayOf } from '../../shared/period.ts'
import type { Arrival, Feed } from '../ledger/ledger.ts'

/** One delivery that a feed owed, and what became of it. */
export interface Due {
  day: Day
  met: 'onTime' | 'late' | 'missed'
  /** The delivery that met it. */
  by: Arrival | null
}

/**
 * The deliveries that a feed owed until now. Each delivery makes the next one due, so many working days after its day; so does
 * one that was missed. A delivery on a later day meets it: on time until the time of its due day, late before the next one
 * would be due. Several deliveries of one day are one.
 *
 * @param arrivals - of this feed, by day
 */
export function duesOf(
  { cadence }: Pick<Feed, 'cadence'>,
  arrivals: readonly Arrival[],
  calendar: WorkingCalendar,
  now: Date,
): Due[] {
  if (cadence === null) return []
  const { workingDays, by } = cadence
  const today = dayOf(now)
  const dues = new Map<Day, Due>()
  const put = (day: Day, met: Due['met'], by: Arrival | null) => dues.set(day, { day, met, by })
  for (const [i, { day }] of arrivals.entries()) {
    const next = arrivals[i + 1]
    let due = after(day, workingDays, calendar)
    while (due <= today) {
      const moment = new Date(`${due}T${by.length === 5 ? `${by}:00` : by}+07:00`)
      const following = after(due, workingDays, calendar)
      if (next && new Date(next.firstAt) <= moment) put(due, 'onTime', next)
      else if (next && next.day < following) put(due, 'late', next)
      else if (now > moment) put(due, 'missed', null)
      if (next && next.day < following) break
      due = following
    }
  }
  return [...dues.values()].sort((a, b) => (a.day < b.day ? -1 : 1))
}

function after(day: Day, workingDays: number, calendar: WorkingCalendar): Day {
  let found = day
  for (let left = Math.max(1, workingDays); left > 0; ) {
    found = addDays(found, 1)
    if (calendar.isWorkingDay(found)) left -= 1
  }
  return found
}
