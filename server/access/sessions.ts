import { randomBytes } from 'node:crypto'
import type { Scope } from '../../shared/roles.ts'
import type { Clock } from '../clock.ts'
import { fingerprint } from './tokens.ts'

/** The cookie that carries a session. */
export const COOKIE = 'ioc_session'

/** A session ends so long after it began, whatever happens in between. */
export const SESSION_HOURS = 12

const MAX_SESSIONS = 10_000

/** Signed-in browsers; the server keeps the session, the browser only its random name. */
export interface Sessions {
  open(scope: Scope): string
  find(id: string): Scope | null
  end(id: string): void
}

/** Sessions in memory: a restart signs everybody out. */
export function createSessions(clock: Clock): Sessions {
  const held = new Map<string, { scope: Scope; until: number }>()
  return {
    open(scope) {
      const oldest = held.keys().next()
      if (held.size >= MAX_SESSIONS && !oldest.done) held.delete(oldest.value)
      const id = randomBytes(32).toString('base64url')
      held.set(fingerprint(id), { scope, until: clock.now().getTime() + SESSION_HOURS * 3_600_000 })
      return id
    },
    find(id) {
      const key = fingerprint(id)
      const session = held.get(key)
      if (!session) return null
      if (session.until >= clock.now().getTime()) return session.scope
      held.delete(key)
      return null
    },
    end(id) {
      held.delete(fingerprint(id))
    },
  }
}

/** The session named in a `Cookie` header; null without one, and when two cookies bear the name. */
export function sessionOf(cookie: string | undefined): string | null {
  const found = (cookie ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${COOKIE}=`))
  return found.length === 1 ? (found[0]?.slice(COOKIE.length + 1) ?? null) : null
}

/** The `Set-Cookie` value that begins a session, or forgets it when `id` is null. */
export function setCookie(id: string | null, secure: boolean): string {
  const life = id === null ? 0 : SESSION_HOURS * 3600
  return `${COOKIE}=${id ?? ''}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${life}${secure ? '; Secure' : ''}`
}
