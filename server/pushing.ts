import { createHash } from 'node:crypto'
import type { CellValue } from '../shared/datasets/dataset.ts'
import { findDataset } from '../shared/datasets/list.ts'
import type { QuarantinedRow } from '../shared/feed-register.ts'
import { actorOf, type Scope, SYSTEM_SCOPE } from '../shared/roles.ts'
import { isEarlyOrContested, isUnforeseen } from './aside-row.ts'
import { checkRequest } from './checking.ts'
import { checkPushed } from './checking-pushed.ts'
import { needSpace } from './disk.ts'
import { refusal } from './errors.ts'
import { deskScope, type FeedAsked, feedFor, unitOfSender } from './feeds.ts'
import { heldRejections } from './held-rejections.ts'
import { failureOf } from './intake/failure.ts'
import type { Commit } from './ledger/ledger.ts'
import type { AsidePush, Rejected } from './quarantine.ts'
import { guardSample } from './sample-guard.ts'
import type { Stages } from './stages.ts'

/** Rows of another system. */
export interface Pushed {
  feed: FeedAsked
  rows: readonly Record<string, unknown>[]
  /** `Idempotency-Key`: the same key gives the first answer again. */
  key?: string | undefined
  replaceSample?: boolean | undefined
  /** Set where a row that was kept aside is tried again: the id under which it waits. */
  retried?: string | undefined
}

/** What a push did; without a batch nothing counted, and something was kept aside. */
export interface PushAnswer {
  batch: string | null
  seq: number | null
  accepted: number
  rejected: Rejected[]
}

/** Makes a batch count, as `pipeline.ts` does it for files too. */
export type Count = (
  batch: string,
  agreed: { dropRejected: boolean; replaceSample?: boolean | undefined },
  stages: Stages,
  scope: Scope,
) => Promise<Commit>

/** Rows from another system, checked and counted in one call. */
export async function push(pushed: Pushed, stages: Stages, scope: Scope, count: Count): Promise<PushAnswer> {
  await needSpace(stages.dataDir, stages.space.writes)
  const { feed, rows, key } = pushed
  if (key === undefined) return pushRows(pushed, stages, scope, count)
  const hash = createHash('sha256')
    .update(JSON.stringify([feed.dataset.id, feed.id, feed.unit ?? null, rows]))
    .digest('hex')
  // Keys of one feed share their turns, so that a source may exchange its key between a push and its repetition.
  const sender = scope.feed === undefined ? scope.actor : `feed:${scope.feed}`
  return stages.ledger.once(`${sender} ${key}`, hash, () => pushRows(pushed, stages, scope, count))
}

/**
 * Tries a row once more that was kept aside, with what a person put in the place of its cells.
 *
 * @throws IOC_ROWS_REJECTED (422) when it has faults now that are for the source to mend; the row waits on
 */
export async function retry(
  id: string,
  cells: Readonly<Record<string, CellValue>>,
  stages: Stages,
  scope: Scope,
  count: Count,
): Promise<QuarantinedRow> {
  const { feed, kept, row } = await stages.quarantine.reopen(id, cells, scope)
  const dataset = findDataset(kept.dataset)
  if (!dataset) throw refusal('IOC_UNKNOWN_DATASET', { dataset: kept.dataset })
  const { batch, rejected } = await push(
    { feed: { id: feed.id, dataset }, rows: [row], retried: id },
    stages,
    scope,
    count,
  )
  const { sealed: _, unit: __, ...shown } = kept
  if (batch !== null) return { ...shown, state: 'counted' }
  return { ...shown, tries: shown.tries + 1, issues: rejected[0]?.issues ?? shown.issues }
}

async function pushRows(pushed: Pushed, stages: Stages, scope: Scope, count: Count): Promise<PushAnswer> {
  const { dataset } = pushed.feed
  const { feed: asked, isNew } = await feedFor(pushed.feed, stages, scope)
  await guardSample(asked.id, pushed.replaceSample, stages, scope)
  const { ledger, intake, quarantine } = stages
  const received = { dataset: dataset.id, feed: asked.id, file: null, period: null, extractedAt: null }
  const within = unitOfSender(scope, asked)
  const request = await checkRequest(dataset, { ...asked, unit: within }, received, stages)
  const waiting = await quarantine.waiting(asked.id, dataset, pushed.rows)
  const checked = await checkPushed(intake, pushed.rows, request, waiting.stopped)
  // Their messages may hold a cell: only kind and place are written down.
  for (const error of checked.errors) stages.onError(new Error(`a pushed row stopped the check: ${failureOf(error)}`))
  const { rows, retried } = pushed
  const aside: AsidePush = {
    feed: asked,
    dataset,
    rows,
    mapping: checked.verdict.mapping,
    unit: within,
    scope,
    retried,
  }
  /** A feed is registered by the first push of which something is kept, never by one that is refused whole. */
  const register = async () => isNew && (await ledger.registerFeed(asked, actorOf(scope)))
  const nothing = async (all: readonly Rejected[]): Promise<PushAnswer> => {
    if (all.some(({ issues }) => isUnforeseen(issues))) await register()
    const rejected = await quarantine.keep(aside, all)
    const isTaken = retried !== undefined || all.every(({ issues }) => isEarlyOrContested(issues))
    const isKept = rejected.some((one) => one.quarantined !== undefined)
    if (isKept && isTaken) return { batch: null, seq: null, accepted: 0, rejected }
    throw Object.assign(refusal('IOC_ROWS_REJECTED'), { rejected })
  }

  if (checked.rows.length === 0) return nothing(checked.rejected)
  await register()
  const desk = deskScope(scope, asked)
  const batch = await ledger.openBatch({ ...received, within }, desk)
  try {
    await ledger.stage(batch.id, dataset, checked.rows)
    const settled = await ledger.settle(batch.id, { ...checked.verdict, state: 'ready' })
    const held = heldRejections(settled.issues)
    const all = [...checked.rejected, ...held].toSorted((a, b) => a.row - b.row)
    const gone = new Set(held.map(({ row }) => row))
    const counted = checked.rows.map(({ rowNo }) => rowNo).filter((row) => !gone.has(row))
    if (counted.length === 0) {
      await ledger.discard(batch.id, actorOf(scope))
      return await nothing(all)
    }
    const agreed = { dropRejected: true, replaceSample: pushed.replaceSample }
    const { seq } = await count(batch.id, agreed, stages, desk)
    if (waiting.any || retried !== undefined) await quarantine.counted(aside, counted)
    return { batch: batch.id, seq, accepted: counted.length, rejected: await quarantine.keep(aside, all) }
  } catch (error) {
    await letGo(batch.id, stages, scope)
    throw error
  }
}

/** What was staged for a push that was refused goes at once; one that counts, or went already, stays as it is. */
async function letGo(batch: string, { ledger, onError }: Stages, scope: Scope): Promise<void> {
  try {
    const state = (await ledger.batch(batch, SYSTEM_SCOPE))?.state
    if (state === 'receiving' || state === 'ready' || state === 'refused') await ledger.discard(batch, actorOf(scope))
  } catch (error) {
    // The sender hears why his push was refused, not why it could not be tidied: the next start does that.
    onError(error)
  }
}
