import { useWords } from '../i18n/provider.tsx'
import { Dialog } from '../ui/dialog.tsx'

interface SampleDialogProps {
  isBusy: boolean
  onStart: () => void
  onClose: () => void
}

/** Real data never stand beside the sample: the officer says goodbye to it first. */
export function SampleDialog({ isBusy, onStart, onClose }: SampleDialogProps) {
  const words = useWords()
  return (
    <Dialog title={words('delivery.sampleDialog.title')} onClose={onClose}>
      <p>{words('delivery.sampleDialog.note')}</p>
      <p>{words('delivery.sampleDialog.afterwards')}</p>
      <p role="status" className="strong">
        {isBusy && words('delivery.sampleDialog.working')}
      </p>
      <div className="dialog-end">
        <button type="button" className="button" onClick={onClose}>
          {words('delivery.sampleDialog.later')}
        </button>
        <button type="button" className="button primary" disabled={isBusy} onClick={onStart}>
          {words('delivery.sampleDialog.start')}
        </button>
      </div>
    </Dialog>
  )
}
