import type { SourceState } from '../../shared/answer.ts'
import type { AlertItem } from '../../shared/live.ts'
import { type Scope, scopeKey } from '../../shared/roles.ts'
import type { Clock } from '../clock.ts'
import type { Figures } from '../figures/figures.ts'
import { everyTime, nextMinute } from './moments.ts'
import { createTurns } from './turns.ts'

/** What somebody has to look at, as one scope may see it. */
export interface Alerts {
  items: AlertItem[]
  at: string
}

/** Looks at the feeds after commits and every minute: a feed becomes late by the clock alone. */
export interface Freshness {
  /** A socket of this scope came; resolves with the alerts it is to be shown. */
  enter(scope: Scope): Promise<Alerts>
  leave(scope: Scope): void
  /** Something was committed. */
  moved(): void
  close(): void
}

export interface FreshnessOptions {
  figures: Pick<Figures, 'sources'>
  clock: Clock
  alertsOf(sources: readonly SourceState[], now: Date): AlertItem[]
  /** The feeds of a scope as they stand. */
  fresh(scopeKey: string, sources: readonly SourceState[]): void
  /** The alerts of a scope became others. */
  changed(scopeKey: string, alerts: Alerts): void
  failed(error: unknown): void
}

interface Group {
  scope: Scope
  sockets: number
  alerts: Alerts | null
  known: PromiseWithResolvers<Alerts>
}

/** Commits come in rushes; ages on a screen count in minutes. */
const SPACING_MS = 2_000
const RETRY_MS = 5_000

/** One look at the feeds per scope, shared by all its sockets. */
export function createFreshness(options: FreshnessOptions): Freshness {
  const { figures, clock, alertsOf, fresh, changed, failed } = options
  const groups = new Map<string, Group>()
  const turns = createTurns(look, { spacingMs: SPACING_MS, concurrency: 1 })
  const stop = everyTime(clock, nextMinute, lookAll)

  async function look(key: string): Promise<void> {
    const group = groups.get(key)
    if (!group) return
    try {
      const sources = await figures.sources(group.scope)
      fresh(key, sources)
      const now = clock.now()
      const items = alertsOf(sources, now)
      const same = group.alerts && JSON.stringify(group.alerts.items) === JSON.stringify(items)
      const alerts = { items, at: now.toISOString() }
      if (group.alerts && !same) changed(key, alerts)
      group.alerts = alerts
      group.known.resolve(alerts)
    } catch (error) {
      failed(error)
      turns.add(key, RETRY_MS)
    }
  }

  function lookAll(): void {
    for (const key of groups.keys()) turns.add(key)
  }

  return {
    async enter(scope) {
      const key = scopeKey(scope)
      let group = groups.get(key)
      if (!group) {
        group = { scope, sockets: 0, alerts: null, known: Promise.withResolvers() }
        groups.set(key, group)
        turns.add(key)
      }
      group.sockets += 1
      await group.known.promise
      return group.alerts ?? (await group.known.promise)
    },
    leave(scope) {
      const key = scopeKey(scope)
      const group = groups.get(key)
      if (!group) return
      group.sockets -= 1
      if (group.sockets === 0) groups.delete(key)
    },
    moved: lookAll,
    close() {
      stop()
      turns.close()
      groups.clear()
    },
  }
}
