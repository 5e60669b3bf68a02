import type { FeedItem } from '../../../shared/api.ts'
import type { useWords } from '../../i18n/provider.tsx'

const WEEK_DAYS = 5

/** When a source is expected, as people say it: `mỗi ngày làm việc, trước 08:00`. */
export function cadenceText(cadence: FeedItem['cadence'], words: ReturnType<typeof useWords>): string {
  if (cadence === null) return words('register.cadence.none')
  const { workingDays, by } = cadence
  if (workingDays === 1) return words('register.cadence.daily', { by })
  if (workingDays === WEEK_DAYS) return words('register.cadence.weekly', { by })
  return words('register.cadence.every', { days: `${workingDays}`, by })
}
