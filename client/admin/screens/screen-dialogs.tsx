import type { ScreenItem } from '../../../shared/access.ts'
import { revokeScreen } from '../../api/screens.ts'
import { useWords } from '../../i18n/provider.tsx'
import { ConfirmDialog } from '../confirm-dialog.tsx'
import { ScreenForm } from './screen-form.tsx'

/** What is about to be done with a display. */
export type ScreenDeed = { kind: 'approve' } | { kind: 'change' | 'revoke'; screen: ScreenItem }

interface ScreenDialogsProps {
  deed: ScreenDeed
  onDone: () => void
  onClose: () => void
}

/** The dialog of whatever is done with a display. */
export function ScreenDialogs({ deed, onDone, onClose }: ScreenDialogsProps) {
  const words = useWords()
  if (deed.kind === 'approve') return <ScreenForm screen={null} onDone={onDone} onClose={onClose} />
  const { kind, screen } = deed
  if (kind === 'change') return <ScreenForm screen={screen} onDone={onDone} onClose={onClose} />
  const revoke = async () => {
    await revokeScreen(screen.id)
    onDone()
  }
  return (
    <ConfirmDialog
      question={{
        title: words('admin.screens.revokeTitle', { title: screen.title }),
        note: words('admin.screens.revokeNote'),
        deed: words('admin.screens.revokeDo'),
        isHard: true,
        work: revoke,
      }}
      onClose={onClose}
    />
  )
}
