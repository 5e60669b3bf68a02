import type { ChangeQuery } from '../../../shared/change.ts'
import { addDays, type Day, weekOf } from '../../../shared/period.ts'

/** Which earlier reading a figure is compared with. */
export type Since = 'yesterday' | 'monday' | 'week' | 'delivery'

/** The earlier readings that are offered; on a Monday a week ago and the Monday before are one. */
export function offeredOn(today: Day): readonly Since[] {
  const isMonday = weekOf(today).from === today
  return isMonday ? ['delivery', 'yesterday', 'monday'] : ['delivery', 'yesterday', 'monday', 'week']
}

/**
 * The earlier reading as the server is asked for it. On a Monday the Monday meant is the one of the week before.
 *
 * @param lastSeq - of the newest delivery that counts in the figure; null where there is none
 */
export function momentOf(since: Since, today: Day, lastSeq: number | null): ChangeQuery['from'] | null {
  if (since === 'delivery') return lastSeq === null ? null : { seq: Math.max(0, lastSeq - 1) }
  const monday = weekOf(today).from
  const lastMonday = monday === today ? addDays(monday, -7) : monday
  const day = { yesterday: addDays(today, -1), week: addDays(today, -7), monday: lastMonday }[since]
  return { time: `${day}T08:00:00+07:00` }
}
