import type { Connection } from './connection.ts'
import type { Decision, Decisions } from './delivery-port.ts'

/** The decisions over one delivery. */
export async function readDecisions(connection: Connection, batch: string): Promise<Decisions> {
  const { rows } = await connection.query<Decision & { kind: 'commit' | 'withdraw' }>(
    `select kind, seq, at, actor as by, reason from commits
      where batch_id = $1 and kind in ('commit', 'withdraw') order by seq`,
    [batch],
  )
  const asked = await connection.query<{ by: string | null }>(
    `select coalesce(b.approval ->> 'by',
              (select a.actor from audit a where a.object_kind = 'batch' and a.object_id = b.id
                and a.action = 'batch.askApproval' and a.at <= b.committed_at order by a.id desc limit 1)) as by
       from batches b where b.id = $1 and b.committed_at is not null`,
    [batch],
  )
  const of = (kind: 'commit' | 'withdraw'): Decision | null => {
    const found = rows.findLast((row) => row.kind === kind)
    return found ? { seq: found.seq, at: found.at, by: found.by, reason: found.reason } : null
  }
  const committed = of('commit')
  const askedBy = asked.rows[0]?.by ?? null
  return { committed, withdrawn: of('withdraw'), askedBy: askedBy === committed?.by ? null : askedBy }
}
