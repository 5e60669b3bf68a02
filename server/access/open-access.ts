import type { Scope } from '../../shared/roles.ts'
import type { Access, Asking } from './access.ts'
import { createAttempts } from './attempts.ts'
import { BadHost, CrossSite, KeyInQuery, NotAllowed, NotSignedIn, SignInFailed, SignInLocked } from './errors.ts'
import { createLinks } from './links.ts'
import { isFromOwnPage, isOwnHost, isOwnOrigin } from './origin.ts'
import { may } from './policy.ts'
import { isDirect } from './sample.ts'
import { SAMPLE_VISITOR, scopeOfRole } from './scopes.ts'
import { createSessions, sessionOf, setCookie } from './sessions.ts'
import type { AccessParts } from './store.ts'
import { bearerOf, isKeyAmong, isSameSecret } from './tokens.ts'

export interface AccessOptions extends AccessParts {
  /** The operator's bearer token, null = none. */
  adminToken: string | null
  publicUrl: string | null
  /** The host on which the program listens. */
  host: string
  /** The key of commands on the same machine; only straight calls from it may use it. */
  localKey: string
  /** Is every committed row sample data at this moment? */
  sample: () => boolean
}

/** Access as it stands before people have accounts: one token, one-time links, the sample wall. */
export function openAccess({ clock, adminToken, publicUrl, host, localKey, sample }: AccessOptions): Access {
  const links = createLinks(clock)
  const sessions = createSessions(clock)
  const attempts = createAttempts(clock)
  const secure = publicUrl?.startsWith('https:') ?? false

  const ofToken = (token: string): Scope | null =>
    adminToken !== null && isSameSecret(token, adminToken) ? scopeOfRole('operator', 'admin-token') : null
  const ofCookie = (cookie: string | undefined): Scope | null => {
    const id = sessionOf(cookie)
    return id === null ? null : sessions.find(id)
  }
  const signedIn = ({ method, headers, peer }: Asking): Scope | null => {
    const bearer = bearerOf(headers.authorization)
    if (bearer !== null) {
      const isLocal = isSameSecret(bearer, localKey) && isDirect(peer, headers)
      const scope = isLocal ? scopeOfRole('operator', 'local') : ofToken(bearer)
      if (!scope) throw new NotSignedIn()
      return scope
    }
    const scope = ofCookie(headers.cookie)
    if (!isFromOwnPage(method, headers, publicUrl, scope !== null)) throw new CrossSite()
    return scope
  }

  return {
    async admit(policy, asking) {
      if (!isOwnHost(asking.headers.host, publicUrl, host)) throw new BadHost()
      if (isKeyAmong(asking.queryNames)) throw new KeyInQuery()
      const scope = signedIn(asking)
      if (scope) {
        if (!may(scope.role, policy)) throw new NotAllowed()
        return scope
      }
      if (policy === 'open') return null
      if (policy === 'wall' && sample() && isDirect(asking.peer, asking.headers)) return SAMPLE_VISITOR
      throw new NotSignedIn()
    },
    async scopeOfHandshake({ cookie, token, ip, headers, origin }) {
      if (!isOwnHost(headers.host, publicUrl, host)) return null
      if (token !== undefined) return ofToken(token)
      const bearer = bearerOf(headers.authorization)
      if (bearer !== null) return ofToken(bearer)
      if (origin !== undefined && !isOwnOrigin(origin, headers.host, publicUrl)) return null
      const scope = origin === undefined ? null : ofCookie(cookie)
      if (scope) return may(scope.role, 'wall') ? scope : null
      return sample() && isDirect(ip, headers) ? SAMPLE_VISITOR : null
    },
    standing: async (_, { actor }) => ({
      name: actor,
      needs: null,
      csrf: null,
      steppedUpUntil: null,
      account: false,
      cookie: null,
    }),
    onChange: () => {},
    close: () => {},
    accounts: unbuilt(),
    people: unbuilt(),
    keys: unbuilt(),
    screens: unbuilt(),
    signing: {
      ...unbuilt<Access['signing']>(),
      options: () => ({ password: false, oidc: null }),
      async signIn(given, { ip }) {
        const token = 'token' in given ? given.token : ''
        const minutes = attempts.wait(ip)
        if (minutes > 0) throw Object.assign(new SignInLocked(), { at: { minutes }, retryAfterS: minutes * 60 })
        const role = ofToken(token) ? 'operator' : links.redeem(token)
        if (!role) {
          attempts.failed(ip)
          throw new SignInFailed()
        }
        return { cookie: setCookie(sessions.open(scopeOfRole(role, `link:${role}`)), secure), role }
      },
      async signOut({ headers }) {
        const id = sessionOf(headers.cookie)
        if (id !== null) sessions.end(id)
        return setCookie(null, secure)
      },
      newLink: async (role) => links.issue(role),
      isFirstRun: async () => true,
    },
  }
}

/** Stands where a part is still being built. */
function unbuilt<T extends object>(): T {
  return {} as T
}
