import { useState } from 'react'
import { Link } from 'wouter'
import type { Batch } from '../../shared/batch.ts'
import { useWords } from '../i18n/provider.tsx'
import { CommitForm } from './commit-form.tsx'
import { DiscardDialog } from './discard-dialog.tsx'
import { RowBar } from './row-bar.tsx'
import type { Step } from './step-bar.tsx'
import type { BatchReading } from './use-batch.ts'
import { useVerdict } from './verdict.ts'
import { WithdrawDialog } from './withdraw-dialog.tsx'

interface DecisionProps {
  batch: Batch
  reading: BatchReading
  mayUpload: boolean
  onStep: (step: Step) => void
}

const UNDECIDED = ['asking', 'ready', 'refused', 'approving']

/** Always beside the steps: where the delivery stands, what becomes of its rows, and what can be done now. */
export function Decision({ batch, reading, mayUpload, onStep }: DecisionProps) {
  const words = useWords()
  const verdict = useVerdict(batch)
  const [asking, setAsking] = useState<'discard' | 'withdraw' | null>(null)
  const [told, setTold] = useState('')
  const { state, rows, problem } = batch
  const hasGoodRows = rows.accepted > 0 && problem?.code === 'IOC_ROWS_REFUSED'
  const isFaulty = state === 'refused'
  const done = (text: string) => {
    setAsking(null)
    setTold(text)
    reading.reload()
  }
  return (
    <aside
      className="panel decision"
      id="decision"
      tabIndex={-1}
      aria-labelledby="decision-title"
      data-verdict={verdict.tone}
    >
      <div>
        <h2 id="decision-title">{verdict.title}</h2>
        <p className="dim">{verdict.note}</p>
      </div>
      <p className="told" role="status">
        {told}
      </p>
      <RowBar
        rows={
          reading.effect.value && reading.effectKind === 'commit'
            ? { ...reading.effect.value.rows, rejected: rows.rejected }
            : rows
        }
      />
      {!mayUpload && UNDECIDED.includes(state) && <p className="dim">{words('delivery.decide.readOnly')}</p>}
      {mayUpload && state === 'asking' && (
        <button type="button" className="button primary wide" onClick={() => onStep('columns')}>
          {words('delivery.decide.toQuestions')}
        </button>
      )}
      {mayUpload && isFaulty && (
        <Link className="button primary wide" href={`/feeds?feed=${batch.feed}&dataset=${batch.dataset}`}>
          {words('delivery.batch.sendAgain')}
        </Link>
      )}
      {mayUpload && batch.file && (state === 'ready' || (isFaulty && hasGoodRows)) && (
        <CommitForm
          batch={batch}
          sha256={batch.file.sha256}
          effect={reading.effect}
          onDone={(seq) => done(words('delivery.decide.announceCommitted', { seq: `${seq}` }))}
        />
      )}
      {mayUpload && UNDECIDED.includes(state) && (
        <button type="button" className="button wide" onClick={() => setAsking('discard')}>
          {words('delivery.decide.discard')}
        </button>
      )}
      {state === 'committed' && (
        <Link className="button wide" href="/wall">
          {words('delivery.decide.toWall')}
        </Link>
      )}
      {mayUpload && state === 'committed' && (
        <button type="button" className="button danger wide" onClick={() => setAsking('withdraw')}>
          {words('delivery.decide.withdraw')}
        </button>
      )}
      {['committed', 'withdrawn', 'discarded'].includes(state) && mayUpload && (
        <Link className="text-link" href={`/feeds?feed=${batch.feed}`}>
          {words('delivery.decide.next')}
        </Link>
      )}
      {asking === 'discard' && (
        <DiscardDialog batch={batch.id} onClose={() => setAsking(null)} onDone={() => done('')} />
      )}
      {asking === 'withdraw' && (
        <WithdrawDialog
          batch={batch.id}
          effect={reading.effect}
          onClose={() => setAsking(null)}
          onDone={(seq) => done(words('delivery.decide.announceWithdrawn', { seq: `${seq}` }))}
        />
      )}
    </aside>
  )
}
