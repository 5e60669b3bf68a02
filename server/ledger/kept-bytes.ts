import type { Batch } from '../../shared/batch.ts'
import type { Connection } from './connection.ts'

/** Undecided deliveries are read again; those that counted without some of their rows give them back for a while. */
const NEEDED = `(state in ('receiving', 'checking', 'asking', 'ready', 'refused', 'approving')
  or state = 'committed' and (counts ->> 'rejected')::bigint > 0 and committed_at > $1)`

/** Of these files, those whose bytes some delivery still needs. @param since - when a delivery counted that is still given back */
export async function neededBytes(
  connection: Connection,
  sha256s: readonly string[],
  since: Date,
): Promise<Set<string>> {
  const { rows } = await connection.query<{ sha256: string }>(
    `select distinct file ->> 'sha256' as sha256 from batches where file ->> 'sha256' = any($2) and file is not null and ${NEEDED}`,
    [since, sha256s],
  )
  return new Set(rows.map(({ sha256 }) => sha256))
}

/** Fills in where the same bytes counted before in the same feed, and still do: the first such delivery. */
export async function withSameBytes(connection: Connection, batches: readonly Batch[]): Promise<Batch[]> {
  const files = batches.filter(({ file }) => file !== null)
  if (files.length === 0) return [...batches]
  const { rows } = await connection.query<{ id: string; batch: string; seq: number; committedAt: string }>(
    `select m.id, o.id as batch, o.seq, o.committed_at as "committedAt"
       from unnest($1::text[], $2::text[], $3::text[], $4::bigint[]) m(id, feed, sha256, seq)
       cross join lateral (
         select * from batches b where b.file ->> 'sha256' = m.sha256 and b.file is not null and b.feed = m.feed
            and b.state = 'committed' and b.id <> m.id and (m.seq is null or b.seq < m.seq) order by b.seq limit 1) o`,
    [
      files.map(({ id }) => id),
      files.map(({ feed }) => feed),
      files.map(({ file }) => file?.sha256),
      files.map(({ seq }) => seq ?? null),
    ],
  )
  const known = new Map(rows.map(({ id, ...first }) => [id, first]))
  return batches.map((batch) => {
    const sameAs = known.get(batch.id)
    return sameAs ? { ...batch, sameAs } : batch
  })
}
