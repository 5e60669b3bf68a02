import type { BatchRecord } from './batches.ts'
import type { Connection } from './connection.ts'
import { BatchHasRejected, BatchNotReady, EffectMoved } from './errors.ts'
import { ApprovalNeeded, approvalSelf, batchCounted, batchOvertaken } from './errors-desk.ts'

/** Was a file read to its end, and refused only because some of its rows are faulty? */
export function isFaultyOnlyInRows({ state, problem, rows }: BatchRecord): boolean {
  return state === 'refused' && problem?.code === 'IOC_ROWS_REFUSED' && rows.accepted > 0
}

/**
 * May a batch be made to count, or be asked to, as it stands?
 *
 * @throws BatchCounted, BatchNotReady, BatchHasRejected
 */
export function guardReady(batch: BatchRecord, dropRejected: boolean): void {
  if (batch.state === 'committed' && batch.seq !== undefined)
    throw batchCounted(batch.committedBy ?? '', batch.committedAt ?? '', batch.seq)
  const waits = batch.state === 'ready' || batch.state === 'approving'
  if (isFaultyOnlyInRows(batch) && !dropRejected) throw new BatchHasRejected(batch.id, batch.rows.rejected)
  if (!waits && !isFaultyOnlyInRows(batch)) throw new BatchNotReady(batch.id, batch.state)
  if (batch.rows.rejected > 0 && !dropRejected) throw new BatchHasRejected(batch.id, batch.rows.rejected)
}

/**
 * A file of a feed that needs it counts only when a second person agrees to what the first one asked for.
 *
 * @throws ApprovalNeeded, ApprovalSelf
 */
export function guardApproval({ file, state, needsApproval, approval }: BatchRecord, by: string): void {
  if (!needsApproval || file === null) return
  if (state !== 'approving' || !approval) throw new ApprovalNeeded()
  if (approval.by === by) throw approvalSelf(approval)
}

/**
 * Of two files of one feed that were compared with the same state, one counts; whoever comes second looks at the effect again.
 * Files that replace different days do not meet.
 *
 * @param effectSeq - the seq of the effect that was looked at, where that was said
 * @throws BatchOvertaken, EffectMoved
 */
export async function guardOvertaken(
  connection: Connection,
  batch: BatchRecord,
  before: number,
  effectSeq: number | undefined,
): Promise<void> {
  if (effectSeq !== undefined && effectSeq > before) throw new EffectMoved(effectSeq, before)
  if (batch.file === null) return
  const { rows } = await connection.query<{ batch: string; by: string | null; committedAt: string; seq: number }>(
    `select o.id as batch, o.committed_by as by, o.committed_at as "committedAt", o.seq from batches o
      where o.feed = $1 and o.seq > $2 and o.state = 'committed' and o.file is not null
        and coalesce(o.speaks_from <= $4::date and o.speaks_to >= $3::date, true)
      order by o.seq desc limit 1`,
    [batch.feed, effectSeq ?? batch.comparedSeq ?? 0, batch.speaksFrom, batch.speaksTo],
  )
  const [other] = rows
  if (other) throw batchOvertaken({ ...other, by: other.by ?? '' })
}
