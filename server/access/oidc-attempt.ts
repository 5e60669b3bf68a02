import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Clock } from '../clock.ts'
import { type CookieKind, cookieIn, setCookie } from './cookies.ts'
import type { Secrets } from './oidc-provider.ts'
import { createSealing } from './sealing.ts'
import { createToken } from './tokens.ts'

/** How long somebody may take at the provider, minutes. */
export const ATTEMPT_MINUTES = 10

const Attempt = Type.Object({
  state: Type.String(),
  nonce: Type.String(),
  verifier: Type.String(),
  from: Type.String(),
  again: Type.Boolean(),
  until: Type.Number(),
})

/** A sign-in that was begun in one browser and is not over. */
export interface Attempt extends Secrets {
  /** Path on which he goes on. */
  from: string
  /** He has to show who he is, also to a provider that knows him still. */
  again: boolean
}

/** Sign-ins on their way, kept in the browsers that began them: sealed, for ten minutes, good for one answer. */
export interface OidcAttempts {
  begin(from: string, again?: boolean): { attempt: Attempt; cookie: string }
  /** Null without one, and for one that was changed or is too old. */
  find(cookies: string | undefined): Attempt | null
  /** Is this its first answer? */
  takeUp(attempt: Attempt): boolean
  /** The `Set-Cookie` value after the end. */
  forget: string
}

export function createOidcAttempts(secret: string, clock: Clock, kind: CookieKind): OidcAttempts {
  const sealing = createSealing(secret, 'single sign-on')
  const used = new Map<string, number>()
  const lifeMs = ATTEMPT_MINUTES * 60_000
  return {
    begin(from, again = false) {
      const attempt = { state: createToken(), nonce: createToken(), verifier: createToken(), from, again }
      const kept = JSON.stringify({ ...attempt, until: clock.now().getTime() + lifeMs })
      const sealed = sealing.seal(Buffer.from(kept)).toString('base64url')
      return { attempt, cookie: setCookie(kind, sealed, lifeMs / 1_000) }
    },
    find(cookies) {
      const sealed = cookieIn(cookies, kind.name)
      if (sealed === null) return null
      try {
        const kept: unknown = JSON.parse(sealing.unseal(Buffer.from(sealed, 'base64url')).toString())
        return Value.Check(Attempt, kept) && clock.now().getTime() < kept.until ? kept : null
      } catch {
        return null
      }
    },
    takeUp({ state }) {
      const now = clock.now().getTime()
      for (const [other, until] of used) if (until <= now) used.delete(other)
      if (used.has(state)) return false
      used.set(state, now + lifeMs)
      return true
    },
    forget: setCookie(kind, null, 0),
  }
}

/** A page of this installation; every other place is the first page instead. */
export function ownPath(from: string | undefined): string {
  const here = 'http://here.invalid'
  if (!from?.startsWith('/') || !URL.canParse(from, here)) return '/'
  const { origin, pathname, search, hash } = new URL(from, here)
  const isPage = origin === here && !pathname.startsWith('//') && !/^\/api(\/|$)/.test(pathname)
  return isPage ? pathname + search + hash : '/'
}
