import type { Readable } from 'node:stream'
import type { Batch } from '../shared/batch.ts'
import { actorOf, type Scope } from '../shared/roles.ts'
import { needSpace } from './disk.ts'
import { refusal } from './errors.ts'
import { type FeedAsked, feedOf } from './feeds.ts'
import type { Sealed } from './intake/intake.ts'
import type { Commit, Feed } from './ledger/ledger.ts'
import { type PushAnswer, type Pushed, push } from './pushing.ts'
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
    push: (pushed, scope) => push(pushed, stages, scope, commit),
  }
}
