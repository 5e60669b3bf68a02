import { createAccepting } from './accepting.ts'
import type { Asking, Opened, Signing } from './access.ts'
import type { Attempts } from './attempts.ts'
import { type CookieKind, cookieIn, setCookie } from './cookies.ts'
import type { Credentials } from './credentials.ts'
import type { Enter } from './entering.ts'
import { NotAllowed, SignInFailed } from './errors.ts'
import type { FirstRun } from './first-run.ts'
import { issueLink, redeemLink } from './links.ts'
import { createPasswordSignIn } from './password-sign-in.ts'
import type { Passwords } from './passwords.ts'
import type { SecondFactor } from './second-factor.ts'
import { endSession, findSession } from './sessions.ts'
import { createSingleSignOn, type Oidc } from './single-sign-on.ts'
import { createStepUp } from './step-up.ts'
import { type AccessParts, moveRights } from './store.ts'
import { fingerprint, isSameSecret } from './tokens.ts'

export interface SigningParts extends AccessParts {
  credentials: Credentials
  passwords: Passwords
  secondFactor: SecondFactor
  attempts: Attempts
  enter: Enter
  firstRun: FirstRun
  sessionCookie: CookieKind
  adminToken: string | null
  oidc: Oidc | undefined
  sample: () => boolean
}

/** Every way in and out. */
export function createSigning(parts: SigningParts): Signing {
  const { store, clock, attempts, enter, firstRun, sessionCookie, adminToken, oidc, sample } = parts
  const signInByPassword = createPasswordSignIn({ ...parts, hasOidc: oidc !== undefined })

  const signInByToken = async (token: string, asking: Asking): Promise<Opened> => {
    const tried = { name: null, known: false, asking }
    return attempts.inTurn(tried, async () => {
      const isAdmin = adminToken !== null && isSameSecret(token, adminToken)
      const opened = await store.transact(async (sql, record) => {
        const role = isAdmin ? 'operator' : await redeemLink(sql, token, clock.now())
        if (role)
          return enter(sql, record, { person: null, role, how: 'link', needs: null, actor: `link:${role}` }, asking)
        await attempts.failed(sql, record, tried)
        return null
      })
      if (!opened) throw new SignInFailed()
      return opened
    })
  }

  return {
    options: () => ({ password: true, oidc: oidc ? { label: oidc.label } : null }),
    signIn: (given, asking) =>
      'token' in given ? signInByToken(given.token, asking) : signInByPassword(given, asking),
    async signOut({ id: request, ip, headers }) {
      const token = cookieIn(headers.cookie, sessionCookie.name)
      if (token !== null) {
        await store.transact(async (sql, record) => {
          const session = await findSession(sql, fingerprint(token))
          if (!session || !(await endSession(sql, session.id, clock.now()))) return
          await moveRights(sql)
          const actor = session.user ?? `link:${session.role}`
          await record({ action: 'session.closed', actor, role: session.role, origin: { ip, request } })
        })
      }
      return setCookie(sessionCookie, null, 0)
    },
    stepUp: createStepUp(parts),
    async newLink(role, by) {
      // A link's own session would otherwise go on for ever without anybody's account.
      if (by.actor.startsWith('link:') && !sample() && !(await firstRun.isOn())) throw new NotAllowed()
      return store.transact(async (sql, record) => {
        const { actor, role: its, origin } = by
        await record({ action: 'link.issued', actor, role: its, ...(origin && { origin }), detail: { role } })
        return issueLink(sql, role, clock.now())
      })
    },
    isFirstRun: firstRun.isOn,
    setUp: firstRun.setUp,
    accept: createAccepting(parts),
    ...createSingleSignOn(oidc, parts, enter),
  }
}
