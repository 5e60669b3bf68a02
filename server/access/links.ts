import { randomBytes } from 'node:crypto'
import type { PersonRole } from '../../shared/roles.ts'
import type { Clock } from '../clock.ts'
import { fingerprint } from './tokens.ts'

/** How long a printed sign-in link works, minutes. */
export const LINK_MINUTES = 15

/** One-time sign-in links, kept as fingerprints. */
export interface Links {
  issue(role: PersonRole): string
  /** The role that a link gives, once; null for a link that is unknown, used or too old. */
  redeem(token: string): PersonRole | null
}

/** @param clock - decides when a link is too old */
export function createLinks(clock: Clock): Links {
  const open = new Map<string, { role: PersonRole; until: number }>()
  return {
    issue(role) {
      const token = randomBytes(32).toString('base64url')
      for (const [key, { until }] of open) if (until < clock.now().getTime()) open.delete(key)
      open.set(fingerprint(token), { role, until: clock.now().getTime() + LINK_MINUTES * 60_000 })
      return token
    },
    redeem(token) {
      const key = fingerprint(token)
      const link = open.get(key)
      open.delete(key)
      return link && link.until >= clock.now().getTime() ? link.role : null
    },
  }
}
