import { networkOf } from '../../shared/network.ts'
import type { Scope } from '../../shared/roles.ts'
import type { LimitName } from '../limits.ts'
import type { LiveLimits } from './limits.ts'

/** How many sockets each caller holds. */
export interface Crowd {
  /** Counts one more; the limit that is reached instead, where there is no room. */
  enter(scope: Scope, address: string): { leave(): void } | { full: LimitName }
}

/** Machines of the operator, and the sample that everybody on the machine may look at: the address is their only limit. */
const UNCOUNTED: readonly string[] = ['admin-token', 'local', 'sample-wall']

/** A sign-in link is used by many at once, who are told apart by their address. */
export function createCrowd(limits: Pick<LiveLimits, 'socketsPerPerson' | 'socketsPerScreen'>): Crowd {
  const held = new Map<string, number>()
  return {
    enter({ actor }, address) {
      if (UNCOUNTED.includes(actor)) return { leave: () => {} }
      const limit = actor.startsWith('screen:') ? 'socketsPerScreen' : 'socketsPerPerson'
      const key = actor.startsWith('link:') ? `${actor} ${networkOf(address)}` : actor
      const count = held.get(key) ?? 0
      if (count >= limits[limit]) return { full: limit }
      held.set(key, count + 1)
      return {
        leave() {
          const left = (held.get(key) ?? 1) - 1
          if (left > 0) held.set(key, left)
          else held.delete(key)
        },
      }
    },
  }
}
