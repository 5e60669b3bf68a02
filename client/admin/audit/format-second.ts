import { ZONE } from '../../../shared/period.ts'

const SECONDS = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** `08:42:07`, local time of the installation. @param at - RFC 3339 */
export function formatSecond(at: string): string {
  return SECONDS.format(new Date(at))
}
