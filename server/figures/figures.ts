import type { Answer, RowsAnswer, SourceState } from '../../shared/answer.ts'
import type { Effect } from '../../shared/batch.ts'
import type { Change, ChangeQuery, ChangeRowsQuery } from '../../shared/change.ts'
import type { Query } from '../../shared/query.ts'
import type { Receipt } from '../../shared/receipt.ts'
import type { Reconciliation } from '../../shared/reconciliation.ts'
import type { Scope } from '../../shared/roles.ts'
import type { Verification } from '../../shared/verification.ts'
import type { Workbench } from '../../shared/workbench.ts'
import type { Within } from '../ledger/ledger.ts'
import type { FeedDesk } from './feed-desk.ts'

/** What a watch must know to be computed again only when needed. */
export interface Reach {
  datasets: string[]
  /** Unit ids whose rows can change the answer, at the seq it was asked. */
  units: ReadonlySet<string>
  /** The answer changes with the clock alone (stocks, relative periods). */
  moves: boolean
}

/** Which unit and period an index is taken apart for. */
export type WorkbenchQuery = Pick<Query, 'unit' | 'period' | 'at'>

/** query → plan → SQL → answer. A `signal` that is aborted says that nobody waits for the answer any more. */
export interface Figures {
  /** @throws UnknownMeasure, UnknownDimension, UnknownUnit, BadQuery (400), QueryTooLong (503) */
  answer(query: Query, scope: Scope, signal?: AbortSignal): Promise<Answer>
  /** The rows behind one measure of a query, in the same reading rules. @throws as `answer`, RowsNotAllowed (403) */
  rows(query: Query & { measure: string }, scope: Scope, signal?: AbortSignal): Promise<RowsAnswer>
  /** Where one figure comes from: definition, state, feeds, rows counted and left out. @throws as `answer` */
  receipt(query: Query & { measure: string }, scope: Scope, signal?: AbortSignal): Promise<Receipt>
  /** Why a figure differs between two readings. @throws as `answer` */
  change(asked: ChangeQuery, scope: Scope, signal?: AbortSignal): Promise<Change>
  /** The rows of one part of a change. @throws as `rows` */
  changeRows(asked: ChangeRowsQuery, scope: Scope, signal?: AbortSignal): Promise<RowsAnswer>
  /** An index taken apart for one unit: maxima, published and computed scores, what gives the most points. */
  workbench(asked: WorkbenchQuery, scope: Scope, signal?: AbortSignal): Promise<Workbench>
  /** The same counts from each source that has them. @throws as `answer` */
  reconcile(query: Query, scope: Scope, signal?: AbortSignal): Promise<Reconciliation>
  /** Recounts every rollup from the rows, at one seq. */
  verify(): Promise<Verification>
  /** What the wall would say after a staged batch is committed, or a committed one withdrawn. */
  effect(batch: string, kind: 'commit' | 'withdraw', scope: Scope): Promise<Effect>
  /** What a committed batch changed, worked out again from the states right before and right after it. */
  delivered(batch: string, scope: Scope): Promise<Effect['figures']>
  reach(query: Query, scope: Scope): Promise<Reach>
  sources(scope: Scope): Promise<SourceState[]>
  /** What the register of sources shows beside the figures. */
  feeds: FeedDesk
  /** Keeps the rollups inside a commit. */
  adjust: Within
  /** Brings the rollups in line with this program's catalogue; takes a seq when definitions changed. */
  catalogue(): Promise<void>
}
