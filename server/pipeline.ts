import type { Readable } from 'node:stream'
import type { Batch } from '../shared/batch.ts'
import type { CellValue } from '../shared/datasets/dataset.ts'
import type { QuarantinedRow } from '../shared/feed-register.ts'
import { actorOf, type Scope } from '../shared/roles.ts'
import { type Asked, askOrCount, decline } from './agreeing.ts'
import { type AnswerChange, changedAnswers } from './answering.ts'
import { needSpace } from './disk.ts'
import { refusal } from './errors.ts'
import { type FeedAsked, feedOf } from './feeds.ts'
import type { Sealed } from './intake/intake.ts'
import { batchOf } from './known-batch.ts'
import type { BatchFilter, Commit, Feed } from './ledger/ledger.ts'
import { type Agreement, sameAsPreviewed } from './previewed.ts'
import { type PushAnswer, type Pushed, push, retry } from './pushing.ts'
import { guardSample, withdrawSample } from './sample-guard.ts'
import type { Stages } from './stages.ts'
import { tellWhile } from './telling.ts'
import { uploadAborted } from './upload-aborted.ts'

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
  /** Did who sends it go away? Then nobody heard that it arrived, and it never did. */
  isGone?: () => boolean
}

/** What may be read again with other answers. */
const OPEN_STATES: ReadonlySet<string> = new Set(['asking', 'ready', 'refused', 'approving'])

const ABORTED = { name: 'system', role: 'system', reason: 'the upload broke off' } as const

/** One delivery from arrival to the beginning of its check. Nothing counts yet; the check goes on in the background. */
export async function receive(delivery: Delivery, stages: Stages, scope: Scope): Promise<Batch> {
  await needSpace(stages.dataDir, stages.space.uploads)
  const feed = await feedOf(delivery.feed, stages, scope)
  const sealed = await stages.intake.seal(delivery.stream, delivery.name)
  let batch: Batch
  try {
    batch = await register(delivery, feed, sealed, stages, scope)
  } catch (error) {
    stages.intake.release(sealed.sha256)
    await stages.checking.dropBytes({ file: sealed })
    throw error
  }
  stages.intake.release(sealed.sha256)
  stages.live.progress({ id: batch.id, stage: 'receiving', done: 0, total: null })
  stages.checking.start(batch, sealed)
  return batch
}

async function register(
  { rest, isGone, period, extractedAt, receivedAt }: Delivery,
  feed: Feed,
  { name, size, sha256 }: Sealed,
  { ledger }: Stages,
  scope: Scope,
): Promise<Batch> {
  await rest?.()
  const received = { dataset: feed.dataset, feed: feed.id, file: { name, size, sha256 }, period, extractedAt }
  const batch = await ledger.openBatch({ ...received, ...(receivedAt !== undefined && { receivedAt }) }, scope, isGone)
  if (!isGone?.()) return batch
  await ledger.discard(batch.id, ABORTED)
  throw uploadAborted()
}

/** Reads a file again with the officer's answers. Whoever was asked to agree to it is asked no more. */
export async function answer(id: string, change: AnswerChange, stages: Stages, scope: Scope): Promise<Batch> {
  const batch = await batchOf(id, stages, scope)
  if (!OPEN_STATES.has(batch.state)) throw refusal('IOC_BATCH_STATE', { state: batch.state })
  return stages.checking.again(batch, changedAnswers(batch, change))
}

/** Makes a batch count. The rollups move inside the same transaction, the screens after it. */
export async function commit(id: string, agreed: Agreement, stages: Stages, scope: Scope): Promise<Commit> {
  const batch = await batchOf(id, stages, scope)
  await needSpace(stages.dataDir, stages.space.writes)
  sameAsPreviewed(batch, agreed)
  await guardSample(batch.feed, agreed.replaceSample, stages, scope)
  const { effectSeq, dropRejected } = agreed
  const actor = actorOf(scope, agreed.reason)
  const counting = stages.ledger.commit(batch.id, {
    within: stages.figures.adjust,
    actor,
    mappingVersion: batch.mappingVersion,
    ...(effectSeq !== undefined && { effectSeq }),
    ...(dropRejected !== undefined && { dropRejected }),
  })
  const done = await (batch.file === null ? counting : tellWhile(counting, batch, stages.live))
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
  stages.checking.stop(batch.id)
  await stages.checking.dropBytes(batch)
}

/** After a change has been published: screens are told, and bytes that are no longer needed go. */
async function publish(done: Commit, batch: Batch, stages: Stages): Promise<void> {
  await stages.installation.refresh()
  stages.live.announce(done)
  await stages.checking.dropBytes(batch)
}

/** The pipeline as the routes see it. */
export interface Pipeline {
  receive(delivery: Delivery, scope: Scope): Promise<Batch>
  /** With whether its bytes are still here. */
  batch(id: string, scope: Scope): Promise<Batch>
  batches(filter: BatchFilter, scope: Scope): Promise<Batch[]>
  answer(id: string, change: AnswerChange, scope: Scope): Promise<Batch>
  /** Makes a batch count, or asks a second person where two have to agree. */
  commit(id: string, agreed: Agreement, scope: Scope): Promise<Commit | Asked>
  /** Sends a batch back to who asked. */
  decline(id: string, reason: string, scope: Scope): Promise<Batch>
  withdraw(id: string, reason: string | undefined, scope: Scope): Promise<Commit>
  discard(id: string, scope: Scope): Promise<void>
  push(pushed: Pushed, scope: Scope): Promise<PushAnswer>
  /** Tries a row once more that was kept aside. */
  retry(id: string, cells: Readonly<Record<string, CellValue>>, scope: Scope): Promise<QuarantinedRow>
}

/** The tour, bound to its stages. */
export function createPipeline(stages: Stages): Pipeline {
  return {
    receive: (delivery, scope) => receive(delivery, stages, scope),
    batch: async (id, scope) => (await stages.bytes.look([await batchOf(id, stages, scope)]))[0]!,
    batches: async (filter, scope) => stages.bytes.look(await stages.ledger.batches(filter, scope)),
    answer: (id, change, scope) => answer(id, change, stages, scope),
    commit: (id, agreed, scope) => askOrCount(id, agreed, stages, scope, commit),
    decline: (id, reason, scope) => decline(id, reason, stages, scope),
    withdraw: (id, reason, scope) => withdraw(id, reason, stages, scope),
    discard: (id, scope) => discard(id, stages, scope),
    push: (pushed, scope) => push(pushed, stages, scope, commit),
    retry: (id, cells, scope) => retry(id, cells, stages, scope, commit),
  }
}
