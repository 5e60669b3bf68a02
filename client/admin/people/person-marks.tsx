import type { PersonItem } from '../../../shared/access.ts'
import { useWords } from '../../i18n/provider.tsx'
import { Mark, type Tone } from '../../ui/mark.tsx'

const TONES: Record<PersonItem['state'], Tone> = { invited: 'busy', active: 'good', locked: 'watch', disabled: 'calm' }

/** Whether somebody can come in, in shape and word. */
export function PersonState({ state }: { state: PersonItem['state'] }) {
  const words = useWords()
  return <Mark tone={TONES[state]}>{words(`admin.people.states.${state}`)}</Mark>
}

/** How somebody proves who he is, beside the password. */
export function PersonFactor({ person: { totp, oidc, role } }: { person: PersonItem }) {
  const words = useWords()
  if (totp) return <Mark tone="good">{words('admin.people.factors.on')}</Mark>
  if (oidc) return <Mark tone="good">{words('admin.people.factors.oidc')}</Mark>
  const isNeeded = role === 'officer' || role === 'operator'
  return <Mark tone={isNeeded ? 'watch' : 'calm'}>{words('admin.people.factors.off')}</Mark>
}
