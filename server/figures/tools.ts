import type { AsOf } from '../../shared/answer.ts'
import type { WorkingCalendar } from '../../shared/calendar.ts'
import type { MeasureBook } from '../../shared/measures/catalogue.ts'
import type { Query } from '../../shared/query.ts'
import type { Scope } from '../../shared/roles.ts'
import type { UnitSet } from '../../shared/units.ts'
import type { Clock } from '../clock.ts'
import type { Feed, Ledger, Reading, View } from '../ledger/ledger.ts'
import type { Context } from './context.ts'
import type { Delivery } from './coverage.ts'

/** Everything that an answer is read from beside the rows, as of one moment of the ledger. */
export interface State {
  seq: number
  now: Date
  set: UnitSet
  home: string | null
  /** The definitions in force. */
  book: MeasureBook
  calendar: WorkingCalendar
  feeds: readonly Feed[]
  deliveries: readonly Delivery[]
}

/** What the questions beside `answer` are answered with. */
export interface Tools {
  ledger: Ledger
  clock: Clock
  /** One governed, consistent reading. @param patience - how many times the usual limit a statement may take */
  read: <T>(scope: Scope, work: (reading: Reading) => Promise<T>, patience?: number) => Promise<T>
  contextFor: (reading: Reading, query: Query, scope: Scope, view?: View) => Promise<Context>
  /** The state at the moment that a query names. */
  stateOf: (reading: Reading, at: Query['at'], scope: Scope) => Promise<State>
  /** A context over a state put together by the caller; with a view, nothing is taken from rollup or memory. */
  contextOf: (reading: Reading, query: Query, scope: Scope, state: State, view?: View) => Context
  asOf: (reading: Reading, context: { resolved: Pick<State, 'seq' | 'now'> }) => Promise<AsOf>
}
