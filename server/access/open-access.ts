import type { Access } from './access.ts'
import { createAccounts } from './accounts.ts'
import { createAdmitting } from './admitting.ts'
import { createAttempts } from './attempts.ts'
import { cookieIn, cookieKind } from './cookies.ts'
import { createCredentials } from './credentials.ts'
import { csrfOf } from './csrf.ts'
import { createEntering } from './entering.ts'
import { createFirstRun } from './first-run.ts'
import { createKeys } from './keys.ts'
import { createPasswords } from './passwords.ts'
import { createPeople } from './people.ts'
import { watchRights } from './rights.ts'
import { createScreens } from './screens.ts'
import { createSecondFactor } from './second-factor.ts'
import { createSigning } from './signing.ts'
import type { Oidc } from './single-sign-on.ts'
import type { AccessParts } from './store.ts'

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
  /** The unit of the installation; who belongs to it sees everything. */
  home: () => Promise<string | null>
  /** Failed sign-ins before the wait; the usual number when absent. */
  signInFailures?: number
  /** The province's own provider, over the store whose changes of rights are felt at once. */
  oidc?: (parts: AccessParts) => Oidc
}

/** Joins the parts of access over one store. `close` ends the watch over rights. */
export function openAccess(options: AccessOptions): Access {
  const { clock, secret, unitNamed, publicUrl, home, adminToken, localKey, sample } = options
  const rights = watchRights(options.store, clock)
  const parts: AccessParts = { store: rights.store, clock, secret, unitNamed }
  const secure = publicUrl?.startsWith('https:') ?? false
  const sessionCookie = cookieKind('ioc_session', secure)
  const screenCookie = cookieKind('ioc_screen', secure)
  const passwords = createPasswords()
  const secondFactor = createSecondFactor(parts)
  const attempts = createAttempts(parts, options.signInFailures)
  const enter = createEntering(parts, sessionCookie)
  const keys = createKeys(parts)
  const screens = createScreens({ ...parts, cookie: screenCookie })
  const lookups = { rights, clock, adminToken, localKey, keys, screens, sessionCookie, screenCookie, home }
  const credentials = createCredentials(lookups)
  const firstRun = createFirstRun({ rights, clock, credentials, passwords, enter })
  const admitting = createAdmitting({ ...options, credentials, firstRun })
  const signing = createSigning({
    ...parts,
    credentials,
    passwords,
    secondFactor,
    attempts,
    enter,
    firstRun,
    sessionCookie,
    adminToken,
    oidc: options.oidc?.(parts),
    sample,
  })

  return {
    ...admitting,
    async standing(asking, scope) {
      const credential = await credentials.of(asking)
      const session = credential?.session ?? null
      const isLink = session !== null && credential?.person === null
      const setsUp = isLink && scope.role === 'operator' && !sample() && (await firstRun.isOn())
      const until = session?.steppedUpUntil ?? null
      const screenToken = scope.role === 'screen' ? cookieIn(asking.headers.cookie, screenCookie.name) : null
      return {
        name: credential?.name ?? scope.actor,
        needs: session?.needs ?? (setsUp ? 'setup' : null),
        csrf: session && csrfOf(session.id, secret),
        steppedUpUntil: until !== null && clock.now() < until ? until.toISOString() : null,
        account: session !== null && !isLink,
        cookie: screenToken === null ? null : await screens.renew(screenToken),
      }
    },
    onChange: rights.onChange,
    close: rights.close,
    signing,
    accounts: createAccounts({ ...parts, passwords, secondFactor, attempts, credentialOf: credentials.of }),
    people: createPeople({ ...parts, signInFailures: options.signInFailures }),
    keys,
    screens,
  }
}
