import { declineBatch } from '../api/batches.ts'
import { useWords } from '../i18n/provider.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ReasonForm } from './reason-form.tsx'

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
  return (
    <Dialog title={words(isOwn ? 'outcome.approval.takeBackAsk' : 'outcome.approval.declineAsk')} onClose={onClose}>
      <p>{words('outcome.approval.declineNote')}</p>
      <ReasonForm
        label={words(isOwn ? 'delivery.decide.reason' : 'outcome.approval.declineReason')}
        needed={words('outcome.approval.declineNeeded')}
        send={words(isOwn ? 'outcome.approval.takeBack' : 'outcome.approval.decline')}
        onClose={onClose}
        onSend={async (reason) => {
          await declineBatch(batch, reason)
          onDone()
        }}
      />
    </Dialog>
  )
}
