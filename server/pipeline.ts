import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { Batch, Issue } from '../shared/batch.ts'
import { actorOf, type Scope } from '../shared/roles.ts'
import { checkRequest } from './checking.ts'
import { needSpace } from './disk.ts'
import { refusal } from './errors.ts'
import { deskScope, type FeedAsked, feedOf, unitOfSender } from './feeds.ts'
import { heldRejections } from './held-rejections.ts'
import type { Sealed } from './intake/intake.ts'
import type { Commit, Feed } from './ledger/ledger.ts'
import { guardSample, withdrawSample } from './sample-guard.ts'
import type { Stages } from './stages.ts'

/** A file on its way in. */
export interface Delivery {
  feed: FeedAsked
  stream: Readable
  name: string
  period: string | null
  extractedAt: string | null
  /** When it arrived, where that is not now. */
  receivedAt?: string
  /** Reads what follows the file; throws when the form holds more than it may. */
  rest?: () => Promise<void>
}

/** What an officer agrees to when a batch is made to count. */
export interface Agreement {
  sha256?: string | undefined
  mappingVersion?: string | undefined
  effectSeq?: number | undefined
  dropRejected?: boolean | undefined
  reason?: string | undefined
  replaceSample?: boolean | undefined
}

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

/** One delivery from arrival to the beginning of its check. Nothing counts yet; the check goes on in the background. */
export async function receive(delivery: Delivery, stages: Stages, scope: Scope): Promise<Batch> {
  await needSpace(stages.dataDir, stages.space.uploads)
  const feed = await feedOf(delivery.feed, stages, scope)
  const sealed = await stages.intake.seal(delivery.stream, delivery.name)
  const batch = await register(delivery, feed, sealed, stages, scope).catch(async (error: unknown) => {
    await stages.checking.dropBytes({ id: '', file: sealed })
    throw error
  })
  stages.checking.start(batch, sealed)
  return batch
}

async function register(
  { rest, period, extractedAt, receivedAt }: Delivery,
  feed: Feed,
  { name, size, sha256 }: Sealed,
  { ledger }: Stages,
  scope: Scope,
): Promise<Batch> {
  await rest?.()
  const received = { dataset: feed.dataset, feed: feed.id, file: { name, size, sha256 }, period, extractedAt }
  return ledger.openBatch({ ...received, ...(receivedAt !== undefined && { receivedAt }) }, scope)
}

/** Reads a file again with the officer's answers. */
export async function answer(
  id: string,
  answers: Record<string, string>,
  stages: Stages,
  scope: Scope,
): Promise<Batch> {
  const batch = await batchOf(id, stages, scope)
  if (!['asking', 'ready', 'refused'].includes(batch.state)) throw refusal('IOC_BATCH_STATE', { state: batch.state })
  return stages.checking.again(batch, answers)
}

/** Makes a batch count. The rollups move inside the same transaction, the screens after it. */
export async function commit(id: string, agreed: Agreement, stages: Stages, scope: Scope): Promise<Commit> {
  const batch = await batchOf(id, stages, scope)
  await needSpace(stages.dataDir, stages.space.writes)
  sameAsPreviewed(batch, agreed)
  await guardSample(batch.feed, agreed.replaceSample, stages, scope)
  const { effectSeq, dropRejected } = agreed
  if (dropRejected && isFaultyOnlyInRows(batch)) await stages.ledger.setState(batch.id, 'ready')
  const actor = actorOf(scope, agreed.reason)
  const done = await stages.ledger.commit(batch.id, {
    within: stages.figures.adjust,
    actor,
    ...(effectSeq !== undefined && { effectSeq }),
    ...(dropRejected !== undefined && { dropRejected }),
  })
  await publish(done, batch, stages)
  if (agreed.replaceSample) await withdrawSample(stages, actor, (gone, sample) => publish(gone, sample, stages))
  return done
}

