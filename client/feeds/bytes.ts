import type { Locale } from '../format/locale.ts'
import { formatNumber, NBSP } from '../format/number.ts'

/** `24,0 kB`, `4,4 MB`; powers of a thousand, as file managers count. */
export function formatBytes(bytes: number, locale: Locale): string {
  if (bytes < 1000) return `${formatNumber(bytes, locale)}${NBSP}B`
  if (bytes < 1_000_000) return `${formatNumber(bytes / 1000, locale, 1)}${NBSP}kB`
  return `${formatNumber(bytes / 1_000_000, locale, 1)}${NBSP}MB`
}
