import type { ChangeQuery } from '../../../shared/change.ts'
import { addDays, type Day, weekOf } from '../../../shared/period.ts'

/** Which earlier reading a figure is compared with. */
export type Since = 'yesterday' | 'monday' | 'delivery'
export const SINCE: readonly Since[] = ['delivery', 'yesterday', 'monday']

/**
 * The earlier reading as the server is asked for it. On a Monday the Monday meant is the one of the week before.
 *
 * @param lastSeq - of the newest delivery that counts in the figure; null where there is none
 */
export function momentOf(since: Since, today: Day, lastSeq: number | null): ChangeQuery['from'] | null {
  if (since === 'delivery') return lastSeq === null ? null : { seq: Math.max(0, lastSeq - 1) }
  const monday = weekOf(today).from
  const day = since === 'yesterday' ? addDays(today, -1) : monday === today ? addDays(monday, -7) : monday
  return { time: `${day}T08:00:00+07:00` }
}
