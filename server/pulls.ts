import type { PullSettings, PullStatus } from '../shared/feed-register.ts'
import { actorOf, type Scope } from '../shared/roles.ts'
import type { Clock } from './clock.ts'
import { type Refusal, refusal } from './errors.ts'
import type { Feed, Ledger } from './ledger/ledger.ts'
import {
  claimPull,
  deletePull,
  finishPull,
  type Pull,
  type PullResult,
  readPull,
  readPulls,
  writePull,
} from './ledger/pulls.ts'
import type { Outbound } from './outbound.ts'

/** Feeds that fetch their file themselves, and the one timer that makes them. */
export interface Pulls {
  /** @throws IOC_FEED_UNKNOWN (404) */
  status(feed: string, scope: Scope): Promise<PullStatus>
  /** @throws IOC_FEED_UNKNOWN (404), IOC_OUTBOUND_REFUSED (400) with the rule that the address breaks */
  set(feed: string, settings: PullSettings, scope: Scope): Promise<PullStatus>
  /** @throws IOC_FEED_UNKNOWN, IOC_PULL_UNKNOWN (404) */
  remove(feed: string, scope: Scope): Promise<void>
  /** Fetches at once, whatever the hour. @throws as `remove`, IOC_PULL_RUNNING (409) */
  now(feed: string, scope: Scope): Promise<PullStatus>
  /** The feeds whose pull is switched on. */
  pulling(): Promise<ReadonlySet<string>>
  /** Resolves when nothing is being fetched because of the clock. */
  settled(): Promise<void>
  /** No more calls; one that is under way is cut off. */
  close(): Promise<void>
}

/** What one call to an address came to. */
export type Fetched = Pick<PullResult, 'outcome' | 'problem'>

export interface PullsParts {
  ledger: Pick<Ledger, 'transact' | 'feed'>
  clock: Clock
  outbound: Pick<Outbound, 'check'>
  /** Fetches one file and brings it in. */
  fetchOne: (pull: Pull, signal: AbortSignal) => Promise<Fetched>
  /** A failure as it is shown to people. */
  problemOf: (error: unknown) => NonNullable<PullStatus['problem']>
  /** How long one server has a pull to itself: longer than fetching and checking may take, ms. */
  leaseMs: number
  onError: (error: unknown) => void
  /** From 0 to below 1, so that many servers do not come at one moment. */
  random?: () => number
}

/** How often is looked for pulls that are due, ms. */
const LOOK_MS = 15_000
const MINUTE_MS = 60_000
const LONGEST_WAIT_MS = 24 * 3_600_000
/** Names under which addresses carry what nobody else may know: they would stand in settings, logs and audits. */
const SECRETS = /^(api[-_]?key|key|token|access[-_]?token|secret|password|pass|pwd|sig|signature|auth|authorization)$/i

