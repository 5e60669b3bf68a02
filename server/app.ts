import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import helmet from '@fastify/helmet'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify, { type FastifyInstance, LogController } from 'fastify'
import { isLoopback } from '../shared/network.ts'
import type { Access } from './access/access.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { DeliveredFiles } from './delivered-files.ts'
import { refusal } from './errors.ts'
import type { FeedRegister } from './feed-register.ts'
import type { Figures } from './figures/figures.ts'
import { accountRoutes } from './http/account.ts'
import { auditRoutes } from './http/audit.ts'
import { batchFileRoutes } from './http/batch-files.ts'
import { batchRoutes } from './http/batches.ts'
import { readBodies } from './http/bodies.ts'
import { boundaryRoutes } from './http/boundaries.ts'
import { calendarRoutes } from './http/calendar.ts'
import { changeRoutes } from './http/change.ts'
import { codeRoutes } from './http/codes.ts'
import { type Connections, limitConnections } from './http/connections.ts'
import { decisionRoutes } from './http/decisions.ts'
import { deliveryReceiptRoutes } from './http/delivery-receipt.ts'
import { exportRoutes } from './http/exports.ts'
import { feedRoutes } from './http/feeds.ts'
import { figureRoutes } from './http/figures.ts'
import { type DeclaredRoute, guardRoutes } from './http/guard.ts'
import { healthRoutes, measureRequests } from './http/health.ts'
import { keyRoutes } from './http/keys.ts'
import { countRefusals, limitAnswers, limitRoutes } from './http/limits.ts'
import { measureRoutes } from './http/measures.ts'
import { memoryRoutes } from './http/memory.ts'
import { refuseTheRest } from './http/methods.ts'
import { nonceOf } from './http/nonce.ts'
import { describeRoutes, serveDocument } from './http/openapi.ts'
import { peopleRoutes } from './http/people.ts'
import { languageOf, sendProblem, toProblem } from './http/problem.ts'
import { procedureRoutes } from './http/procedures.ts'
import { pullRoutes } from './http/pulls.ts'
import { purgeRoutes } from './http/purges.ts'
import { pushRoutes } from './http/push.ts'
import { quarantineRoutes } from './http/quarantine.ts'
import { createRates } from './http/rates.ts'
import { reconciliationRoutes } from './http/reconciliation.ts'
import { screenRoutes } from './http/screens.ts'
import { sessionRoutes } from './http/session.ts'
import { settingsRoutes } from './http/settings.ts'
import { setupRoutes } from './http/setup.ts'
import { signInRoutes } from './http/sign-in.ts'
import { serveClient } from './http/static.ts'
import { templateRoutes } from './http/templates.ts'
import { unitRoutes } from './http/units.ts'
import { keepPace } from './http/upload-pace.ts'
import { verificationRoutes } from './http/verification.ts'
import { workbenchRoutes } from './http/workbench.ts'
import type { Installation } from './installation.ts'
import type { Ledger } from './ledger/ledger.ts'
import type { LimitUse } from './limits.ts'
import type { Live } from './live/live.ts'
import { logOptions } from './log.ts'
import type { Pipeline } from './pipeline.ts'
import { createIsProxy } from './proxy.ts'
import type { Pulls } from './pulls.ts'
import type { Quarantine } from './quarantine.ts'

/** What the routes are made of. */
export interface Parts {
  config: Config
  ledger: Ledger
  figures: Figures
  live: Live
  access: Access
  pipeline: Pipeline
  files: DeliveredFiles
  quarantine: Quarantine
  register: FeedRegister
  pulls: Pulls
  installation: Installation
  clock: Clock
  limitUse: LimitUse
  /** The heads of the audit that are kept outside the database. */
  auditHeads: () => Promise<readonly { id: number; hash: string }[]>
  version: string
  /** The built browser program; null serves the API alone. */
  clientFolder: string | null
  log: boolean
}

