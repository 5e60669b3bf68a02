import type { RowCounts } from '../../shared/batch.ts'
import { formatNumber } from '../format/number.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'

const PARTS = ['new', 'changed', 'unchanged', 'stale', 'rejected', 'closed'] as const

/** What becomes of the rows of a delivery, as a bar and in numbers. */
export function RowBar({ rows }: { rows: RowCounts }) {
  const words = useWords()
  const locale = useLocale()
  const shown = PARTS.filter((part) => rows[part] > 0)
  if (rows.read === 0 && shown.length === 0) return null
  const all = shown.reduce((sum, part) => sum + rows[part], 0)
  return (
    <div className="row-bar">
      <h3>{words('delivery.counts.title')}</h3>
      <span className="row-track" aria-hidden="true">
        {shown.map((part) => (
          <span key={part} data-part={part} style={{ flexGrow: rows[part] / Math.max(all, 1) }} />
        ))}
      </span>
      <ul>
        {shown.map((part) => (
          <li key={part} data-part={part}>
            <b>{formatNumber(rows[part], locale)}</b> {words(`delivery.counts.${part}`)}
          </li>
        ))}
      </ul>
      <p className="dim">{words('delivery.counts.read', { n: formatNumber(rows.read, locale) })}</p>
    </div>
  )
}
