import type { Role, Scope } from '../../shared/roles.ts'
import { may } from './policy.ts'

/** What somebody of a role sees; `units` limits him. */
export function scopeOfRole(role: Role, actor: string, units: Scope['units'] = 'all'): Scope {
  return { actor, role, units, rows: may(role, 'rows') }
}

/** The visitor of a sample wall: figures of everything, no rows. */
export const SAMPLE_VISITOR: Scope = { actor: 'sample-wall', role: 'screen', units: 'all', rows: false }
