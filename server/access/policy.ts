import type { Role, Scope } from '../../shared/roles.ts'
import type { Policy } from './access.ts'

/** Who may do what: the rows are policies, the entries roles. The program itself (`system`) never comes over the network. */
export const MAY: Readonly<Record<Policy, readonly Role[]>> = {
  open: ['leader', 'analyst', 'officer', 'operator', 'screen'],
  wall: ['leader', 'analyst', 'officer', 'operator', 'screen'],
  rows: ['leader', 'analyst', 'officer', 'operator'],
  feeds: ['leader', 'analyst', 'officer', 'operator'],
  batches: ['analyst', 'officer', 'operator'],
  upload: ['officer', 'operator'],
  push: ['officer', 'operator'],
  operate: ['operator'],
}

/** What somebody of a role sees: all units until people have units of their own. */
export function scopeOfRole(role: Role, actor: string): Scope {
  return { actor, role, units: 'all', rows: MAY.rows.includes(role) }
}

/** The visitor of a sample wall: figures of everything, no rows. */
export const SAMPLE_VISITOR: Scope = { actor: 'sample-wall', role: 'screen', units: 'all', rows: false }
