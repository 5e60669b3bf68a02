import { type FormEvent, useEffect, useState } from 'react'
import type { Effect } from '../../shared/batch.ts'
import { withdrawBatch } from '../api/batches.ts'
import { useWords } from '../i18n/provider.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { useAct } from '../ui/use-act.ts'
import type { Read } from '../ui/use-read.ts'
import { EffectBody } from './effect-step.tsx'

interface WithdrawDialogProps {
  batch: string
  effect: Read<Effect>
  onClose: () => void
  onDone: (seq: number) => void
}

/** Takes a delivery back: first what the wall would then say, then why. */
export function WithdrawDialog({ batch, effect, onClose, onDone }: WithdrawDialogProps) {
  const words = useWords()
  const [reason, setReason] = useState('')
  const [isTried, setIsTried] = useState(false)
  const act = useAct()
  const { reload } = effect
  useEffect(() => reload(), [reload])
  const isMissing = isTried && reason.trim() === ''
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setIsTried(true)
    if (reason.trim() === '') return
    await act.run(async () => onDone((await withdrawBatch(batch, reason.trim())).seq))
  }
  return (
    <Dialog title={words('delivery.decide.withdrawAsk')} onClose={onClose}>
      <div className="dialog-effect">
        {effect.problem && <ProblemNote problem={effect.problem} onRetry={effect.reload} />}
        {!effect.value && !effect.problem && <p className="blank">{words('delivery.effect.loading')}</p>}
        {effect.value && (
          <>
            <p className="strong">{words('delivery.effect.titleWithdraw')}</p>
            <EffectBody effect={effect.value} />
            {effect.value.later?.length === 0 && <p className="dim">{words('outcome.later.none')}</p>}
          </>
        )}
      </div>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Field
          label={words('delivery.decide.reason')}
          hint={words('delivery.decide.reasonKept')}
          fault={isMissing ? words('delivery.decide.reasonNeeded') : undefined}
        >
          {(field) => (
            <input {...field} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
          )}
        </Field>
        {act.problem && <ProblemNote problem={act.problem} />}
        <div className="dialog-end">
          <button type="button" className="button" onClick={onClose}>
            {words('delivery.decide.cancel')}
          </button>
          <button type="submit" className="button danger" disabled={act.isBusy}>
            {words(act.isBusy ? 'delivery.decide.withdrawing' : 'delivery.decide.withdraw')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
