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
  const withdrawn = of('withdraw')
  const askedBy = asked.rows[0]?.by ?? null
  const people = await connection.query<{ user: string; name: string }>(
    `select user_name as user, name from people
      where user_name = any($1) or user_name = (select received_by from batches where id = $2)`,
    [[committed?.by, withdrawn?.by, askedBy].filter((user) => user), batch],
  )
  return {
    committed,
    withdrawn,
    askedBy: askedBy === committed?.by ? null : askedBy,
    names: Object.fromEntries(people.rows.map(({ user, name }) => [user, name])),
  }
}
