import { Link } from 'wouter'
import type { Batch } from '../../shared/batch.ts'
import { formatMoment } from '../format/moment.ts'
import { formatNumber } from '../format/number.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { Mark } from '../ui/mark.tsx'
import { personName } from './names.ts'
import { MarkedWorkbook } from './partial-choice.tsx'

/** The same bytes counted before: says when, and leads to that receipt. */
export function SameAsNote({ sameAs }: { sameAs: NonNullable<Batch['sameAs']> }) {
  const words = useWords()
  return (
    <div className="side-note" data-tone="watch">
      <p>
        <Mark tone="watch">{words('outcome.sameAs', { at: formatMoment(sameAs.committedAt) })}</Mark>
      </p>
      <Link className="text-link" href={`/feeds/${sameAs.batch}/receipt`}>
        {words('outcome.sameAsLink')}
      </Link>
    </div>
  )
}

/** Who asked for a delivery to count, when, and for which rows. */
export function ApprovalNote({ batch, isOwn }: { batch: Batch; isOwn: boolean }) {
  const words = useWords()
  const locale = useLocale()
  const { approval, rows } = batch
  if (!approval) return null
  const at = formatMoment(approval.at)
  return (
    <div className="side-note">
      <p className="strong">
        {isOwn
          ? words('outcome.approval.bySelf', { at })
          : words('outcome.approval.by', { name: personName(approval.by, null, words), at })}
      </p>
      {approval.reason && <p>{words('outcome.approval.reason', { reason: approval.reason })}</p>}
      {approval.dropRejected && (
        <p>
          {words('outcome.approval.partial', {
            good: formatNumber(rows.accepted, locale),
            n: formatNumber(rows.rejected, locale),
          })}
        </p>
      )}
    </div>
  )
}

/** Where a delivery that counts, or did, can be looked at: its receipt, and the rows that went back. */
export function AfterwardsLinks({ batch, mayUpload }: { batch: Batch; mayUpload: boolean }) {
  const words = useWords()
  const locale = useLocale()
  const isReturned = batch.state === 'committed' && batch.rows.rejected > 0
  return (
    <>
      <Link className="button wide" href={`/feeds/${batch.id}/receipt`}>
        {words('outcome.receipt.nav')}
      </Link>
      {isReturned && (
        <div className="side-note" data-tone="watch">
          <p>{words('outcome.partial.returned', { n: formatNumber(batch.rows.rejected, locale) })}</p>
          {mayUpload && batch.hasBytes && <MarkedWorkbook batch={batch.id} />}
        </div>
      )}
    </>
  )
}
