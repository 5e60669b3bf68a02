import { useWords } from '../../i18n/provider.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { runWithStepUp } from '../../ui/step-up.tsx'
import { useAct } from '../../ui/use-act.ts'

interface AskDialogProps {
  title: string
  note: string
  /** What the button does. */
  deed: string
  work: () => Promise<void>
  onClose: () => void
}

/** Asks once before something is taken away for good; says why where it was refused. */
export function AskDialog({ title, note, deed, work, onClose }: AskDialogProps) {
  const words = useWords()
  const act = useAct()
  return (
    <Dialog title={title} onClose={onClose}>
      <p className="dialog-note">{note}</p>
      {act.problem && <ProblemNote problem={act.problem} />}
      <div className="dialog-end">
        <button type="button" className="button" onClick={onClose}>
          {words('register.cancel')}
        </button>
        <button
          type="button"
          className="button danger"
          disabled={act.isBusy}
          onClick={() => void act.run(() => runWithStepUp(work))}
        >
          {act.isBusy ? words('register.busy') : deed}
        </button>
      </div>
    </Dialog>
  )
}
