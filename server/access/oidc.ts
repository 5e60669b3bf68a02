import { AuthorizationResponseError, ResponseBodyError } from 'openid-client'
import type { AuditEntry } from '../../shared/audit.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import type { Asking } from './access.ts'
import { cookieKind } from './cookies.ts'
import { OidcFailed } from './errors.ts'
import { createOidcAttempts, ownPath } from './oidc-attempt.ts'
import { followPerson } from './oidc-person.ts'
import { createProvider, type FetchOutside, type Known, type OidcSettings } from './oidc-provider.ts'
import { ruleOfWords, wordsOf } from './oidc-roles.ts'
import { createRefusals } from './refusals.ts'
import type { Oidc } from './single-sign-on.ts'
import type { AccessParts } from './store.ts'

export interface OidcParts extends AccessParts {
  settings: OidcSettings
  /** Origin under which browsers reach the program. */
  publicUrl: string
  fetchOutside: FetchOutside
}

const CALLBACK = '/api/v1/session/oidc/callback'

/** Why somebody was not let in, for the audit; `cause` narrows it down, never with a value of his. */
interface Refused {
  rule: string
  cause?: string
  actor?: string
  role?: string
}

/**
 * Signing in at the province's own provider: authorisation-code flow with PKCE, state and nonce.
 *
 * @see RELIABILITY T38; ASVS 5.0, 10.1, 10.2, 10.5
 */
export function createOidc(parts: OidcParts): Oidc {
  const { store, clock, secret, unitNamed, settings, publicUrl, fetchOutside } = parts
  const provider = createProvider({ settings, redirectUri: `${publicUrl}${CALLBACK}`, fetchOutside, clock })
  const cookie = cookieKind('ioc_oidc', publicUrl.startsWith('https:'))
  const attempts = createOidcAttempts(secret, clock, cookie)
  const refusals = createRefusals(clock)

  const lineOf = ({ rule, cause, actor = '', role = '' }: Refused, { ip, id }: Asking): AuditEntry => {
    const detail = { how: 'oidc', rule, ...(cause !== undefined && { cause }) }
    return { action: 'session.refused', actor, role, origin: { ip, request: id }, detail }
  }
  const refuse = async (why: Refused, asking: Asking, line: 'always' | 'sparingly' = 'always'): Promise<never> => {
    const isWritten = line === 'always' || refusals.isNew(`${why.rule} ${why.cause ?? ''}`, asking.ip)
    if (isWritten) await store.transact((_, record) => record(lineOf(why, asking)))
    throw new OidcFailed()
  }
  const unitOf = async (unit: string | null): Promise<string | null | undefined> => {
    if (unit === null) return null
    return unitNamed(unit).catch((error: { code?: string }) => {
      if (error.code === 'IOC_UNKNOWN_UNIT') return undefined
      throw error
    })
  }
  const enter = async ({ subject, claims }: Known, asking: Asking): Promise<string> => {
    const rule = ruleOfWords(wordsOf(claims, settings.claim), settings.roles)
    if (!rule) return refuse({ rule: 'role' }, asking)
    const unit = await unitOf(rule.unit)
    if (unit === undefined) return refuse({ rule: 'unit' }, asking)
    const by = { ...SYSTEM_SCOPE, origin: { ip: asking.ip, request: asking.id } }
    const described = {
      issuer: settings.issuer,
      subject,
      user: textOf(claims.preferred_username),
      name: textOf(claims.name),
      role: rule.role,
      unit,
    }
    const followed = await store.transact(async (sql, record) => {
      const result = await followPerson(sql, record, described, by, clock.now())
      if (!('refused' in result)) return result
      const { user, role } = result.person
      await record(lineOf({ rule: result.refused, actor: user, role }, asking))
      return result
    })
    if ('refused' in followed) throw new OidcFailed()
    return followed.person.id
  }

  return {
    label: settings.label,

    async start(asking, from, again = false) {
      const { attempt, cookie } = attempts.begin(ownPath(from), again)
      const address = await provider.addressFor(attempt, again).catch(reasonOf)
      if (!(address instanceof URL)) return refuse(address, asking, 'sparingly')
      return { location: address.href, cookie }
    },

    async finish(address, asking) {
      const search = new URL(address, publicUrl).searchParams
      const attempt = attempts.find(asking.headers.cookie)
      if (!attempt) return refuse({ rule: 'cookie' }, asking, 'sparingly')
      const states = search.getAll('state')
      if (states.length !== 1 || states[0] !== attempt.state) return refuse({ rule: 'state' }, asking)
      if (!attempts.takeUp(attempt)) return refuse({ rule: 'used' }, asking)
      const known = await provider.identify(search.toString(), attempt, attempt.again).catch(reasonOf)
      if ('rule' in known) return refuse(known, asking)
      const person = await enter(known, asking)
      const shownAt = known.shownMsAgo === null ? null : new Date(clock.now().getTime() - known.shownMsAgo)
      return { person, shownAt, location: attempt.from, forget: attempts.forget }
    },
  }
}

/** In names of this program and of the standard; what the provider wrote itself is left out. */
function reasonOf(error: unknown): Refused {
  if (error instanceof AuthorizationResponseError) return { rule: 'provider', ...namedBy(error.error) }
  if (error instanceof ResponseBodyError) return { rule: 'token', ...namedBy(error.error) }
  for (let each = error; each instanceof Error; each = each.cause) {
    const { code, at } = each as Error & { code?: string; at?: { rule?: string } }
    if (code?.startsWith('IOC_OUTBOUND_')) return { rule: 'outbound', ...namedBy(at?.rule) }
  }
  return { rule: 'answer', ...namedBy((error as { code?: unknown }).code) }
}

function namedBy(cause: unknown): { cause?: string } {
  return typeof cause === 'string' && /^[A-Za-z_]{1,60}$/.test(cause) ? { cause } : {}
}

function textOf(claim: unknown): string | undefined {
  return typeof claim === 'string' && claim !== '' ? claim : undefined
}
