import { createStore, type StoreApi } from 'zustand/vanilla'
import type { FigureRow, SourceState } from '../../shared/answer.ts'
import type { Problem } from '../../shared/problem.ts'

/** What a tile knows of its question. */
export interface FigureState {
  /** Null until the first answer; the last good rows afterwards, even while the line is lost. */
  rows: FigureRow[] | null
  /** State of the ledger of which the rows speak. */
  seq: number | null
  /** The server's moment of which the rows speak, RFC 3339. */
  at: string | null
  /** The feeds behind the rows. */
  sources: SourceState[]
  /** Why there is no (newer) answer. */
  problem: Problem | null
  /** When the rows last became other rows, as `Date.now()`; 0 while the first answer still stands. */
  changedAt: number
}

/** The state of a question that nobody has answered yet. */
export const UNANSWERED: FigureState = { rows: null, seq: null, at: null, sources: [], problem: null, changedAt: 0 }

/** Answers by the key of their question. */
export type AnswersStore = StoreApi<Record<string, FigureState>>

/** Everything that the page was ever told, kept while the line is lost. */
export function createAnswers(): AnswersStore {
  return createStore<Record<string, FigureState>>(() => ({}))
}

/** Puts the newest state of a question. Equal rows and sources keep their identity, so that nothing is drawn again. */
export function putAnswer(
  store: AnswersStore,
  key: string,
  next: { rows: FigureRow[]; seq: number; at: string; sources: SourceState[] },
  now: number,
): void {
  const held = store.getState()[key] ?? UNANSWERED
  const same = held.rows !== null && isEqual(held.rows, next.rows)
  store.setState({
    [key]: {
      rows: same ? held.rows : next.rows,
      seq: next.seq,
      at: next.at,
      sources: isEqual(held.sources, next.sources) ? held.sources : next.sources,
      problem: null,
      changedAt: same || held.rows === null ? held.changedAt : now,
    },
  })
}

/** Notes why a question has no newer answer; what was shown stays. */
export function putProblem(store: AnswersStore, key: string, problem: Problem): void {
  store.setState({ [key]: { ...(store.getState()[key] ?? UNANSWERED), problem } })
}

/** Forgets questions that nobody asks any more. */
export function dropAnswers(store: AnswersStore, keys: readonly string[]): void {
  const gone = new Set(keys)
  store.setState(Object.fromEntries(Object.entries(store.getState()).filter(([key]) => !gone.has(key))), true)
}

function isEqual(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}
