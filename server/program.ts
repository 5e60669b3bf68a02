import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Access } from './access/access.ts'
import { createLocalKey, removeLocalKey, writeLocalKey } from './access/local-key.ts'
import { createOidc } from './access/oidc.ts'
import { openAccess } from './access/open-access.ts'
import { createApp } from './app.ts'
import { openAuditHeads } from './audit-heads.ts'
import { createBatchSight } from './batch-sight.ts'
import { loadCatalogues } from './catalogues.ts'
import { openChecking } from './checking.ts'
import { type Clock, createShiftedClock, systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { openDeliveredFiles } from './delivered-files.ts'
import { type DeskAlerts, openDeskAlerts } from './desk-alerts.ts'
import { createFeedRegister } from './feed-register.ts'
import { createGovernor } from './figures/governor.ts'
import { openFigures } from './figures/open-figures.ts'
import { openFileBytes } from './file-bytes.ts'
import type { DeclaredRoute } from './http/guard.ts'
import { languageOf, toProblem } from './http/problem.ts'
import { type Installation, openInstallation } from './installation.ts'
import { openIntake } from './intake/open-intake.ts'
import { openLedger } from './ledger/postgres.ts'
import { createLimitUse } from './limits.ts'
import { readLimitsOf } from './limits-intake.ts'
import { liveLimitsOf } from './live/limits.ts'
import { openLive } from './live/sockets.ts'
import { createOutbound } from './outbound.ts'
import { createPipeline, type Pipeline } from './pipeline.ts'
import { createAddressOf } from './proxy.ts'
import { createPulling } from './pulling.ts'
import { openPulls, type Pulls } from './pulls.ts'
import { openQuarantine } from './quarantine.ts'
import { createRefusedWatches } from './refused-watches.ts'
import { keptSecret } from './secret.ts'
import type { Stages } from './stages.ts'

/** What a pull may take beside fetching and checking its file, ms. */
const LEASE_MORE_MS = 300_000

const ROOT = join(import.meta.dirname, '..')

/** The whole program, open but not yet listening. */
export interface Program {
  app: FastifyInstance
  routes: readonly DeclaredRoute[]
  stages: Stages
  pipeline: Pipeline
  access: Access
  installation: Installation
  pulls: Pulls
  deskAlerts: DeskAlerts
  /** Lets commands on this machine in, once the address is known. */
  admitLocal(url: string): void
  /** Ends everything in the order of the flow: no new requests, sockets, checks, the database. */
  close(): Promise<void>
}

export interface ProgramOptions {
  clock?: Clock
  /** Structured lines on standard output. */
  log?: boolean
}

/**
 * Opens every stage and joins them. Afterwards the program answers requests; sample data come later, in the background.
 *
 * @throws whatever keeps a stage from opening, by name: DataLocked, DataVersion, DatabaseNewer …
 */
export async function openProgram(config: Config, options: ProgramOptions = {}): Promise<Program> {
  const clock = options.clock ?? (config.testNow ? createShiftedClock(config.testNow) : systemClock)
  const { dataDir, limits } = config
  const limitUse = createLimitUse(limits)
  mkdirSync(dataDir, { recursive: true })
  const secret = config.secret ?? keptSecret(dataDir)
  const url = config.databaseUrl
  const ledger = await openLedger({ ...(url !== null && { url }), dataDir, secret, clock, keepYears: limits.keepYears })
  try {
    const installation = await openInstallation(ledger, clock, config.homeUnit)
    const governor = createGovernor(limits.queriesAtOnce, limits.queriesWaiting)
    limitUse.measure('queriesAtOnce', governor.running)
    limitUse.measure('queriesWaiting', governor.waiting)
    const figures = openFigures({
      ledger,
      clock,
      homeUnit: installation.home,
      timeoutMs: limits.queryMs,
      govern: governor,
      size: { buckets: limits.queryBuckets, years: limits.queryYears },
    })
    await figures.catalogue()
    const localKey = createLocalKey()
    const outbound = createOutbound(config.outbound)
    const { fetchOutside } = outbound
    const { oidc: settings, publicUrl } = config
    const access = openAccess({
      store: ledger,
      clock,
      secret,
      unitNamed: installation.unitNamed,
      ...(settings &&
        publicUrl !== null && { oidc: (parts) => createOidc({ ...parts, settings, publicUrl, fetchOutside }) }),
      localKey,
      adminToken: config.adminToken,
      publicUrl: config.publicUrl,
      host: config.host,
      sample: installation.sample,
      home: installation.home,
    })
    const report = (facts: object, message: string) => app.log.error(facts, message)
    const deskAlerts = openDeskAlerts(ledger, clock, (err) => report({ err }, 'the alerts could not be read'))
    await deskAlerts.refresh()
    const live = openLive({
      figures,
      clock,
      scopeOf: access.scopeOfHandshake,
      sample: installation.sample,
      sees: createBatchSight(ledger, installation),
      refused: createRefusedWatches(ledger, report),
      limits: liveLimitsOf(limits),
      use: limitUse,
      allowedOrigins: originsOf(config),
      alertsOf: deskAlerts.alertsOf,
      problemOf: (error, language) => toProblem(error, languageOf(language), randomUUID()),
      log: { error: report },
      addressOf: createAddressOf(config.trustProxy),
    })
    access.onChange(() => live.recheck())
    const intake = openIntake({
      dataDir,
      limits: { wallClockMs: limits.checkMs, heapMegabytes: limits.checkMib, atOnce: limits.checksAtOnce },
      reading: readLimitsOf(limits),
    })
    const onError = (error: unknown, batch: string) => report({ err: error, batch }, 'a check failed')
    const bytes = openFileBytes({
      ...{ ledger, intake, clock, returnedHours: limits.returnedHours },
      onError: (err) => report({ err }, 'the inbox was not swept'),
    })
    const checking = openChecking({ intake, ledger, live, clock, installation, bytes, dataDir, onError })
    const asksAboutSample = config.sample
    const space = { uploads: limits.uploadFreeBytes, writes: limits.writeFreeBytes }
    const quarantine = openQuarantine({ ledger, clock, secret, most: limits.quarantineRows, use: limitUse })
    const stages: Stages = {
      ...{
        intake,
        ledger,
        figures,
        live,
        clock,
        installation,
        checking,
        bytes,
        quarantine,
        dataDir,
        space,
        asksAboutSample,
      },
      onError: (err) => report({ err }, 'an error of our own that nobody was answered with'),
    }
    const pipeline = createPipeline(stages)
    const problemOf = (error: unknown) => {
      const { code, title, detail } = toProblem(error, 'vi', randomUUID())
      return { code, title, ...(detail !== undefined && { detail }) }
    }
    const pulls = openPulls({
      ...{ ledger, clock, outbound, problemOf },
      fetchOne: createPulling({ stages, pipeline, outbound, problemOf, limits }),
      leaseMs: limits.pullMs + 2 * limits.checkMs + LEASE_MORE_MS,
      onError: stages.onError,
    })
    const register = createFeedRegister({ ledger, figures, clock, quarantine, pulling: pulls.pulling })
    const auditHeads = openAuditHeads({
      audit: ledger.audit,
      clock,
      dataDir,
      log: (head) => app.log.info({ auditHead: head }, 'head of the audit'),
      onError: (err) => report({ err }, 'the head of the audit was not kept'),
    })
    const built = join(ROOT, 'dist')
    const { app, routes } = await createApp({
      config,
      ledger,
      figures,
      live,
      access,
      pipeline,
      files: await openDeliveredFiles(stages),
      quarantine,
      register,
      pulls,
      installation,
      clock,
      limitUse,
      auditHeads: auditHeads.read,
      version: versionOfProgram(),
      clientFolder: existsSync(join(built, 'index.html')) ? built : null,
      log: options.log ?? false,
    })
    await loadCatalogues(stages)
    await checking.resume()
    return {
      app,
      routes,
      stages,
      pipeline,
      access,
      installation,
      pulls,
      deskAlerts,
      admitLocal: (url) => writeLocalKey(dataDir, url, localKey),
      async close() {
        removeLocalKey(dataDir)
        checking.close()
        bytes.close()
        deskAlerts.close()
        await pulls.close()
        access.close()
        await app.close()
        await auditHeads.close()
        await ledger.close()
      },
    }
  } catch (error) {
    await ledger.close()
    throw error
  }
}

function originsOf({ publicUrl, port }: Config): string[] {
  return [`http://localhost:${port}`, ...(publicUrl === null ? [] : [publicUrl])]
}

/** The program's version, from its package. */
export function versionOfProgram(): string {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }
  return version
}
