import { type FormEvent, useState } from 'react'
import { useWords } from '../i18n/provider.tsx'
import { Field } from '../ui/field.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { useAct } from '../ui/use-act.ts'

interface ReasonFormProps {
  label: string
  hint?: string | undefined
  /** What is said where no reason was written. */
  needed: string
  /** The button, at rest and while it works. */
  send: string
  sending?: string | undefined
  onClose: () => void
  onSend: (reason: string) => Promise<void>
}

/** The end of a dialog that undoes something: why, and the button that does it. */
export function ReasonForm({ label, hint, needed, send, sending = send, onClose, onSend }: ReasonFormProps) {
  const words = useWords()
  const [reason, setReason] = useState('')
  const [isTried, setIsTried] = useState(false)
  const act = useAct()
  const isMissing = reason.trim() === ''
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setIsTried(true)
    if (!isMissing) await act.run(() => onSend(reason.trim()))
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Field label={label} hint={hint} fault={isTried && isMissing ? needed : undefined}>
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
          {act.isBusy ? sending : send}
        </button>
      </div>
    </form>
  )
}
