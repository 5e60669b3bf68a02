import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Problem } from '../../shared/problem.ts'

/** How this browser stands with the server. Times are milliseconds of the browser's own clock, as `Date.now()`. */
export interface ConnectionState {
  /** `lost` also when the line is open but silent: figures on screen may then be old. */
  status: 'connecting' | 'live' | 'lost'
  /** When `status` became what it is. */
  since: number
  /** When the server was last heard; null before the first time. */
  lastBeatAt: number | null
  /** The newest state of the ledger that the server spoke of. */
  seq: number | null
  /** Server clock minus browser clock, milliseconds. */
  offsetMs: number
  /** The figures are sample data ("Dữ liệu mô phỏng"). */
  sample: boolean
  /** Why the server turns this browser away; null while it does not. */
  problem: Problem | null
}

export type ConnectionStore = StoreApi<ConnectionState>

/** The state of the one line to the server. */
export function createConnection(now: number): ConnectionStore {
  return createStore<ConnectionState>(() => ({
    status: 'connecting',
    since: now,
    lastBeatAt: null,
    seq: null,
    offsetMs: 0,
    sample: false,
    problem: null,
  }))
}

/** The server was heard. @param serverNow - its clock, RFC 3339 */
export function heard(store: ConnectionStore, now: number, serverNow: string, facts: Partial<ConnectionState>): void {
  const { status, since } = store.getState()
  store.setState({
    ...facts,
    status: 'live',
    since: status === 'live' ? since : now,
    lastBeatAt: now,
    offsetMs: Date.parse(serverNow) - now,
    problem: null,
  })
}

/** The line broke, fell silent, or was refused. The first attempt stays `connecting` until something was ever heard. */
export function lost(store: ConnectionStore, now: number, problem: Problem | null = null): void {
  const { status, since, lastBeatAt } = store.getState()
  const next = lastBeatAt === null ? 'connecting' : 'lost'
  store.setState({ status: next, since: status === next ? since : now, problem })
}
