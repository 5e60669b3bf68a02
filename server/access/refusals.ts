import { networkOf } from '../../shared/network.ts'
import type { Clock } from '../clock.ts'

const HOUR_MS = 3_600_000
/** Whoever carries a token around the world is written down often enough by this. */
const MOST_OF_ONE = 20

/** Keeps a refused caller who tries on from filling the audit. */
export interface Refusals {
  /** Is this worth a line? Once an hour for each who is refused and each network, and at most twenty times an hour for one. */
  isNew(who: string, ip: string): boolean
}

/** Remembers the refusals of the last hour, in this process. */
export function createRefusals(clock: Clock): Refusals {
  const seen = new Map<string, Map<string, number>>()
  return {
    isNew(who, ip) {
      const now = clock.now().getTime()
      for (const [other, networks] of seen) {
        for (const [network, at] of networks) if (at <= now - HOUR_MS) networks.delete(network)
        if (networks.size === 0) seen.delete(other)
      }
      const networks = seen.get(who) ?? new Map<string, number>()
      const network = networkOf(ip)
      if (networks.has(network) || networks.size >= MOST_OF_ONE) return false
      seen.set(who, networks.set(network, now))
      return true
    },
  }
}