/** The HTTP server with every route, not yet listening, and the list of its routes. */
export async function createApp(parts: Parts): Promise<{ app: FastifyInstance; routes: DeclaredRoute[] }> {
  const { config, ledger, figures, live, access, pipeline, installation, clock, limitUse, version } = parts
  const { limits } = config
  const app = createServer(config, parts.log)
  await app.register(helmet, securityHeaders(config.publicUrl?.startsWith('https:') ?? false))
  await describeRoutes(app, version)
  const routes = guardRoutes(app, { access, rates: createRates(limits, limitUse), urlChars: limits.urlChars })
  await readBodies(app, limits)
  countRefusals(app, limitUse)
  const lines = guardLines(app, parts)
  refuseTheRest(app, routes)
  measureRequests(app, ledger)
  await app.register(healthRoutes, { ledger, version })
  await app.register(
    async (api) => {
      api.addHook('onSend', async (_, reply) => {
        if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
      })
      limitAnswers(api, limits.queryBytes)
      const { home, sample } = installation
      await api.register(batchRoutes, { pipeline, timeoutMs: limits.uploadMs })
      await api.register(decisionRoutes, { ledger, figures, pipeline, timeoutMs: limits.uploadMs })
      await api.register(memoryRoutes, { ledger })
      await api.register(deliveryReceiptRoutes, { ledger, figures })
      await api.register(batchFileRoutes, { files: parts.files, timeoutMs: limits.uploadMs })
      await api.register(pushRoutes, { pipeline, pushRows: limits.pushRows })
      await api.register(quarantineRoutes, { pipeline, quarantine: parts.quarantine })
      await api.register(figureRoutes, { figures })
      await api.register(exportRoutes, { figures, ledger, home, sample, mostRows: limits.exportRows })
      await api.register(changeRoutes, { figures })
      await api.register(reconciliationRoutes, { figures })
      await api.register(verificationRoutes, { figures })
      await api.register(measureRoutes)
      await api.register(unitRoutes, { ledger, clock, home })
      await api.register(boundaryRoutes, { ledger, clock, home })
      await api.register(calendarRoutes, { ledger, clock })
      await api.register(procedureRoutes, { ledger, clock })
      await api.register(workbenchRoutes, { figures })
      await api.register(feedRoutes, { register: parts.register })
      await api.register(pullRoutes, { pulls: parts.pulls, timeoutMs: limits.uploadMs })
      await api.register(templateRoutes, { ledger, clock, home })
      await api.register(auditRoutes, { ledger, heads: parts.auditHeads })
      await api.register(codeRoutes, { ledger })
      await api.register(purgeRoutes, { ledger })
      await api.register(limitRoutes, { use: limitUse })
      await api.register(peopleRoutes, { people: access.people })
      await api.register(accountRoutes, { accounts: access.accounts })
      await api.register(keyRoutes, { keys: access.keys })
      await api.register(screenRoutes, { screens: access.screens })
      await api.register(sessionRoutes, { access, ledger, clock, home, sample, version })
      await api.register(signInRoutes, { access })
      await api.register(setupRoutes, { access, ...installation })
      await api.register(settingsRoutes, {
        ledger,
        clock,
        homeIsFixed: config.homeUnit !== null,
        oidc: config.oidc && { label: config.oidc.label, issuer: config.oidc.issuer },
        ...installation,
      })
    },
    { prefix: '/api/v1' },
  )
  await serveDocument(app)
  if (parts.clientFolder !== null) await serveClient(app, parts.clientFolder)
  live.attach(app.server)
  app.addHook('preClose', async () => {
    lines.letGo()
    await live.close()
  })
  return { app, routes }
}

function createServer(config: Config, log: boolean): FastifyInstance {
  const { limits } = config
  const app = Fastify({
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestMs,
    handlerTimeout: limits.answerMs,
    connectionTimeout: limits.requestMs + 10_000,
    keepAliveTimeout: limits.keepAliveMs,
    http: {
      headersTimeout: Math.min(limits.headersMs, limits.requestMs),
      connectionsCheckingInterval: 2_500,
      maxHeaderSize: limits.headerBytes,
    },
    trustProxy: config.trustProxy.length > 0 ? config.trustProxy : false,
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false } },
    frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply),
    logController: new LogController({ disableRequestLogging: true }),
    logger: log && logOptions(),
  })
  app.setSerializerCompiler(() => (data) => JSON.stringify(data))
  return app.withTypeProvider<TypeBoxTypeProvider>()
}

/** What holds whoever is slow on purpose, below the routes. */
function guardLines(app: FastifyInstance, { config: { limits, trustProxy }, limitUse: use }: Parts): Connections {
  const isProxy = createIsProxy(trustProxy)
  const pace = { bytesPerSecond: limits.bodyPaceBytes, overMs: limits.bodyPaceMs }
  keepPace(app.server, pace, ({ headers }) => {
    use.refused('bodyPaceBytes')
    const tooSlow = refusal('IOC_BODY_TOO_SLOW', { bytes: limits.bodyPaceBytes })
    return JSON.stringify(toProblem(tooSlow, languageOf(headers['accept-language']), randomUUID()))
  })
  return limitConnections(app.server, { limits, use, isExempt: (address) => isLoopback(address) || isProxy(address) })
}

const withNonce = (_: IncomingMessage, answer: ServerResponse) => `'nonce-${nonceOf(answer)}'`

/**
 * Scripts run only with the nonce of the page, or because such a script loads them; style sheets only from here or with
 * the nonce. Chart and map set single style attributes.
 */
function securityHeaders(https: boolean) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'strict-dynamic'", withNonce],
        scriptSrcAttr: ["'none'"],
        styleSrc: ["'self'", withNonce],
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
        ...(https && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: https ? { maxAge: 31_536_000 } : false,
    crossOriginEmbedderPolicy: false,
  } as const
}
