import type { RowsAnswer } from '../../shared/answer.ts'
import type { Query } from '../../shared/query.ts'
import type { Receipt } from '../../shared/receipt.ts'
import { callApi } from './fetch.ts'

/** Which page of the rows behind a figure; `after` is the `next` of the page before. */
export interface RowsPage {
  limit: number
  after?: string | undefined
}

/** A page of the rows that one figure counts. For signed-in roles that may see rows. @throws ApiProblem */
export function readRows(
  query: Query,
  measure: string,
  { limit, after }: RowsPage,
  signal?: AbortSignal,
): Promise<RowsAnswer> {
  const body = { ...query, measures: [measure], measure, limit, ...(after !== undefined && { after }) }
  return callApi<RowsAnswer>('/figures/rows', { method: 'POST', body, ...(signal ? { signal } : {}) })
}

/** How many rows one figure counts, and what they add up to. @throws ApiProblem */
export async function readRowCount(query: Query, measure: string, signal?: AbortSignal): Promise<Receipt['counted']> {
  const body = { ...query, measures: [measure], measure }
  const receipt = await callApi<Receipt>('/figures/receipt', { method: 'POST', body, ...(signal ? { signal } : {}) })
  return receipt.counted
}
