import { createHash } from 'node:crypto'
import type { Issue } from '../shared/batch.ts'
import { actorOf, type Scope } from '../shared/roles.ts'
import { checkRequest } from './checking.ts'
import { needSpace } from './disk.ts'
import { refusal } from './errors.ts'
import { deskScope, type FeedAsked, feedOf, unitOfSender } from './feeds.ts'
import { heldRejections } from './held-rejections.ts'
import type { Commit } from './ledger/ledger.ts'
import { guardSample } from './sample-guard.ts'
import type { Stages } from './stages.ts'

/** Rows of another system. */
export interface Pushed {
  feed: FeedAsked
  rows: readonly Record<string, unknown>[]
  /** `Idempotency-Key`: the same key gives the first answer again. */
  key?: string | undefined
  replaceSample?: boolean | undefined
}

/** What a push did. */
export interface PushAnswer {
  batch: string
  seq: number
  accepted: number
  rejected: { row: number; issues: Issue[] }[]
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

async function pushRows(pushed: Pushed, stages: Stages, scope: Scope, count: Count): Promise<PushAnswer> {
  const { dataset } = pushed.feed
  const feed = await feedOf(pushed.feed, stages, scope)
  await guardSample(feed.id, pushed.replaceSample, stages, scope)
  const { ledger, intake } = stages
  const received = { dataset: dataset.id, feed: feed.id, file: null, period: null, extractedAt: null }
  const within = unitOfSender(scope, feed)
  const request = await checkRequest(dataset, { ...feed, unit: within }, received, stages)
  const checked = await intake.checkRows(pushed.rows, request)
  if (checked.rows.length === 0) throw Object.assign(refusal('IOC_ROWS_REJECTED'), { rejected: checked.rejected })
  const desk = deskScope(scope, feed)
  const batch = await ledger.openBatch({ ...received, within }, desk)
  await ledger.stage(batch.id, dataset, checked.rows)
  const settled = await ledger.settle(batch.id, { ...checked.verdict, state: 'ready' })
  const held = heldRejections(settled.issues)
  const rejected = [...checked.rejected, ...held]
  const accepted = checked.rows.length - held.length
  if (accepted === 0) {
    await ledger.discard(batch.id, actorOf(scope))
    throw Object.assign(refusal('IOC_ROWS_REJECTED'), { rejected })
  }
  const agreed = { dropRejected: true, replaceSample: pushed.replaceSample }
  const { seq } = await count(batch.id, agreed, stages, desk)
  return { batch: batch.id, seq, accepted, rejected }
}
