import { dayOf } from '../../shared/period.ts'
import { formatClock, formatDay } from './time.ts'

/** `20/11/2026 08:42`, local time of the installation. @param at - RFC 3339 */
export function formatMoment(at: string): string {
  const moment = new Date(at)
  return `${formatDay(dayOf(moment), true)} ${formatClock(moment)}`
}
