import type { DeliveryMonth } from '../../../shared/feed-register.ts'
import { formatNumber } from '../../format/number.ts'
import { formatPeriodName } from '../../format/time.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'

const COLUMNS = ['onTime', 'late', 'missed', 'refused', 'withdrawn', 'deliveries', 'accepted', 'rejected'] as const
/** What is worth a colour as soon as there is one of it. */
const TONES: Partial<Record<(typeof COLUMNS)[number], string>> = { late: 'watch', missed: 'bad', refused: 'bad' }

/** Month by month, newest first, in numbers. */
export function MonthsTable({ months }: { months: readonly DeliveryMonth[] }) {
  const words = useWords()
  const locale = useLocale()
  return (
    <div className="scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{words('register.mirror.month')}</th>
            {COLUMNS.map((name) => (
              <th key={name} scope="col" className="number">
                {words(`register.mirror.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {months.map((month) => {
            const counts = { ...month, ...month.rows }
            return (
              <tr key={month.month}>
                <th scope="row">{formatPeriodName(month.month, locale)}</th>
                {COLUMNS.map((name) => (
                  <td
                    key={name}
                    className={counts[name] === 0 ? 'number zero' : 'number'}
                    data-tone={counts[name] > 0 ? TONES[name] : undefined}
                  >
                    {formatNumber(counts[name], locale)}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
