import type { Batch, Effect } from '../../shared/batch.ts'
import type { BatchState } from '../../shared/batch-states.ts'
import type { DeliveryReceipt } from '../../shared/delivery-receipt.ts'
import { callApi } from './fetch.ts'

/** What an officer agrees to when he makes a batch count: this file, read this way, with this effect. */
export interface CommitBody {
  sha256: string
  mappingVersion?: string
  effectSeq?: number
  /** Commit the good rows although others are refused. */
  dropRejected?: boolean
  reason?: string
}

const at = (id: string, rest = '') => `/batches/${encodeURIComponent(id)}${rest}`

/** Deliveries, newest first. @param filter.limit - at most so many, 1–999; default 100 */
export async function listBatches(
  filter: { dataset?: string; feed?: string; state?: BatchState; limit?: number } = {},
): Promise<Batch[]> {
  const { batches } = await callApi<{ batches: Batch[] }>('/batches', { query: { ...filter } })
  return batches
}

/** One delivery with everything found in it. */
export function readBatch(id: string, signal?: AbortSignal): Promise<Batch> {
  return callApi<Batch>(at(id), signal ? { signal } : {})
}

/** What the wall will say once it counts. */
export function readEffect(id: string): Promise<Effect> {
  return callApi<Effect>(at(id, '/effect'))
}

/** What the wall will say once it no longer counts. */
export function readWithdrawEffect(id: string): Promise<Effect> {
  return callApi<Effect>(at(id, '/withdraw/effect'))
}

/** Answers to the questions a file raised; it is checked again. @param answers - by question id */
export function answerBatch(id: string, answers: Readonly<Record<string, string>>): Promise<Batch> {
  return callApi<Batch>(at(id), { method: 'PATCH', body: { answers } })
}

/** It counts, or waits for a second person. */
export type CommitAnswer = { seq: number } | { state: 'approving'; by: string }

/** Makes a batch count, or asks a second person where the feed takes two. @param replaceSample - the sample goes for good */
export function commitBatch(id: string, body: CommitBody, replaceSample = false): Promise<CommitAnswer> {
  return callApi<CommitAnswer>(at(id, '/commit'), {
    method: 'POST',
    body,
    query: { replaceSample: replaceSample ? 1 : undefined },
  })
}

/** Takes a batch back; the figures are as if it had never come. */
export function withdrawBatch(id: string, reason?: string): Promise<{ seq: number }> {
  return callApi<{ seq: number }>(at(id, '/withdraw'), { method: 'POST', body: reason ? { reason } : {} })
}

/** Sends a batch back to who asked for it to count. */
export function declineBatch(id: string, reason: string): Promise<unknown> {
  return callApi<unknown>(at(id, '/decline'), { method: 'POST', body: { reason } })
}

/** What was delivered and what it changed, to be printed. For deliveries that count or counted. @throws ApiProblem */
export function readDeliveryReceipt(id: string, signal: AbortSignal): Promise<DeliveryReceipt> {
  return callApi<DeliveryReceipt>(at(id, '/receipt'), { signal })
}

/** Throws a delivery away that never counted. */
export function discardBatch(id: string): Promise<void> {
  return callApi<void>(at(id), { method: 'DELETE' })
}
