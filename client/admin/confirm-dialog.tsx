import { useWords } from '../i18n/provider.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { useChange } from './use-change.ts'

/** A question before something is done: what will happen, in a sentence. */
export interface Question {
  title: string
  note: string
  /** What the button does. */
  deed: string
  /** Takes something away. */
  isHard: boolean
  work: () => Promise<void>
}

interface ConfirmDialogProps {
  question: Question
  onClose: () => void
}

/** Asks, does it, and says why it was refused; the work itself closes it when it went well. */
export function ConfirmDialog({ question, onClose }: ConfirmDialogProps) {
  const words = useWords()
  const act = useChange()
  return (
    <Dialog title={question.title} onClose={onClose}>
      <p className="dialog-note">{question.note}</p>
      {act.problem && <ProblemNote problem={act.problem} />}
      <div className="dialog-end">
        <button type="button" className="button" onClick={onClose}>
          {words('admin.dialog.cancel')}
        </button>
        <button
          type="button"
          className={question.isHard ? 'button danger' : 'button primary'}
          disabled={act.isBusy}
          onClick={() => void act.run(question.work)}
        >
          {act.isBusy ? words('admin.dialog.busy') : question.deed}
        </button>
      </div>
    </Dialog>
  )
}
