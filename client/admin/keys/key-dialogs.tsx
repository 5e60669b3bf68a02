import type { CreatedKey, KeyItem } from '../../../shared/access.ts'
import type { FeedItem } from '../../../shared/api.ts'
import { revokeKey } from '../../api/keys.ts'
import { useWords } from '../../i18n/provider.tsx'
import type { Read } from '../../ui/use-read.ts'
import { ConfirmDialog } from '../confirm-dialog.tsx'
import { OnceDialog } from '../once-dialog.tsx'
import { exampleOf } from './key-example.ts'
import { KeyForm } from './key-form.tsx'

/** What is about to be done with a key, or a new key to be shown. */
export type KeyDeed = { kind: 'create' } | { kind: 'revoke'; key: KeyItem } | { kind: 'once'; created: CreatedKey }

interface KeyDialogsProps {
  deed: KeyDeed
  feeds: Read<FeedItem[]>
  onChanged: () => void
  onNext: (deed: KeyDeed) => void
  onClose: () => void
}

/** The dialog of whatever is done with a key. */
export function KeyDialogs({ deed, feeds, onChanged, onNext, onClose }: KeyDialogsProps) {
  const words = useWords()
  if (deed.kind === 'create') {
    const done = (created: CreatedKey) => {
      onChanged()
      onNext({ kind: 'once', created })
    }
    return <KeyForm feeds={feeds} onDone={done} onClose={onClose} />
  }
  if (deed.kind === 'once') {
    const { item, key } = deed.created
    const dataset = feeds.value?.find(({ id }) => id === item.feed)?.dataset ?? null
    return (
      <OnceDialog
        title={words('admin.keys.once', { title: item.title })}
        label={words('admin.keys.onceField')}
        secret={key}
        onClose={onClose}
      >
        <figure className="example">
          <figcaption className="field-hint">{words('admin.keys.exampleNote')}</figcaption>
          <pre>
            <code>{exampleOf(item, location.origin, dataset)}</code>
          </pre>
        </figure>
      </OnceDialog>
    )
  }
  const revoke = async () => {
    await revokeKey(deed.key.id)
    onChanged()
    onClose()
  }
  return (
    <ConfirmDialog
      question={{
        title: words('admin.keys.revokeTitle', { title: deed.key.title }),
        note: words('admin.keys.revokeNote'),
        deed: words('admin.keys.revokeDo'),
        isHard: true,
        work: revoke,
      }}
      onClose={onClose}
    />
  )
}
