import type { useWords } from '../../i18n/provider.tsx'

const HOUR = 60
const DAY = 24 * HOUR

/** Paces that the form offers, minutes. */
export const PACES = [15, 30, HOUR, 4 * HOUR, 12 * HOUR, DAY, 7 * DAY] as const

/** A pace in its largest whole unit: `30 phút`, `4 giờ`, `1 ngày`. @param minutes - above 0 */
export function paceText(minutes: number, words: ReturnType<typeof useWords>): string {
  if (minutes % DAY === 0) return words('register.pull.days', { n: `${minutes / DAY}` })
  if (minutes % HOUR === 0) return words('register.pull.hours', { n: `${minutes / HOUR}` })
  return words('register.pull.minutes', { n: `${minutes}` })
}
