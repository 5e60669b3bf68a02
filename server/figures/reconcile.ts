import type { Query } from '../../shared/query.ts'
import type { Reconciliation } from '../../shared/reconciliation.ts'
import type { Scope } from '../../shared/roles.ts'
import type { Tools } from './tools.ts'

/** The same counts from each source that has them. */
export async function reconcile(_tools: Tools, _query: Query, _scope: Scope): Promise<Reconciliation> {
  throw new Error('not built yet')
}
