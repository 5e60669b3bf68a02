import type { Batch } from '../shared/batch.ts'
import { actorOf, type Scope, SYSTEM_SCOPE } from '../shared/roles.ts'
import { needSpace } from './disk.ts'
import { batchOf } from './known-batch.ts'
import type { Commit } from './ledger/ledger.ts'
import { type Agreement, sameAsPreviewed } from './previewed.ts'
import { guardSample } from './sample-guard.ts'
import type { Stages } from './stages.ts'

/** A batch that waits for a second person. */
export interface Asked {
  state: 'approving'
  /** Who asked. */
  by: string
}

/** Makes a batch count, as `pipeline.ts` does it. */
type Count = (id: string, agreed: Agreement, stages: Stages, scope: Scope) => Promise<Commit>

/**
 * Where two people have to agree before a file of a feed counts: the first one asks, the second one, who looked at the same
 * bytes, makes it count as it was asked for. Else it counts at once.
 *
 * @throws IOC_APPROVAL_SELF (409) when one person tries to be both
 */
export async function askOrCount(
  id: string,
  agreed: Agreement,
  stages: Stages,
  scope: Scope,
  count: Count,
): Promise<Commit | Asked> {
  const batch = await batchOf(id, stages, scope)
  const feed = await stages.ledger.feed(batch.feed, SYSTEM_SCOPE)
  const waits = batch.state === 'approving'
  if (batch.file === null || waits || feed?.needsApproval !== true) return count(id, agreed, stages, scope)
  await needSpace(stages.dataDir, stages.space.writes)
  sameAsPreviewed(batch, agreed)
  await guardSample(batch.feed, agreed.replaceSample, stages, scope)
  const dropRejected = agreed.dropRejected === true
  await stages.ledger.askApproval(batch.id, { dropRejected }, actorOf(scope, agreed.reason))
  return { state: 'approving', by: scope.actor }
}

/** Sends a batch back that waits for a second person; who asked may do so too. */
export async function decline(id: string, reason: string, stages: Stages, scope: Scope): Promise<Batch> {
  const batch = await batchOf(id, stages, scope)
  return stages.ledger.declineApproval(batch.id, actorOf(scope, reason))
}
