import { randomBytes } from 'node:crypto'
import type { FigureRow, SourceState } from '../../shared/answer.ts'
import { type Change, queryKey, type Snapshot } from '../../shared/live.ts'
import { dayOf } from '../../shared/period.ts'
import type { Query } from '../../shared/query.ts'
import { type Scope, scopeKey } from '../../shared/roles.ts'
import type { Clock } from '../clock.ts'
import type { Figures, Reach } from '../figures/figures.ts'
import type { Touched } from '../ledger/ledger.ts'
import { TooManyWatches } from './errors.ts'
import type { LiveLimits } from './limits.ts'
import { toChange } from './patch.ts'
import { touches } from './touches.ts'
import { createTurns } from './turns.ts'

/** Equal questions of equal scopes, computed once for all who follow them. */
export interface Watches {
  /** Follows a question; resolves with the watch once it has a state. @throws TooManyWatches, and what `Figures.answer` throws */
  join(query: Query, scope: Scope): Promise<string>
  leave(watch: string): void
  /** The state now; null for a watch that is no more. */
  snapshot(watch: string): Snapshot | null
  /** What a commit touched is computed again. */
  announce(touched: Touched): void
  /** The clock alone moved on: midnight, the beginning of a working day. */
  turnDay(): void
  /** The feeds of a scope as they stand now; watches whose feeds changed say so with an empty patch. */
  freshen(scopeKey: string, sources: readonly SourceState[]): void
  scopes(): Map<string, Scope>
  /** The newest seq of which any state speaks. */
  seq(): number
  size(): number
  close(): void
}

export interface WatchesOptions {
  figures: Pick<Figures, 'answer' | 'reach'>
  clock: Clock
  epoch: string
  limits: LiveLimits
  send(change: Change): void
  /** A watch has a state but cannot get a newer one. */
  fail(watch: string, error: unknown): void
}

interface Entry {
  id: string
  key: string
  query: Query
  scope: Scope
  scopeKey: string
  followers: number
  forget: NodeJS.Timeout | undefined
  rev: number
  state: { seq: number; at: string; rows: FigureRow[]; sources: SourceState[] } | null
  reach: Reach | null
  failures: number
  ready: PromiseWithResolvers<void>
}

const RETRY_MS = 1_000
const RETRY_MAX_MS = 15_000
/** A failure that passes by itself this often is told to nobody. */
const SILENT_FAILURES = 2

/** Keeps the watches of this process. Knows nothing of sockets. */
export function createWatches({ figures, clock, epoch, limits, send, fail }: WatchesOptions): Watches {
  const byKey = new Map<string, Entry>()
  const byId = new Map<string, Entry>()
  const turns = createTurns(compute, limits)
  let newest = 0

  async function compute(entry: Entry): Promise<void> {
    try {
      entry.reach ??= await figures.reach(entry.query, entry.scope)
      const { asOf, rows, sources } = await figures.answer(entry.query, entry.scope)
      const before = entry.state
      entry.failures = 0
      entry.rev += 1
      entry.state = { seq: asOf.seq, at: asOf.now, rows, sources }
      newest = Math.max(newest, asOf.seq)
      if (before) publish(entry, toChange(before.rows, rows, entry.query.by ?? []), before.sources)
      else entry.ready.resolve()
    } catch (error) {
      failed(entry, error)
    }
  }

  function publish(entry: Entry, what: Pick<Change, 'rows' | 'patch'>, before: readonly SourceState[]): void {
    const { id: watch, rev, state } = entry
    if (!state || entry.followers === 0) return
    const moved = JSON.stringify(before) !== JSON.stringify(state.sources)
    send({ watch, epoch, rev, seq: state.seq, at: state.at, ...what, ...(moved ? { sources: state.sources } : {}) })
  }

  function failed(entry: Entry, error: unknown): void {
    if (!entry.state) {
      remove(entry)
      entry.ready.reject(error)
      return
    }
    const passing = ((error as { statusCode?: number }).statusCode ?? 500) >= 500
    entry.failures += 1
    if (passing) turns.add(entry, Math.min(RETRY_MAX_MS, RETRY_MS * 2 ** (entry.failures - 1)))
    if (!passing || entry.failures > SILENT_FAILURES) fail(entry.id, error)
  }

  function remove(entry: Entry): void {
    clearTimeout(entry.forget)
    turns.drop(entry)
    byKey.delete(entry.key)
    byId.delete(entry.id)
  }

  function create(query: Query, scope: Scope, key: string): Entry {
    if (byKey.size >= limits.watches) throw new TooManyWatches()
    const ready = Promise.withResolvers<void>()
    const entry: Entry = {
      id: randomBytes(12).toString('base64url'),
      key,
      query,
      scope,
      scopeKey: scopeKey(scope),
      followers: 0,
      forget: undefined,
      rev: 0,
      state: null,
      reach: null,
      failures: 0,
      ready,
    }
    byKey.set(key, entry)
    byId.set(entry.id, entry)
    turns.add(entry)
    return entry
  }

  function leave(entry: Entry): void {
    entry.followers -= 1
    if (entry.followers > 0) return
    entry.forget = setTimeout(() => remove(entry), limits.lingerMs)
    entry.forget.unref()
  }

  /** Computes again what is followed; what nobody follows is cheaper to forget than to keep right. */
  function again(entry: Entry, forgetReach: boolean): void {
    if (entry.followers === 0) remove(entry)
    else {
      if (forgetReach) entry.reach = null
      turns.add(entry)
    }
  }

  return {
    async join(query, scope) {
      const key = `${queryKey(query)}\n${scopeKey(scope)}`
      const entry = byKey.get(key) ?? create(query, scope, key)
      clearTimeout(entry.forget)
      entry.followers += 1
      await entry.ready.promise
      return entry.id
    },
    leave(watch) {
      const entry = byId.get(watch)
      if (entry) leave(entry)
    },
    snapshot(watch) {
      const entry = byId.get(watch)
      return entry?.state ? { watch, epoch, rev: entry.rev, ...entry.state } : null
    },
    announce(touched) {
      const today = dayOf(clock.now())
      const unitsMoved = touched.datasets.includes('units')
      for (const entry of [...byKey.values()])
        if (!entry.reach || touches(touched, entry.query, entry.reach, today)) again(entry, unitsMoved)
    },
    turnDay() {
      for (const entry of [...byKey.values()])
        if (!entry.query.at && (!entry.reach || entry.reach.moves)) again(entry, true)
    },
    freshen(scope, sources) {
      const states = new Map(sources.map((source) => [source.feed, source]))
      for (const entry of byKey.values()) {
        if (entry.scopeKey !== scope || !entry.state || entry.query.at) continue
        const before = entry.state.sources
        const next = before.map((source) => states.get(source.feed) ?? source)
        if (JSON.stringify(next) === JSON.stringify(before)) continue
        // A feed that speaks for more days turns "no data" into 0 also where it brought no row.
        if (next.some(({ coversTo }, i) => coversTo !== before[i]?.coversTo)) {
          again(entry, false)
          continue
        }
        entry.state = { ...entry.state, sources: next }
        entry.rev += 1
        publish(entry, { patch: { put: [], drop: [] } }, before)
      }
    },
    scopes: () => new Map([...byKey.values()].map((entry) => [entry.scopeKey, entry.scope])),
    seq: () => newest,
    size: () => byKey.size,
    close() {
      turns.close()
      for (const entry of byKey.values()) clearTimeout(entry.forget)
      byKey.clear()
      byId.clear()
    },
  }
}