/** Starts the timer. One file at a time is fetched by a server; of several servers of one database only one fetches a feed. */
export function openPulls(parts: PullsParts): Pulls {
  const { ledger, clock, outbound, fetchOne, problemOf, leaseMs, onError, random = Math.random } = parts
  const ending = new AbortController()
  let running: Promise<void> = Promise.resolve()
  let isRunning = false

  const seen = async (id: string, scope: Scope): Promise<Feed> => {
    const feed = await ledger.feed(id, scope)
    if (!feed || feed.system) throw refusal('IOC_FEED_UNKNOWN')
    return feed
  }
  const claim = (feed: string | null) => {
    const at = clock.now()
    return ledger.transact((sql) => claimPull(sql, at, new Date(at.getTime() + leaseMs), feed))
  }
  const run = async (pull: Pull): Promise<void> => {
    const fetched = await fetchOne(pull, ending.signal).catch((error: unknown): Fetched => {
      if (isOurs(error)) onError(error)
      return { outcome: 'failed', problem: problemOf(error) }
    })
    // What the end cut off is due again when the claim runs out.
    if (ending.signal.aborted) return
    const at = clock.now()
    const failures = fetched.outcome === 'failed' ? pull.failures + 1 : 0
    const nextAt = new Date(at.getTime() + waitMs(pull.everyMinutes, failures, random))
    await ledger.transact((sql) => finishPull(sql, pull, { ...fetched, at, failures, nextAt }))
  }
  const runDue = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      const pull = await claim(null)
      if (pull === null) return
      await run(pull)
    }
  }
  const look = (): void => {
    stop = clock.at(new Date(clock.now().getTime() + LOOK_MS), look)
    if (isRunning) return
    isRunning = true
    running = runDue()
      .catch((error: unknown) => {
        if (!ending.signal.aborted) onError(error)
      })
      .finally(() => {
        isRunning = false
      })
  }
  let stop = clock.at(new Date(clock.now().getTime() + LOOK_MS), look)

  const statusOf = async (feed: string): Promise<PullStatus> =>
    toStatus(await ledger.transact((sql) => readPull(sql, feed)))
  const audited = (before: PullSettings | null, after: PullSettings | null, feed: Feed, scope: Scope) => ({
    ...{ action: 'feed.changed' as const, unit: feed.unit, object: { kind: 'feed', id: feed.id } },
    ...actorLine(scope),
    detail: { before: { pull: before }, after: { pull: after } },
  })

  return {
    async status(id, scope) {
      await seen(id, scope)
      return statusOf(id)
    },
    async set(id, settings, scope) {
      const feed = await seen(id, scope)
      await checkAddress(settings.url, outbound)
      await ledger.transact(async (sql, record) => {
        const held = await readPull(sql, id)
        await writePull(sql, id, settings, scope.actor, clock.now())
        await record(audited(held && settingsOf(held), settings, feed, scope))
      })
      return statusOf(id)
    },
    async remove(id, scope) {
      const feed = await seen(id, scope)
      await ledger.transact(async (sql, record) => {
        const held = await readPull(sql, id)
        if (!held || !(await deletePull(sql, id))) throw refusal('IOC_PULL_UNKNOWN')
        await record(audited(settingsOf(held), null, feed, scope))
      })
    },
    async now(id, scope) {
      await seen(id, scope)
      const pull = await claim(id)
      if (pull === null) {
        const isKnown = (await ledger.transact((sql) => readPull(sql, id))) !== null
        throw refusal(isKnown ? 'IOC_PULL_RUNNING' : 'IOC_PULL_UNKNOWN')
      }
      await run(pull)
      return statusOf(id)
    },
    pulling: async () =>
      new Set((await ledger.transact(readPulls)).filter(({ enabled }) => enabled).map(({ feed }) => feed)),
    settled: () => running,
    async close() {
      stop()
      ending.abort()
      await running
    },
  }
}

/** @throws IOC_OUTBOUND_REFUSED with the place of the fault, IOC_BAD_REQUEST (400) for a secret in the address */
async function checkAddress(url: string, outbound: Pick<Outbound, 'check'>): Promise<void> {
  try {
    await outbound.check(url)
  } catch (error) {
    throw Object.assign(error as Refusal, { at: { ...(error as Refusal).at, field: 'url' } })
  }
  const secret = [...new URL(url).searchParams.keys()].find((name) => SECRETS.test(name))
  if (secret !== undefined)
    throw refusal('IOC_BAD_REQUEST', { field: 'url', rule: `không được chứa khóa ("${secret}")` })
}

/** The usual pace; after failures it doubles, up to a day, with a tenth more or less. */
function waitMs(everyMinutes: number, failures: number, random: () => number): number {
  const usual = everyMinutes * MINUTE_MS
  if (failures === 0) return usual
  return Math.min(LONGEST_WAIT_MS, usual * 2 ** Math.min(failures - 1, 20)) * (0.9 + 0.2 * random())
}

function isOurs(error: unknown): boolean {
  return (error as Partial<Refusal>).code?.startsWith('IOC_') !== true
}

function settingsOf({ url, everyMinutes, enabled, autoCommit }: Pull): PullSettings {
  return { url, everyMinutes, enabled, autoCommit }
}

function toStatus(pull: Pull | null): PullStatus {
  if (pull === null)
    return {
      settings: null,
      lastAt: null,
      lastOutcome: null,
      problem: null,
      lastBatch: null,
      failures: 0,
      nextAt: null,
    }
  const { lastAt, lastOutcome, problem, lastBatch, failures, nextAt } = pull
  return { settings: settingsOf(pull), lastAt, lastOutcome, problem, lastBatch, failures, nextAt }
}

function actorLine(scope: Scope) {
  const { name, role, origin } = actorOf(scope)
  return { actor: name, role, ...(origin && { origin }) }
}
