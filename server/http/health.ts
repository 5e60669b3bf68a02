import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { Type } from 'typebox'
import { LIVE_VERSION } from '../../shared/live.ts'
import { refusal } from '../errors.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { answers } from './documents.ts'

const READY_WITHIN_MS = 2_000

export interface HealthParts {
  ledger: Ledger
  version: string
}

/** For everybody `/healthz` (the process lives) and `/readyz` (it can answer), which say no more; `/version` for who is signed in. */
export const healthRoutes: FastifyPluginAsyncTypebox<HealthParts> = async (app, { ledger, version }) => {
  app.get(
    '/healthz',
    {
      config: { policy: 'open' },
      schema: { summary: 'The process lives', response: answers(200, Type.Object({ ok: Type.Boolean() })) },
    },
    async () => ({ ok: true }),
  )

  app.get(
    '/readyz',
    {
      config: { policy: 'open' },
      schema: { summary: 'The database answers', response: answers(200, Type.Object({ ready: Type.Boolean() })) },
    },
    async () => {
      const late = new Promise<never>((_, reject) => {
        setTimeout(() => reject(refusal('IOC_NOT_READY')), READY_WITHIN_MS).unref()
      })
      await Promise.race([ledger.head(), late]).catch(() => {
        throw refusal('IOC_NOT_READY')
      })
      return { ready: true }
    },
  )

  app.get(
    '/version',
    {
      config: { policy: 'wall' },
      schema: {
        summary: 'Version of the program and of its live protocol',
        response: answers(200, Type.Object({ version: Type.String(), live: Type.Integer() })),
      },
    },
    async () => ({ version, live: LIVE_VERSION }),
  )
}

/** `GET /metrics`: process, requests by route, and the ledger's head. Counts every request of the whole program. */
export function measureRequests(app: Parameters<typeof healthRoutes>[0], ledger: Ledger): void {
  const register = new Registry()
  collectDefaultMetrics({ register })
  const seconds = new Histogram({
    name: 'ioc_http_request_seconds',
    help: 'Duration of HTTP requests, seconds',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
    registers: [register],
  })
  new Gauge({
    name: 'ioc_ledger_seq',
    help: 'Last published seq',
    registers: [register],
    async collect() {
      this.set((await ledger.head()).seq)
    },
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    seconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
  })
  app.get(
    '/metrics',
    { config: { policy: 'operate' }, schema: { summary: 'Metrics for Prometheus' } },
    async (_, reply) => reply.type(register.contentType).send(await register.metrics()),
  )
}
