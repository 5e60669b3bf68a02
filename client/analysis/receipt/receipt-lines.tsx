import { dayOf } from '../../../shared/period.ts'
import type { Receipt, ReceiptFeed } from '../../../shared/receipt.ts'
import { formatNumber } from '../../format/number.ts'
import { formatClock, formatDay } from '../../format/time.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import { Item } from './item.tsx'

/** Where a figure comes from: rows counted and left out, feeds with their last delivery, definition, state. */
export function ReceiptLines({ receipt }: { receipt: Receipt }) {
  const words = useWords()
  const locale = useLocale()
  const { asOf, counted, definition, feeds, leftOut, tree, published } = receipt
  const n = (value: number) => formatNumber(value, locale, Number.isInteger(value) ? 0 : 1)
  const now = new Date(asOf.now)
  const spoken = feeds.filter(({ rows }) => rows > 0)
  return (
    <>
      <Item title={words('analysis.side.made')}>
        {counted.weight === counted.rows
          ? words('analysisReceipt.rows', { n: n(counted.rows) })
          : words('analysisReceipt.weight', { n: n(counted.rows), weight: n(counted.weight) })}
        {counted.purged !== undefined && (
          <small className="side-small">{words('analysisReceipt.purged', { n: n(counted.purged) })}</small>
        )}
      </Item>
      <Item title={words('analysisReceipt.leftOut')}>
        {leftOut.length === 0
          ? words('analysisReceipt.leftOutNone')
          : leftOut.map(({ reason, text, rows, rules }) => (
              <span className="side-left-out" key={`${reason} ${text.vi}`}>
                <span>
                  {text[locale]}
                  {rules && rules.length > 0 && (
                    <small className="side-small">
                      {rules
                        .map(({ rule, rows: kept }) => words('analysisReceipt.rule', { rule, n: n(kept) }))
                        .join(', ')}
                    </small>
                  )}
                </span>
                <span>{n(rows)}</span>
              </span>
            ))}
      </Item>
      <Item title={words('analysis.side.sources')}>
        {spoken.length === 0 && words('analysisReceipt.noFeeds')}
        {spoken.map((feed) => (
          <FeedLine key={feed.feed} feed={feed} />
        ))}
      </Item>
      {published && (
        <Item title={words('analysisReceipt.published')}>
          {words(published.sheet === null ? 'analysisReceipt.publishedRow' : 'analysisReceipt.publishedSheet', {
            file: published.file ?? words('analysisReceipt.push'),
            sheet: published.sheet ?? '',
            row: n(published.rowNo),
          })}
        </Item>
      )}
      <Item title={words('analysis.side.definition')}>
        {definition.formula[locale]}
        <small className="side-small">
          {definition.source},{' '}
          {words('analysisReceipt.version', {
            version: `${definition.version}`,
            day: formatDay(definition.validFrom, true),
          })}
        </small>
      </Item>
      <Item title={words('analysis.side.asOf')}>
        {words('analysis.table.seq', { seq: n(asOf.seq), clock: formatClock(now), day: formatDay(dayOf(now), true) })}
        <small className="side-small">
          {words(tree.units === 'now' ? 'analysisReceipt.unitsNow' : 'analysisReceipt.unitsThen')}
        </small>
      </Item>
    </>
  )
}

function FeedLine({ feed: { title, sample, rows, lastBatch, owner, state } }: { feed: ReceiptFeed }) {
  const words = useWords()
  const locale = useLocale()
  const at = lastBatch && new Date(lastBatch.committedAt)
  return (
    <span className="side-source">
      {title}
      {sample && ` (${words('sample')})`}
      <small>
        {at
          ? words('analysisReceipt.feedRows', {
              n: formatNumber(rows, locale),
              file: lastBatch.file ?? words('analysisReceipt.push'),
              seq: formatNumber(lastBatch.seq, locale),
              at: `${formatClock(at)} ${formatDay(dayOf(at), true)}`,
            })
          : words('analysisReceipt.rows', { n: formatNumber(rows, locale) })}
      </small>
      {state !== 'onTime' && (
        <small className="side-late">
          <span aria-hidden="true">▲</span> {words(`feeds.register.states.${state}`)}
        </small>
      )}
      {owner && <small>{words('analysisReceipt.owner', { name: owner })}</small>}
    </span>
  )
}
