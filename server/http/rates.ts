import type { FastifyRequest } from 'fastify'
import { isLoopback, networkOf } from '../../shared/network.ts'
import type { Scope } from '../../shared/roles.ts'
import type { Policy } from '../access/policy.ts'
import { refusal } from '../errors.ts'
import type { LimitName, Limits, LimitUse } from '../limits.ts'
import { type Counts, createCounts } from './counts.ts'

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** Limits of calls in a time, with that time. */
const WINDOWS = {
  anonymousPerMinute: MINUTE_MS,
  readsPerMinute: MINUTE_MS,
  queriesPerMinute: MINUTE_MS,
  pushesPerSecond: SECOND_MS,
  figureExportsPerHour: HOUR_MS,
  rowExportsPerHour: HOUR_MS,
  pairingPerMinute: MINUTE_MS,
} as const satisfies Partial<Record<LimitName, number>>
type Rate = keyof typeof WINDOWS

/** What a policy counts as, beside a call. */
const OF_POLICIES: Partial<Record<Policy, Rate>> = {
  exportFigures: 'figureExportsPerHour',
  exportRows: 'rowExportsPerHour',
}

/** Machines of the operator: what they do is his own affair. */
const UNRATED: readonly string[] = ['admin-token', 'local']

/** Whom the rule of a policy lets in; null = nobody is signed in and nobody has to be. */
type Ask = (policy: Policy) => Promise<Scope | null>

/** Counts calls, and refuses those that are too many. */
export interface Rates {
  /**
   * Asks whether a request may go on, and counts it: for the caller that was found, else for the network it came from.
   *
   * @throws IOC_TOO_MANY_REQUESTS (429) in place of whatever the rights would have said
   */
  admit(request: FastifyRequest, ask: Ask): Promise<Scope | null>
}

/** @see docs/limits.md, "Calls" */
export function createRates(limits: Limits, use: Pick<LimitUse, 'refused'>): Rates {
  const counts = new Map<Rate, Counts>(
    (Object.keys(WINDOWS) as Rate[]).map((rate) => [
      rate,
      createCounts({ windowMs: WINDOWS[rate], most: limits[rate] }),
    ]),
  )

  function count(rate: Rate, key: string): void {
    const waitMs = counts.get(rate)?.take(key) ?? 0
    if (waitMs === 0) return
    use.refused(rate)
    const seconds = Math.ceil(waitMs / SECOND_MS)
    const at = { limit: limits[rate], window: `${WINDOWS[rate] / SECOND_MS} s`, seconds }
    throw Object.assign(refusal('IOC_TOO_MANY_REQUESTS', at), { retryAfterS: seconds })
  }

  function countCall(scope: Scope | null, request: FastifyRequest): void {
    const key = scope === null ? networkOf(request.ip) : keyOf(scope, request.ip)
    if (key === null) return
    for (const rate of scope === null ? [ofNobody(request)] : ratesOf(request)) count(rate, key)
  }

  return {
    async admit(request, ask) {
      const { policy = 'open' } = request.routeOptions.config
      let scope: Scope | null = null
      try {
        scope = await ask(policy)
      } catch (error) {
        const isKnown = (error as { statusCode?: number }).statusCode === 403
        countCall(isKnown ? await ask('session').catch(() => null) : null, request)
        throw error
      }
      if (!isFree(request)) countCall(scope, request)
      return scope
    },
  }
}

/** Health and the browser program, which everybody may load as often as he likes. */
function isFree({ routeOptions: { url, config } }: FastifyRequest): boolean {
  return url !== undefined && config.policy === 'open' && !/^\/(api|docs)(\/|$)/.test(url)
}

/** A display asks every few seconds whether it was let in: that alone has a rate of its own. */
function ofNobody({ routeOptions: { url } }: FastifyRequest): Rate {
  return url?.endsWith('/screens/pairing/claim') ? 'pairingPerMinute' : 'anonymousPerMinute'
}

function ratesOf({ method, routeOptions: { url = '', config } }: FastifyRequest): Rate[] {
  const { policy = 'open' } = config
  if (policy === 'push') return ['pushesPerSecond']
  const own = OF_POLICIES[policy]
  if (own !== undefined) return ['readsPerMinute', own]
  return method === 'POST' && /\/figures(\/|$)/.test(url) ? ['queriesPerMinute'] : ['readsPerMinute']
}

/**
 * By what a caller is counted; null = not at all. Links and the sample wall are used by many at once, who are told apart by
 * their network; the sample on the very machine is left alone.
 */
function keyOf({ actor }: Scope, address: string): string | null {
  if (UNRATED.includes(actor)) return null
  if (actor === 'sample-wall' && isLoopback(address)) return null
  return actor === 'sample-wall' || actor.startsWith('link:') ? `${actor} ${networkOf(address)}` : actor
}
