import { discardBatch } from '../api/batches.ts'
import { useWords } from '../i18n/provider.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { useAct } from '../ui/use-act.ts'

interface DiscardDialogProps {
  batch: string
  onClose: () => void
  onDone: () => void
}

/** Asks once more before a delivery is thrown away. */
export function DiscardDialog({ batch, onClose, onDone }: DiscardDialogProps) {
  const words = useWords()
  const act = useAct()
  const discard = async () => {
    const problem = await act.run(() => discardBatch(batch))
    if (!problem) onDone()
  }
  return (
    <Dialog title={words('delivery.decide.discardAsk')} onClose={onClose}>
      <p>{words('delivery.decide.discardNote')}</p>
      {act.problem && <ProblemNote problem={act.problem} />}
      <div className="dialog-end">
        <button type="button" className="button" onClick={onClose}>
          {words('delivery.decide.cancel')}
        </button>
        <button type="button" className="button danger" disabled={act.isBusy} onClick={() => void discard()}>
          {words('delivery.decide.discard')}
        </button>
      </div>
    </Dialog>
  )
}
