import type { Record, Sql } from '../ledger/ledger.ts'
import type { Asking, Opened } from './access.ts'
import { type CookieKind, cookieIn, setCookie } from './cookies.ts'
import type { PersonRecord } from './person-record.ts'
import { endSession, type NewSession, openSession, SESSION_HOURS } from './sessions.ts'
import type { AccessParts } from './store.ts'
import { moveRights } from './store.ts'
import { fingerprint } from './tokens.ts'

/** The roles that change things show a second factor; others may. @see RELIABILITY T13 */
const SECOND_FACTOR = new Set(['officer', 'operator'])

/** Begins a session in the transaction that says why: always under a new name, and the one before it in that browser ends. */
export type Enter = (sql: Sql, record: Record, who: Entering, asking: Asking) => Promise<Opened>

/** Who comes in; `actor` as the audit writes him down. */
export interface Entering extends NewSession {
  actor: string
}

/** @param cookie - the cookie that carries sessions */
export function createEntering({ clock }: Pick<AccessParts, 'clock'>, cookie: CookieKind): Enter {
  return async (sql, record, { actor, ...session }, asking) => {
    const now = clock.now()
    const before = cookieIn(asking.headers.cookie, cookie.name)
    if (before !== null && (await endSession(sql, fingerprint(before), now))) await moveRights(sql)
    const token = await openSession(sql, session, asking, now)
    const { role, how } = session
    const origin = { ip: asking.ip, request: asking.id }
    await record({ action: 'session.opened', actor, role, origin, detail: { how } })
    return { cookie: setCookie(cookie, token, SESSION_HOURS * 3600), role }
  }
}

/** What somebody still has to do who came in with his password. */
export function needsOf({ role, totpConfirmedAt }: Pick<PersonRecord, 'role' | 'totpConfirmedAt'>): 'totp' | null {
  return SECOND_FACTOR.has(role) && totpConfirmedAt === null ? 'totp' : null
}
