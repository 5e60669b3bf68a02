import type { ServerEvents } from '../../shared/live.ts'
import type { Scope } from '../../shared/roles.ts'
import { may, type Policy } from '../access/policy.ts'

/** Who hears what the server says by itself; an event without a line here does not compile. */
export const HEARD_BY: Readonly<Record<keyof ServerEvents, Policy>> = {
  hello: 'wall',
  beat: 'wall',
  'figures:changed': 'wall',
  'figures:failed': 'wall',
  'alerts:changed': 'wall',
  'batch:progress': 'batches',
}

/** May a socket of this scope be told of such an event? */
export function hears({ role }: Scope, event: keyof ServerEvents): boolean {
  return may(role, HEARD_BY[event])
}
