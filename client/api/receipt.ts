import type { Change, ChangeQuery } from '../../shared/change.ts'
import type { Query } from '../../shared/query.ts'
import type { Receipt } from '../../shared/receipt.ts'
import type { Reconciliation } from '../../shared/reconciliation.ts'
import { callApi } from './fetch.ts'

/** Where one figure comes from. @throws ApiProblem */
export function readReceipt(query: Query, measure: string, signal: AbortSignal): Promise<Receipt> {
  const body = { ...query, measures: [measure], measure }
  return callApi<Receipt>('/figures/receipt', { method: 'POST', body, signal })
}

/** Why a figure differs from an earlier reading of it. For signed-in roles that may see rows. @throws ApiProblem */
export function readChange(asked: ChangeQuery, signal: AbortSignal): Promise<Change> {
  return callApi<Change>('/figures/change', { method: 'POST', body: asked, signal })
}

/** The same counts from each source that has them. @throws ApiProblem */
export function readReconciliation(query: Query, signal: AbortSignal): Promise<Reconciliation> {
  return callApi<Reconciliation>('/figures/reconciliation', { method: 'POST', body: query, signal })
}
