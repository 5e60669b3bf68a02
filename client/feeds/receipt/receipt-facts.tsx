import type { DeliveryReceipt } from '../../../shared/delivery-receipt.ts'
import { isCalendarPeriod } from '../../../shared/period.ts'
import { formatMoment } from '../../format/moment.ts'
import { formatPeriodName } from '../../format/time.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import { formatBytes } from '../bytes.ts'
import { datasetTitle, personName } from '../names.ts'
import { inGroups } from './fingerprint.ts'

/** What was delivered, by whom, and who made it count; the fingerprint by which the file is known again. */
export function ReceiptFacts({ receipt }: { receipt: DeliveryReceipt }) {
  const words = useWords()
  const locale = useLocale()
  const { feed, file, period, receivedAt, receivedBy, committedBy, committedAt, askedBy, reason } = receipt
  const nameOf = (actor: string) => receipt.names?.[actor] ?? personName(actor, null, words)
  const by = (actor: string, at: string) => words('outcome.receipt.byAt', { by: nameOf(actor), at: formatMoment(at) })
  const facts: [title: string, said: string | null][] = [
    [
      words('outcome.receipt.file'),
      file ? `${file.name} · ${formatBytes(file.size, locale)}` : words('outcome.receipt.push'),
    ],
    [words('outcome.receipt.dataset'), datasetTitle(receipt.dataset, locale)],
    [words('outcome.receipt.feed'), feed.title],
    [words('outcome.receipt.unit'), feed.unitName],
    [words('outcome.receipt.period'), period && isCalendarPeriod(period) ? formatPeriodName(period, locale) : period],
    [words('outcome.receipt.owner'), feed.owner],
    [words('outcome.receipt.received'), by(receivedBy, receivedAt)],
    [words('outcome.receipt.asked'), askedBy && nameOf(askedBy)],
    [words('outcome.receipt.committed'), by(committedBy, committedAt)],
    [words('outcome.receipt.reason'), reason],
  ]
  return (
    <section>
      <h2>{words('outcome.receipt.delivered')}</h2>
      <dl className="receipt-facts">
        {facts.map(
          ([title, said]) =>
            said && (
              <div key={title} className={title === words('outcome.receipt.reason') ? 'receipt-wide' : undefined}>
                <dt>{title}</dt>
                <dd>{said}</dd>
              </div>
            ),
        )}
      </dl>
      {file && (
        <div className="receipt-sha">
          <p>{words('outcome.receipt.sha')}</p>
          <code>
            {inGroups(file.sha256).map((group, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: groups of one fixed text
              <span key={index}>{group} </span>
            ))}
          </code>
        </div>
      )}
    </section>
  )
}
