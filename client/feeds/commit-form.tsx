import { type FormEvent, useState } from 'react'
import type { Batch, Effect } from '../../shared/batch.ts'
import { commitBatch } from '../api/batches.ts'
import { useWords } from '../i18n/provider.tsx'
import { Field } from '../ui/field.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { useAct } from '../ui/use-act.ts'
import type { Read } from '../ui/use-read.ts'
import { PartialChoice } from './partial-choice.tsx'
import { SampleDialog } from './sample-dialog.tsx'
import { WarningsSeen } from './warnings-seen.tsx'

/** `commit`: makes it count · `ask`: sends it to a second person · `agree`: is that second person. */
export type CommitMode = 'commit' | 'ask' | 'agree'

interface CommitFormProps {
  batch: Batch
  sha256: string
  effect: Read<Effect>
  mode: CommitMode
  onDone: (seq: number) => void
  /** It waits for a second person now. */
  onAsked: () => void
  /** Goes to the step where the warnings stand. */
  onLook: () => void
}

/** What the form says instead of a problem: the figures moved, or another file of the feed was faster. */
const TOLD_HERE = ['IOC_SAMPLE_PRESENT', 'IOC_EFFECT_MOVED']
const LABELS = {
  commit: ['delivery.decide.commit', 'delivery.decide.committing'],
  ask: ['outcome.approval.ask', 'outcome.approval.asking'],
  agree: ['outcome.approval.agree', 'delivery.decide.committing'],
} as const

/** Makes a delivery count: exactly this file, read this way, with the effect that was shown. */
export function CommitForm({ batch, sha256, effect, mode, onDone, onAsked, onLook }: CommitFormProps) {
  const words = useWords()
  const [reason, setReason] = useState('')
  const [isPartial, setIsPartial] = useState(false)
  const [seen, setSeen] = useState<string | null>(null)
  const [isTried, setIsTried] = useState(false)
  const [isSampleAsked, setIsSampleAsked] = useState(false)
  const [moved, setMoved] = useState<'moved' | 'recomputed' | null>(null)
  const act = useAct()
  const isFaulty = batch.rows.rejected > 0
  const dropRejected = mode === 'agree' ? batch.approval?.dropRejected === true : isFaulty && isPartial
  const needsChoice = mode !== 'agree' && isFaulty && !isPartial
  const warnings = effect.value?.warnings ?? []
  // Warnings of another effect are other warnings: they have to be seen again.
  const shown = JSON.stringify(warnings)
  const needsLook = warnings.length > 0 && seen !== shown
  const commit = async (replaceSample: boolean) => {
    setMoved(null)
    const body = {
      sha256,
      ...(batch.mappingVersion !== null && { mappingVersion: batch.mappingVersion }),
      ...(effect.value && { effectSeq: effect.value.seq }),
      ...(dropRejected && { dropRejected: true }),
      ...(reason.trim() && { reason: reason.trim() }),
    }
    const problem = await act.run(async () => {
      const answer = await commitBatch(batch.id, body, replaceSample)
      if ('seq' in answer) onDone(answer.seq)
      else onAsked()
    })
    setIsSampleAsked(problem?.code === 'IOC_SAMPLE_PRESENT')
    if (problem?.code === 'IOC_EFFECT_MOVED') {
      setMoved('moved')
      effect.reload()
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setIsTried(true)
    if (!needsChoice && !needsLook) void commit(false)
  }
  const [label, busy] = LABELS[mode]
  const isOvertaken = act.problem?.code === 'IOC_BATCH_OVERTAKEN'
  const recompute = () => {
    act.clear()
    setMoved('recomputed')
    effect.reload()
    onLook()
  }
  return (
    <form className="commit" onSubmit={submit} noValidate>
      {mode !== 'agree' && isFaulty && (
        <PartialChoice batch={batch} isChosen={isPartial} isMissing={isTried && needsChoice} onChoose={setIsPartial} />
      )}
      {warnings.length > 0 && (
        <WarningsSeen
          count={warnings.length}
          isSeen={!needsLook}
          isMissing={isTried && needsLook}
          onSeen={(isSeen) => setSeen(isSeen ? shown : null)}
          onLook={onLook}
        />
      )}
      <Field label={words('delivery.decide.reason')} hint={words('delivery.decide.reasonHint')}>
        {(field) => (
          <input {...field} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        )}
      </Field>
      {moved && (
        <p className="field-fault" role="alert">
          {words(moved === 'moved' ? 'delivery.decide.moved' : 'outcome.recomputed')}
        </p>
      )}
      {act.problem && !TOLD_HERE.includes(act.problem.code) && <ProblemNote problem={act.problem} />}
      {isOvertaken && (
        <>
          <p>{words('outcome.overtaken')}</p>
          <button type="button" className="button wide" onClick={recompute}>
            {words('outcome.recompute')}
          </button>
        </>
      )}
      <button
        type="submit"
        className={isFaulty && mode === 'commit' ? 'button wide' : 'button primary wide'}
        disabled={act.isBusy || isOvertaken || (effect.isAsking && !effect.value)}
      >
        {words(act.isBusy ? busy : label)}
      </button>
      {isSampleAsked && (
        <SampleDialog isBusy={act.isBusy} onStart={() => void commit(true)} onClose={() => setIsSampleAsked(false)} />
      )}
    </form>
  )
}
