import { useState } from 'react'
import { Link } from 'wouter'
import type { FeedItem } from '../../shared/api.ts'
import type { Batch } from '../../shared/batch.ts'
import { useWords } from '../i18n/provider.tsx'
import { CommitForm, type CommitMode } from './commit-form.tsx'
import { AfterwardsLinks, ApprovalNote, SameAsNote } from './decision-notes.tsx'
import { DeclineDialog } from './decline-dialog.tsx'
import { DiscardDialog } from './discard-dialog.tsx'
import { RowBar } from './row-bar.tsx'
import type { Step } from './step-bar.tsx'
import type { BatchReading } from './use-batch.ts'
import { useVerdict } from './verdict.ts'
import { WithdrawDialog } from './withdraw-dialog.tsx'
import './decision.css'

interface DecisionProps {
  batch: Batch
  reading: BatchReading
  mayUpload: boolean
  /** Who looks at it. */
  actor: string
  feed: Pick<FeedItem, 'needsApproval'> | undefined
  onStep: (step: Step) => void
}

const UNDECIDED = ['asking', 'ready', 'refused', 'approving']

/** Always beside the steps: where the delivery stands, what becomes of its rows, and what can be done now. */
export function Decision({ batch, reading, mayUpload, actor, feed, onStep }: DecisionProps) {
  const words = useWords()
  const warnings = reading.effectKind === 'commit' ? reading.effect.value?.warnings : undefined
  const verdict = useVerdict(batch, warnings)
  const [asking, setAsking] = useState<'discard' | 'withdraw' | 'decline' | null>(null)
  const [told, setTold] = useState('')
  const { state, rows } = batch
  const isFaulty = state === 'refused'
  const isOwn = batch.approval?.by === actor
  const mode = modeOf(batch, isOwn, feed?.needsApproval === true)
  const isUndecided = UNDECIDED.includes(state)
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
      {(isUndecided || verdict.tone === 'busy') && batch.sameAs && <SameAsNote sameAs={batch.sameAs} />}
      {state === 'approving' && <ApprovalNote batch={batch} isOwn={isOwn} />}
      <RowBar
        rows={
          reading.effect.value && reading.effectKind === 'commit'
            ? { ...reading.effect.value.rows, rejected: rows.rejected }
            : rows
        }
      />
      {!mayUpload && isUndecided && <p className="dim">{words('delivery.decide.readOnly')}</p>}
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
      {mayUpload && mode === 'ask' && <p className="dim">{words('outcome.approval.needs')}</p>}
      {mayUpload && batch.file && mode && (
        <CommitForm
          key={mode}
          batch={batch}
          sha256={batch.file.sha256}
          effect={reading.effect}
          mode={mode}
          onDone={(seq) => done(words('delivery.decide.announceCommitted', { seq: `${seq}` }))}
          onAsked={() => done(words('outcome.approval.asked'))}
          onLook={() => {
            onStep('effect')
            setTimeout(() => document.getElementById('effect-warnings')?.focus())
          }}
        />
      )}
      {mayUpload && state === 'approving' && (
        <button type="button" className="button wide" onClick={() => setAsking('decline')}>
          {words(isOwn ? 'outcome.approval.takeBack' : 'outcome.approval.decline')}
        </button>
      )}
      {mayUpload && isUndecided && state !== 'approving' && (
        <button type="button" className="button wide" onClick={() => setAsking('discard')}>
          {words('delivery.decide.discard')}
        </button>
      )}
      {state === 'committed' && (
        <Link className="button wide" href="/wall">
          {words('delivery.decide.toWall')}
        </Link>
      )}
      {(state === 'committed' || state === 'withdrawn') && <AfterwardsLinks batch={batch} mayUpload={mayUpload} />}
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
      {asking === 'decline' && (
        <DeclineDialog
          batch={batch.id}
          isOwn={isOwn}
          onClose={() => setAsking(null)}
          onDone={() => done(isOwn ? '' : words('outcome.approval.declined'))}
        />
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

/** What the one who looks can do with a delivery that is read; null = nothing. */
function modeOf({ state, rows, problem }: Batch, isOwn: boolean, needsApproval: boolean): CommitMode | null {
  if (state === 'approving') return isOwn ? null : 'agree'
  const isGood = state === 'ready' || (state === 'refused' && problem?.code === 'IOC_ROWS_REFUSED' && rows.accepted > 0)
  if (!isGood) return null
  return needsApproval ? 'ask' : 'commit'
}