/** Takes a batch back: the figures are as if it had never come. */
export async function withdraw(id: string, reason: string | undefined, stages: Stages, scope: Scope): Promise<Commit> {
  const batch = await batchOf(id, stages, scope)
  const done = await stages.ledger.withdraw(batch.id, {
    within: stages.figures.adjust,
    actor: actorOf(scope, reason),
  })
  await publish(done, batch, stages)
  return done
}

/** Throws a delivery away that never counted. */
export async function discard(id: string, stages: Stages, scope: Scope): Promise<void> {
  const batch = await batchOf(id, stages, scope)
  await stages.ledger.discard(batch.id, actorOf(scope))
  await stages.checking.dropBytes(batch)
}

/** Rows from another system, checked and counted in one call. */
export async function push(pushed: Pushed, stages: Stages, scope: Scope): Promise<PushAnswer> {
  await needSpace(stages.dataDir, stages.space.writes)
  const { feed, rows, key } = pushed
  if (key === undefined) return pushRows(pushed, stages, scope)
  const hash = createHash('sha256')
    .update(JSON.stringify([feed.dataset.id, feed.id, feed.unit ?? null, rows]))
    .digest('hex')
  // Keys of one feed share their turns, so that a source may exchange its key between a push and its repetition.
  const sender = scope.feed === undefined ? scope.actor : `feed:${scope.feed}`
  return stages.ledger.once(`${sender} ${key}`, hash, () => pushRows(pushed, stages, scope))
}

async function pushRows(pushed: Pushed, stages: Stages, scope: Scope): Promise<PushAnswer> {
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
  const { seq } = await commit(batch.id, agreed, stages, desk)
  return { batch: batch.id, seq, accepted, rejected }
}

/** After a change has been published: screens are told, and bytes that are no longer needed go. */
async function publish(done: Commit, batch: Batch, stages: Stages): Promise<void> {
  await stages.installation.refresh()
  stages.live.announce(done)
  await stages.checking.dropBytes(batch)
}

function sameAsPreviewed(batch: Batch, { sha256, mappingVersion }: Agreement): void {
  if (batch.file && sha256 !== batch.file.sha256) throw refusal('IOC_SHA_MISMATCH', { sha256: batch.file.sha256 })
  if (mappingVersion !== undefined && mappingVersion !== batch.mappingVersion) throw refusal('IOC_MAPPING_MOVED')
}

/** Was the file read to its end, and refused only because some of its rows are faulty? */
function isFaultyOnlyInRows({ state, problem, rows }: Batch): boolean {
  return state === 'refused' && problem?.code === 'IOC_ROWS_REFUSED' && rows.accepted > 0
}

async function batchOf(id: string, { ledger }: Stages, scope: Scope): Promise<Batch> {
  const batch = await ledger.batch(id, scope)
  if (!batch) throw refusal('IOC_BATCH_UNKNOWN', { batch: id })
  return batch
}

/** The pipeline as the routes see it. */
export interface Pipeline {
  receive(delivery: Delivery, scope: Scope): Promise<Batch>
  answer(id: string, answers: Record<string, string>, scope: Scope): Promise<Batch>
  commit(id: string, agreed: Agreement, scope: Scope): Promise<Commit>
  withdraw(id: string, reason: string | undefined, scope: Scope): Promise<Commit>
  discard(id: string, scope: Scope): Promise<void>
  push(pushed: Pushed, scope: Scope): Promise<PushAnswer>
}

/** The tour, bound to its stages. */
export function createPipeline(stages: Stages): Pipeline {
  return {
    receive: (delivery, scope) => receive(delivery, stages, scope),
    answer: (id, answers, scope) => answer(id, answers, stages, scope),
    commit: (id, agreed, scope) => commit(id, agreed, stages, scope),
    withdraw: (id, reason, scope) => withdraw(id, reason, stages, scope),
    discard: (id, scope) => discard(id, stages, scope),
    push: (pushed, scope) => push(pushed, stages, scope),
  }
}
