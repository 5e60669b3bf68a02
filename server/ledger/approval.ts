import type { Batch } from '../../shared/batch.ts'
import type { Actor } from '../../shared/roles.ts'
import { approvalEntry } from './audit-deeds.ts'
import { readBatch, toBatch, toJson } from './batches.ts'
import type { Connection } from './connection.ts'
import { guardReady } from './decidable.ts'
import { BatchNotReady } from './errors.ts'
import { approvalSelf, BatchNotApproving } from './errors-desk.ts'
import type { Record as Recorder } from './ledger.ts'

/** A first person asks for a batch to count. @throws BatchNotReady, BatchHasRejected, ApprovalSelf */
export async function askApproval(
  connection: Connection,
  record: Recorder,
  id: string,
  { dropRejected }: { dropRejected: boolean },
  actor: Actor,
  at: Date,
): Promise<Batch> {
  const batch = await readBatch(connection, id, true)
  guardReady(batch, dropRejected)
  if (batch.approval?.by === actor.name) throw approvalSelf(batch.approval)
  if (batch.state === 'approving') throw new BatchNotReady(id, batch.state)
  const { name: by, reason } = actor
  const approval = { by, at: at.toISOString(), dropRejected, ...(reason !== undefined && { reason }) }
  await connection.query(`update batches set state = 'approving', approval = $2 where id = $1`, [id, toJson(approval)])
  await record(approvalEntry('batch.askApproval', batch, actor))
  return toBatch(await readBatch(connection, id))
}

/** Sends a batch back to who asked, as it was before. @throws BatchNotApproving */
export async function declineApproval(
  connection: Connection,
  record: Recorder,
  id: string,
  actor: Actor,
): Promise<Batch> {
  const batch = await readBatch(connection, id, true)
  if (batch.state !== 'approving') throw new BatchNotApproving(id, batch.state)
  await connection.query(
    `update batches set state = case when problem is null then 'ready' else 'refused' end, approval = null where id = $1`,
    [id],
  )
  await record(approvalEntry('batch.decline', batch, actor))
  return toBatch(await readBatch(connection, id))
}
