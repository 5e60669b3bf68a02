import type { AsOf } from '../../shared/answer.ts'
import type { Query } from '../../shared/query.ts'
import type { Scope } from '../../shared/roles.ts'
import type { Clock } from '../clock.ts'
import type { Ledger, Reading, View } from '../ledger/ledger.ts'
import type { Context } from './context.ts'

/** What the questions beside `answer` are answered with. */
export interface Tools {
  ledger: Ledger
  clock: Clock
  /** One governed, consistent reading. */
  read: <T>(work: (reading: Reading) => Promise<T>) => Promise<T>
  contextFor: (reading: Reading, query: Query, scope: Scope, view?: View) => Promise<Context>
  asOf: (reading: Reading, context: Context) => Promise<AsOf>
}
