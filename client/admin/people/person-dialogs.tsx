import type { Invitation, PersonChange, PersonItem } from '../../../shared/access.ts'
import { changePerson, endSessionsOf, invitePerson } from '../../api/people.ts'
import { formatMoment } from '../../format/moment.ts'
import { useWords } from '../../i18n/provider.tsx'
import { ConfirmDialog } from '../confirm-dialog.tsx'
import { OnceDialog } from '../once-dialog.tsx'
import { PersonForm } from './person-form.tsx'

/** What is about to be done to an account, or has just been done and has a link to show. */
export type PersonDeed =
  | { kind: 'create' }
  | { kind: 'change' | 'invite' | 'totp' | 'end' | 'disable' | 'enable'; person: PersonItem }
  | { kind: 'link'; invitation: Invitation }

const CHANGES = {
  totp: { totp: false },
  disable: { disabled: true },
  enable: { disabled: false },
} as const satisfies Record<string, PersonChange>

interface PersonDialogsProps {
  deed: PersonDeed
  /** The list has changed; an invitation is to be shown. */
  onDone: (invitation?: Invitation) => void
  onClose: () => void
}

/** The dialog of whatever is done to an account. */
export function PersonDialogs({ deed, onDone, onClose }: PersonDialogsProps) {
  const words = useWords()
  if (deed.kind === 'create') return <PersonForm person={null} onDone={onDone} onClose={onClose} />
  if (deed.kind === 'link') {
    const { person, path, until } = deed.invitation
    return (
      <OnceDialog
        title={words('admin.people.link', { name: person.name })}
        note={words('admin.people.linkNote', { until: formatMoment(until) })}
        label={words('admin.people.linkField')}
        secret={`${location.origin}${path}`}
        onClose={onClose}
      />
    )
  }
  const { kind, person } = deed
  if (kind === 'change') return <PersonForm person={person} onDone={onDone} onClose={onClose} />
  const work = async () => {
    if (kind === 'invite') return onDone(await invitePerson(person.id))
    await (kind === 'end' ? endSessionsOf(person.id) : changePerson(person.id, CHANGES[kind]))
    onDone()
  }
  return (
    <ConfirmDialog
      question={{
        title: words(`admin.people.${kind}Title`, { name: person.name }),
        note: words(`admin.people.${kind}Note`),
        deed: words(`admin.people.${kind}Do`),
        isHard: kind !== 'invite' && kind !== 'enable',
        work,
      }}
      onClose={onClose}
    />
  )
}
