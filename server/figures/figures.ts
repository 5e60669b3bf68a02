import type { Answer, RowsAnswer, SourceState } from '../../shared/answer.ts'
import type { Effect } from '../../shared/batch.ts'
import type { Query } from '../../shared/query.ts'
import type { Scope } from '../../shared/roles.ts'
import type { Within } from '../ledger/ledger.ts'

/** What a watch must know to be computed again only when needed. */
export interface Reach {
  datasets: string[]
  /** Unit ids whose rows can change the answer, at the seq it was asked. */
  units: ReadonlySet<string>
  /** The answer changes with the clock alone (stocks, relative periods). */
  moves: boolean
}

/** query → plan → SQL → answer. */
export interface Figures {
  /** @throws UnknownMeasure, UnknownDimension, UnknownUnit, BadQuery (400), QueryTooLong (503) */
  answer(query: Query, scope: Scope): Promise<Answer>
  /** The rows behind one measure of a query, in the same reading rules. @throws as `answer`, RowsNotAllowed (403) */
  rows(query: Query & { measure: string }, scope: Scope): Promise<RowsAnswer>
  /** What the wall would say after a staged batch is committed, or a committed one withdrawn. */
  effect(batch: string, kind: 'commit' | 'withdraw', scope: Scope): Promise<Effect>
  reach(query: Query, scope: Scope): Promise<Reach>
  sources(scope: Scope): Promise<SourceState[]>
  /** Keeps the rollups inside a commit. */
  adjust: Within
  /** Brings the rollups in line with this program's catalogue; takes a seq when definitions changed. */
  catalogue(): Promise<void>
}
