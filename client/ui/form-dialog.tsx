import type { FormEvent, ReactNode } from 'react'
import { useWords } from '../i18n/provider.tsx'
import { Dialog } from './dialog.tsx'
import { ProblemNote } from './problem-note.tsx'
import type { Act } from './use-act.ts'

interface FormDialogProps {
  title: string
  note?: string | undefined
  /** What the button does. */
  deed: string
  act: Act
  onSubmit: () => Promise<void>
  onClose: () => void
  children: ReactNode
}

/** A form in a dialog: its fields, why it was refused, and the way back. */
export function FormDialog({ title, note, deed, act, onSubmit, onClose, children }: FormDialogProps) {
  const words = useWords()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void onSubmit()
  }
  return (
    <Dialog title={title} onClose={onClose}>
      {note && <p className="dialog-note">{note}</p>}
      <form className="dialog-form" onSubmit={submit} noValidate>
        {children}
        {act.problem && <ProblemNote problem={act.problem} />}
        <div className="dialog-end">
          <button type="button" className="button" onClick={onClose}>
            {words('admin.dialog.cancel')}
          </button>
          <button type="submit" className="button primary" disabled={act.isBusy}>
            {act.isBusy ? words('admin.dialog.busy') : deed}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
