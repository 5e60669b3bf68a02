import { formatMonth, formatPeriodName } from '../../format/time.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import type { monthsUntil } from './tally.ts'

const PARTS = ['onTime', 'late', 'missed'] as const

/** What became of the deliveries of each month, side by side: in time, late, missed. Its table says the same in numbers. */
export function MonthStrip({ months }: { months: ReturnType<typeof monthsUntil> }) {
  const words = useWords()
  const locale = useLocale()
  return (
    <ol className="month-strip" aria-label={words('register.mirror.strip')}>
      {months.map(({ month, onTime, late, missed, due }) => {
        const told = words('register.mirror.stripMonth', {
          month: formatPeriodName(month, locale),
          onTime: `${onTime}`,
          late: `${late}`,
          missed: `${missed}`,
        })
        const counts = { onTime, late, missed }
        return (
          <li key={month} title={told}>
            <span className="month-bar" data-empty={due === 0} aria-hidden="true">
              {PARTS.filter((part) => counts[part] > 0).map((part) => (
                <span key={part} data-part={part} style={{ flexGrow: counts[part] }} />
              ))}
            </span>
            <span aria-hidden="true">{formatMonth(month, locale)}</span>
            <span className="visually-hidden">{told}</span>
          </li>
        )
      })}
    </ol>
  )
}
