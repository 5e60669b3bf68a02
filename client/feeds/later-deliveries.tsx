import { Link } from 'wouter'
import type { Effect } from '../../shared/batch.ts'
import { formatNumber } from '../format/number.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'

/** Which later deliveries speak of the same rows: what these say stays when the earlier one is taken back. */
export function LaterDeliveries({ later }: { later: NonNullable<Effect['later']> }) {
  const words = useWords()
  const locale = useLocale()
  if (later.length === 0) return null
  return (
    <div className="left-out" data-kind="later">
      <p className="strong">{words('outcome.later.title', { n: `${later.length}` })}</p>
      <p>{words('outcome.later.note')}</p>
      <ul>
        {later.map(({ batch, file, seq, rows }) => (
          <li key={batch} className="chip">
            <Link className="row-link" href={`/feeds/${batch}`}>
              {file ?? words('outcome.later.push')}
            </Link>{' '}
            <span className="dim">
              {words('outcome.later.line', { n: formatNumber(rows, locale), seq: formatNumber(seq, locale) })}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
