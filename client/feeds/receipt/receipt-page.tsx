import { Link, useParams } from 'wouter'
import type { SessionInfo } from '../../../shared/access.ts'
import { readDeliveryReceipt } from '../../api/batches.ts'
import { useWords } from '../../i18n/provider.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useRead } from '../../ui/use-read.ts'
import { Desk } from '../desk.tsx'
import { ReceiptSheet } from './receipt-sheet.tsx'
import './receipt.css'
import './receipt-print.css'

/** `/feeds/:batch/receipt`: the receipt of one delivery, on one sheet of paper. */
export function DeliveryReceiptPage() {
  const words = useWords()
  const { batch: id = '' } = useParams<{ batch: string }>()
  return (
    <Desk title={words('outcome.receipt.title')}>{(session) => <Receipt key={id} id={id} session={session} />}</Desk>
  )
}

function Receipt({ id, session }: { id: string; session: SessionInfo }) {
  const words = useWords()
  const { value: receipt, problem, reload } = useRead((signal) => readDeliveryReceipt(id, signal), id)
  return (
    <div className="desk-page receipt-page">
      <div className="receipt-ways">
        <Link href={`/feeds/${id}`} className="text-link">
          <span aria-hidden="true">←</span> {words('outcome.receipt.back')}
        </Link>
        {receipt && (
          <button type="button" className="button primary" onClick={() => window.print()}>
            {words('outcome.receipt.print')}
          </button>
        )}
      </div>
      {problem && <ProblemNote problem={problem} onRetry={reload} />}
      {!receipt && !problem && <p className="blank">{words('outcome.receipt.loading')}</p>}
      {receipt && <ReceiptSheet receipt={receipt} home={session.home?.name ?? null} />}
    </div>
  )
}
