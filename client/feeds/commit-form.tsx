import { type FormEvent, useState } from 'react'
import type { Batch, Effect } from '../../shared/batch.ts'
import { commitBatch } from '../api/batches.ts'
import { formatNumber } from '../format/number.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { Field } from '../ui/field.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { useAct } from '../ui/use-act.ts'
import type { Read } from '../ui/use-read.ts'
import { SampleDialog } from './sample-dialog.tsx'

interface CommitFormProps {
  batch: Batch
  sha256: string
  effect: Read<Effect>
  onDone: (seq: number) => void
}

/** Makes a delivery count: exactly this file, read this way, with the effect that was shown. */
export function CommitForm({ batch, sha256, effect, onDone }: CommitFormProps) {
  const words = useWords()
  const locale = useLocale()
  const [reason, setReason] = useState('')
  const [isAgreed, setIsAgreed] = useState(false)
  const [isUnagreed, setIsUnagreed] = useState(false)
  const [isSampleAsked, setIsSampleAsked] = useState(false)
  const [hasMoved, setHasMoved] = useState(false)
  const act = useAct()
  const isPartial = batch.rows.rejected > 0
  const commit = async (replaceSample: boolean) => {
    const body = {
      sha256,
      ...(batch.mappingVersion !== null && { mappingVersion: batch.mappingVersion }),
      ...(effect.value && { effectSeq: effect.value.seq }),
      ...(isPartial && { dropRejected: true }),
      ...(reason.trim() && { reason: reason.trim() }),
    }
    const problem = await act.run(async () => onDone((await commitBatch(batch.id, body, replaceSample)).seq))
    setIsSampleAsked(problem?.code === 'IOC_SAMPLE_PRESENT')
    setHasMoved(problem?.code === 'IOC_EFFECT_MOVED')
    if (problem?.code === 'IOC_EFFECT_MOVED') effect.reload()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setIsUnagreed(isPartial && !isAgreed)
    if (!isPartial || isAgreed) void commit(false)
  }
  const isShown = act.problem && !['IOC_SAMPLE_PRESENT', 'IOC_EFFECT_MOVED'].includes(act.problem.code)
  return (
    <form className="commit" onSubmit={submit} noValidate>
      {isPartial && (
        <label className="choice">
          <input type="checkbox" checked={isAgreed} onChange={(event) => setIsAgreed(event.target.checked)} />{' '}
          {words('delivery.decide.dropRejected', {
            n: formatNumber(batch.rows.rejected, locale),
            good: formatNumber(batch.rows.accepted, locale),
          })}
        </label>
      )}
      {isUnagreed && !isAgreed && (
        <p className="field-fault" role="alert">
          {words('delivery.decide.needDrop')}
        </p>
      )}
      <Field label={words('delivery.decide.reason')} hint={words('delivery.decide.reasonHint')}>
        {(field) => (
          <input {...field} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        )}
      </Field>
      {hasMoved && (
        <p className="field-fault" role="alert">
          {words('delivery.decide.moved')}
        </p>
      )}
      {isShown && act.problem && <ProblemNote problem={act.problem} />}
      <button
        type="submit"
        className={isPartial ? 'button wide' : 'button primary wide'}
        disabled={act.isBusy || (effect.isAsking && !effect.value)}
      >
        {words(act.isBusy ? 'delivery.decide.committing' : 'delivery.decide.commit')}
      </button>
      {isSampleAsked && (
        <SampleDialog isBusy={act.isBusy} onStart={() => void commit(true)} onClose={() => setIsSampleAsked(false)} />
      )}
    </form>
  )
}
