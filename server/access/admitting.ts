import type { Scope } from '../../shared/roles.ts'
import type { Asking, Handshake } from './access.ts'
import type { Credential } from './credential.ts'
import type { Credentials } from './credentials.ts'
import { isCsrfOf } from './csrf.ts'
import {
  AccountUnfinished,
  BadHost,
  CrossSite,
  CsrfMissing,
  KeyInQuery,
  NotAllowed,
  NotSignedIn,
  SetupOver,
  StepUpNeeded,
} from './errors.ts'
import type { FirstRun } from './first-run.ts'
import { isFromOwnPage, isOwnHost, isOwnOrigin, isSafe } from './origin.ts'
import { may, mayWith, type Policy, ruleOf } from './policy.ts'
import { isDirect } from './sample.ts'
import { SAMPLE_VISITOR } from './scopes.ts'
import type { AccessParts } from './store.ts'
import { bearerOf, isKeyAmong } from './tokens.ts'

export interface AdmittingParts extends Pick<AccessParts, 'clock' | 'secret'> {
  credentials: Credentials
  firstRun: FirstRun
  publicUrl: string | null
  host: string
  sample: () => boolean
}

/** The decision on each request and socket. */
export interface Admitting {
  admit(policy: Policy, asking: Asking): Promise<Scope | null>
  scopeOfHandshake(handshake: Handshake): Promise<Scope | null>
}

/** The order of the questions is part of the contract: a caller hears of the first that he does not pass. */
export function createAdmitting(parts: AdmittingParts): Admitting {
  const { clock, secret, credentials, firstRun, publicUrl, host, sample } = parts

  const isSteppedUp = ({ session }: Credential) =>
    session === null || (session.steppedUpUntil !== null && clock.now() < session.steppedUpUntil)

  const refuseForgery = (credential: Credential | null, policy: Policy, { method, headers }: Asking) => {
    if (bearerOf(headers.authorization) !== null) return
    if (!isFromOwnPage(method, headers, publicUrl, credential !== null)) throw new CrossSite()
    if (credential === null || credential.session === null || isSafe(method)) return
    if (policy === 'open' || ruleOf(policy).reads) return
    if (!isCsrfOf(credential.session.id, secret, headers['x-csrf-token'])) throw new CsrfMissing()
  }
  const refuseUnentitled = (credential: Credential, policy: Policy, method: string) => {
    const { scope, session, only } = credential
    const needs = session?.needs ?? null
    if (needs !== null && !ruleOf(policy).unfinished) throw Object.assign(new AccountUnfinished(), { at: { needs } })
    if (!mayWith(scope, policy)) throw new NotAllowed()
    if (only && policy !== 'open' && !only.includes(policy)) throw new NotAllowed()
    if (ruleOf(policy).stepUp && !isSafe(method) && !isSteppedUp(credential)) throw new StepUpNeeded()
  }

  return {
    async admit(policy, asking) {
      if (!isOwnHost(asking.headers.host, publicUrl, host)) throw new BadHost()
      if (isKeyAmong(asking.queryNames)) throw new KeyInQuery()
      if (policy === 'setup' && !(await firstRun.isOn())) throw new SetupOver()
      const credential = await credentials.of(asking)
      refuseForgery(credential, policy, asking)
      if (credential) {
        refuseUnentitled(credential, policy, asking.method)
        return { ...credential.scope, origin: { ip: asking.ip, request: asking.id } }
      }
      if (policy === 'open') return null
      const isWall = policy === 'wall' || policy === 'session'
      if (isWall && sample() && isDirect(asking.peer, asking.headers)) return SAMPLE_VISITOR
      throw new NotSignedIn()
    },

    async scopeOfHandshake(handshake) {
      const { token, ip, headers, origin } = handshake
      if (!isOwnHost(headers.host, publicUrl, host)) return null
      const isBearer = token !== undefined || bearerOf(headers.authorization) !== null
      if (!isBearer && origin !== undefined && !isOwnOrigin(origin, headers.host, publicUrl)) return null
      // A cookie without an origin comes from no page of this installation.
      const credential = isBearer || origin !== undefined ? await credentials.ofHandshake(handshake) : null
      if (credential) return mayFollow(credential) ? credential.scope : null
      return !isBearer && sample() && isDirect(ip, headers) ? SAMPLE_VISITOR : null
    },
  }
}

function mayFollow({ scope, only, session }: Credential): boolean {
  return (session?.needs ?? null) === null && may(scope.role, 'wall') && (only?.includes('wall') ?? true)
}
