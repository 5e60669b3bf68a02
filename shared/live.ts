import type { FigureRow, SourceState } from './answer.ts'
import type { Problem } from './problem.ts'
import type { Query } from './query.ts'

/** The protocol of this file; a client of another number reloads itself. */
export const LIVE_VERSION = 1

/** How many questions one browser may follow at a time. */
export const WATCHES_PER_SOCKET = 20

/** How often the server says that it is there, milliseconds. */
export const BEAT_MS = 10_000

/** Where a state of figures stands: the server process (`epoch`), the watch's own count (`rev`), the ledger's (`seq`), and when. */
export interface LiveStamp {
  watch: string
  epoch: string
  rev: number
  seq: number
  at: string
}

/** The whole state of a watch. */
export interface Snapshot extends LiveStamp {
  rows: FigureRow[]
  sources: SourceState[]
}

/** Rows by the text of their dimension keys: replaced or added, and gone. */
export interface Patch {
  put: FigureRow[]
  drop: string[]
}

/** The next state of a watch: whole rows, or a patch against `rev - 1`. An empty patch says only that freshness moved. */
export interface Change extends LiveStamp {
  rows?: FigureRow[]
  patch?: Patch
  sources?: SourceState[]
}

export interface AlertItem {
  id: string
  kind: 'feedLate' | 'feedSilent' | 'pullFailed' | 'rowsAside'
  severity: 'bad' | 'watch' | 'info'
  /** Text parameters; the words are the client's. */
  params: Record<string, string | number>
  since: string
}

export interface Progress {
  id: string
  stage: 'receiving' | 'checking' | 'committing' | 'done'
  done: number
  total: number | null
}

type Ack<T> = (answer: T | { problem: Problem }) => void

/** Browser → server. */
export interface ClientEvents {
  'figures:watch': (query: Query, ack: Ack<Snapshot>) => void
  'figures:snapshot': (watch: string, ack: Ack<Snapshot>) => void
  'figures:unwatch': (watch: string, ack?: Ack<{ watch: string }>) => void
}

/** Server → browser. */
export interface ServerEvents {
  hello: (hello: { version: number; epoch: string; now: string; sample: boolean }) => void
  /** Every 10 s, so that silence can be told from calm. */
  beat: (beat: { now: string; seq: number; sample: boolean }) => void
  'figures:changed': (change: Change) => void
  /** The state on screen stands, but there is no newer one at the moment. */
  'figures:failed': (failure: { watch: string; problem: Problem }) => void
  'batch:progress': (progress: Progress) => void
  'alerts:changed': (alerts: { items: AlertItem[]; at: string }) => void
}

/** The text that names a row among the rows of one watch: its dimension values in the order of `by`. */
export function rowKey(row: FigureRow, by: readonly string[]): string {
  return by.map((dimension) => String(row[dimension] ?? '')).join('\u001f')
}

/**
 * The rows after a patch: a put row takes the place of the row it replaces, new ones come last in their order. A sender
 * patches only where this gives exactly the rows it holds, order included; else it sends the rows.
 */
export function applyPatch(rows: readonly FigureRow[], patch: Patch, by: readonly string[]): FigureRow[] {
  const put = new Map(patch.put.map((row) => [rowKey(row, by), row]))
  const gone = new Set(patch.drop)
  const next: FigureRow[] = []
  for (const row of rows) {
    const key = rowKey(row, by)
    if (gone.has(key)) continue
    next.push(put.get(key) ?? row)
    put.delete(key)
  }
  next.push(...put.values())
  return next
}

/** One text for equal questions, whatever the order in which their parts were written. */
export function queryKey(query: Query): string {
  return JSON.stringify(query, (_name, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : value,
  )
}
