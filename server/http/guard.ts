import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Scope } from '../../shared/roles.ts'
import type { Access, Asking, Policy } from '../access/access.ts'
import { refusal } from '../errors.ts'
import { awaitAdmission } from './expectation.ts'
import type { Rates } from './rates.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks. Only routes with the policy `open` may be without. */
    scope: Scope
  }
  interface FastifyContextConfig {
    policy?: Policy
  }
}

/** Routes that libraries add themselves, by the beginning of their address. */
const OF_LIBRARIES: Readonly<Record<string, Policy>> = { '/docs': 'wall' }

/** One declared route. */
export interface DeclaredRoute {
  method: string
  url: string
  policy: Policy
}

/** What stands at the door of every route. */
export interface GuardParts {
  access: Access
  rates: Rates
  /** The longest address. */
  urlChars: number
}

/**
 * Lets a request in only where its route's policy allows it; a route without a policy stops the start of the program.
 * The decision hangs on the matched route, never on the text of the address.
 */
export function guardRoutes(app: FastifyInstance, { access, rates, urlChars }: GuardParts): DeclaredRoute[] {
  const routes: DeclaredRoute[] = []
  app.decorateRequest('scope', null as unknown as Scope)
  app.addHook('onRoute', (route) => {
    const library = Object.keys(OF_LIBRARIES).find((path) => route.url === path || route.url.startsWith(`${path}/`))
    const policy = route.config?.policy ?? (library ? OF_LIBRARIES[library] : undefined)
    if (!policy) throw new Error(`${route.method} ${route.url} declares no policy`)
    route.config = { ...route.config, policy }
    for (const method of [route.method].flat()) routes.push({ method, url: route.url, policy })
  })
  app.addHook('onRequest', async (request) => {
    const scope = await rates.admit(request, async (policy) => {
      if (namesTwoHosts(request)) throw refusal('IOC_BAD_HOST')
      if ((request.raw.url ?? '').length > urlChars) throw refusal('IOC_URL_TOO_LONG')
      const encoding = request.headers['content-encoding']
      if (encoding !== undefined && encoding !== 'identity') throw refusal('IOC_CONTENT_ENCODING')
      return access.admit(policy, toAsking(request))
    })
    if (scope) request.scope = scope
  })
  awaitAdmission(app)
  return routes
}

/** In two headers, or in the address too: whoever stands in between may have gone by the other. */
function namesTwoHosts({ raw }: FastifyRequest): boolean {
  return (raw.headersDistinct?.host?.length ?? 1) > 1 || !(raw.url ?? '/').startsWith('/')
}

/** A request as far as rights depend on it. */
export function toAsking(request: FastifyRequest): Asking {
  return {
    id: request.id,
    method: request.method,
    peer: request.socket.remoteAddress ?? '',
    ip: request.ip,
    headers: request.headers,
    queryNames: Object.keys((request.query as object | undefined) ?? {}),
  }
}
