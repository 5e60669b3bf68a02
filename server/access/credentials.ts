import type { Asking, Handshake } from './access.ts'
import { type CookieKind, cookieIn } from './cookies.ts'
import type { Credential } from './credential.ts'
import { NotSignedIn } from './errors.ts'
import type { Rights } from './rights.ts'
import { isDirect } from './sample.ts'
import { scopeOfRole } from './scopes.ts'
import { findSession, isAlive, type SessionRecord, touchSession } from './sessions.ts'
import type { AccessParts } from './store.ts'
import { bearerOf, fingerprint, isSameSecret } from './tokens.ts'

/** Remembered so long at most, seconds, even if rights have not moved meanwhile. */
const REMEMBERED_S = 60
const HOME_REMEMBERED_S = 5
/** A session in use is written down at most so often. */
const TOUCH_MS = 60_000
const KEY_PREFIX = 'tck_'

/** Finds keys or screens by what they show. */
export interface Finder {
  find(token: string, ip: string): Promise<Credential | null>
}

export interface CredentialParts extends Pick<AccessParts, 'clock'> {
  rights: Rights
  adminToken: string | null
  localKey: string
  keys: Finder
  screens: Finder
  sessionCookie: CookieKind
  screenCookie: CookieKind
  /** The unit of the installation: whoever belongs to it sees everything. */
  home: () => Promise<string | null>
}

/** The one place that finds out who stands behind a request. */
export interface Credentials {
  /** Null for a stranger, also for one with a cookie that is no longer good. @throws NotSignedIn for a bearer that is not */
  of(asking: Pick<Asking, 'peer' | 'ip' | 'headers'>): Promise<Credential | null>
  /** The same for a socket. Following figures is no use of a session: it does not keep it from becoming idle. */
  ofHandshake(handshake: Handshake): Promise<Credential | null>
}

/** Joins bearer tokens, keys, sessions and screens; what the database said is remembered until rights move. */
export function createCredentials(parts: CredentialParts): Credentials {
  const { rights, clock, adminToken, localKey, keys, screens, sessionCookie, screenCookie, home } = parts

  const finder =
    (kind: string, { find }: Finder) =>
    (token: string, ip: string) =>
      rights.recall(`${kind} ${fingerprint(token)} ${ip}`, REMEMBERED_S, async () => {
        const value = await find(token, ip)
        return value && { value, until: value.until }
      })
  const findKey = finder('key', keys)
  const findScreen = finder('screen', screens)

  const ofToken = (token: string, ip: string): Promise<Credential | null> => {
    if (adminToken !== null && isSameSecret(token, adminToken)) return Promise.resolve(ofMachine('admin-token'))
    return token.startsWith(KEY_PREFIX) ? findKey(token, ip) : Promise.resolve(null)
  }
  const recallSession = (id: string) =>
    rights.recall(`session ${id}`, REMEMBERED_S, async () => {
      const value = await rights.store.transact((sql) => findSession(sql, id))
      return value && { value }
    })
  const findAlive = async (id: string): Promise<SessionRecord | null> => {
    const known = await recallSession(id)
    if (known === null || isAlive(known, clock.now())) return known
    // Another server may have seen it in use since.
    rights.forget(`session ${id}`)
    const found = await recallSession(id)
    return found && isAlive(found, clock.now()) ? found : null
  }
  const touch = async (session: SessionRecord) => {
    const now = clock.now()
    if (now.getTime() - session.seenAt.getTime() < TOUCH_MS) return
    session.seenAt = now
    await rights.store.transact((sql) => touchSession(sql, session, now))
  }
  const recallHome = async () =>
    (await rights.recall('home', HOME_REMEMBERED_S, async () => ({ value: { unit: await home() } })))?.unit
  const ofSession = async (session: SessionRecord): Promise<Credential> => {
    const { id, person, role, user, name, unit, needs, steppedUpUntil } = session
    const actor = user ?? `link:${role}`
    const units = unit === null || unit === (await recallHome()) ? 'all' : [unit]
    return {
      scope: scopeOfRole(role, actor, units),
      name: name ?? actor,
      person,
      session: { id, needs, steppedUpUntil },
    }
  }
  const ofCookie = async (cookie: string | undefined, ip: string, isUse: boolean): Promise<Credential | null> => {
    const token = cookieIn(cookie, sessionCookie.name)
    const session = token === null ? null : await findAlive(fingerprint(token))
    if (session) {
      if (isUse) await touch(session)
      return ofSession(session)
    }
    const screen = cookieIn(cookie, screenCookie.name)
    return screen === null ? null : findScreen(screen, ip)
  }

  return {
    async of({ peer, ip, headers }) {
      const bearer = bearerOf(headers.authorization)
      if (bearer === null) return ofCookie(headers.cookie, ip, true)
      if (isSameSecret(bearer, localKey) && isDirect(peer, headers)) return ofMachine('local')
      const credential = await ofToken(bearer, ip)
      if (!credential) throw new NotSignedIn()
      return credential
    },
    async ofHandshake({ cookie, token, ip, headers }) {
      const shown = token ?? bearerOf(headers.authorization)
      if (shown === null) return ofCookie(cookie, ip, false)
      return (await ofToken(shown, ip)) ?? findScreen(shown, ip)
    },
  }
}

/** A bearer of the operator's own machines. */
function ofMachine(actor: 'admin-token' | 'local'): Credential {
  return { scope: scopeOfRole('operator', actor), name: actor, person: null, session: null }
}
