import type { DeliveryReceipt } from '../../../shared/delivery-receipt.ts'
import { formatMoment } from '../../format/moment.ts'
import { formatNumber } from '../../format/number.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import { personName } from '../names.ts'
import { ReceiptFacts } from './receipt-facts.tsx'
import { ReceiptTables } from './receipt-tables.tsx'

const ROWS = ['read', 'new', 'changed', 'unchanged', 'stale', 'rejected', 'closed'] as const

/** One sheet of paper: what was delivered, what became of it, and room for two signatures. Paper is white in any theme. */
export function ReceiptSheet({ receipt, home }: { receipt: DeliveryReceipt; home: string | null }) {
  const words = useWords()
  const locale = useLocale()
  const { batch, seq, sample, withdrawn, rows, droppedColumns } = receipt
  const n = (value: number) => formatNumber(value, locale)
  return (
    <article className="receipt" data-theme="light">
      <header className="receipt-head">
        <div>
          <p className="receipt-home">{receipt.feed.unitName ?? home ?? words('product.name')}</p>
          <h1>{words('outcome.receipt.title')}</h1>
        </div>
        <div className="receipt-number">
          <p>{words('outcome.receipt.number', { batch })}</p>
          <p className="strong">
            {words('outcome.receipt.seq')} {n(seq)}
          </p>
        </div>
      </header>
      {sample && (
        <p className="receipt-stamp" data-tone="sample">
          <b>{words('outcome.receipt.sample')}</b> {words('outcome.receipt.sampleNote')}
        </p>
      )}
      {withdrawn && (
        <p className="receipt-stamp" data-tone="bad">
          <b>
            <span aria-hidden="true">◆</span> {words('outcome.receipt.withdrawn')}
          </b>{' '}
          {words('outcome.receipt.withdrawnNote', {
            seq: n(withdrawn.seq),
            at: formatMoment(withdrawn.at),
            by: receipt.names?.[withdrawn.by] ?? personName(withdrawn.by, null, words),
          })}{' '}
          {withdrawn.reason && words('outcome.receipt.withdrawnReason', { reason: withdrawn.reason })}
        </p>
      )}
      <ReceiptFacts receipt={receipt} />
      <section>
        <h2>{words('outcome.receipt.rows')}</h2>
        <dl className="receipt-rows">
          {ROWS.map((name) => (
            <div key={name}>
              <dt>{words(name === 'read' ? 'outcome.receipt.readRows' : `delivery.counts.${name}`)}</dt>
              <dd>{n(rows[name])}</dd>
            </div>
          ))}
        </dl>
        {droppedColumns.length > 0 && (
          <p className="receipt-small">
            {words('outcome.receipt.dropped')}: {droppedColumns.join(', ')}.
          </p>
        )}
      </section>
      <ReceiptTables receipt={receipt} />
      <footer className="receipt-foot">
        <div className="receipt-signs">
          {(['giver', 'approver'] as const).map((who) => (
            <div key={who}>
              <p className="strong">{words(`outcome.receipt.${who}`)}</p>
              <p className="receipt-small">{words('outcome.receipt.sign')}</p>
              <span className="receipt-line" />
            </div>
          ))}
        </div>
        <p className="receipt-small">
          {words('outcome.receipt.printed', {
            product: words('product.name'),
            at: formatMoment(new Date().toISOString()),
          })}
        </p>
      </footer>
    </article>
  )
}
