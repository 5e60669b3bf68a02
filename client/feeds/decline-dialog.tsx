import { type FormEvent, useState } from 'react'
import { declineBatch } from '../api/batches.ts'
import { useWords } from '../i18n/provider.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { useAct } from '../ui/use-act.ts'

interface DeclineDialogProps {
  batch: string
  /** The one who asked takes it back himself. */
  isOwn: boolean
  onClose: () => void
  onDone: () => void
}

/** Sends a delivery back to who asked for it, with the reason. */
export function DeclineDialog({ batch, isOwn, onClose, onDone }: DeclineDialogProps) {
  const words = useWords()
  const [reason, setReason] = useState('')
  const [isTried, setIsTried] = useState(false)
  const act = useAct()
  const isMissing = isTried && reason.trim() === ''
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setIsTried(true)
    if (reason.trim() === '') return
    const problem = await act.run(async () => void (await declineBatch(batch, reason.trim())))
    if (!problem) onDone()
  }
  return (
    <Dialog title={words(isOwn ? 'outcome.approval.takeBackAsk' : 'outcome.approval.declineAsk')} onClose={onClose}>
      <p>{words('outcome.approval.declineNote')}</p>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Field
          label={words(isOwn ? 'delivery.decide.reason' : 'outcome.approval.declineReason')}
          fault={isMissing ? words('outcome.approval.declineNeeded') : undefined}
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
            {words(isOwn ? 'outcome.approval.takeBack' : 'outcome.approval.decline')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
