import { useEffect } from 'react'
import type { Effect } from '../../shared/batch.ts'
import { withdrawBatch } from '../api/batches.ts'
import { useWords } from '../i18n/provider.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import type { Read } from '../ui/use-read.ts'
import { EffectBody } from './effect-step.tsx'
import { ReasonForm } from './reason-form.tsx'

interface WithdrawDialogProps {
  batch: string
  effect: Read<Effect>
  onClose: () => void
  onDone: (seq: number) => void
}

/** Takes a delivery back: first what the wall would then say, then why. */
export function WithdrawDialog({ batch, effect, onClose, onDone }: WithdrawDialogProps) {
  const words = useWords()
  const { reload } = effect
  useEffect(() => reload(), [reload])
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
      <ReasonForm
        label={words('delivery.decide.reason')}
        hint={words('delivery.decide.reasonKept')}
        needed={words('delivery.decide.reasonNeeded')}
        send={words('delivery.decide.withdraw')}
        sending={words('delivery.decide.withdrawing')}
        onClose={onClose}
        onSend={async (reason) => onDone((await withdrawBatch(batch, reason)).seq)}
      />
    </Dialog>
  )
}
