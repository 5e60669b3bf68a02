import type { VerdictCounts } from './compare.ts'
import type { Connection } from './connection.ts'

/** What was counted of a batch at its last comparison, by dataset. */
export async function readCounts(connection: Connection, batch: string): Promise<Map<string, VerdictCounts>> {
  const { rows } = await connection.query<VerdictCounts & { dataset: string }>(
    'select dataset, staged, fresh, changed, same, stale, gone, void from batch_datasets where batch_id = $1 order by dataset',
    [batch],
  )
  return new Map(rows.map(({ dataset, ...counts }) => [dataset, counts]))
}

/** Keeps what was counted. */
export async function writeCounts(
  connection: Connection,
  batch: string,
  dataset: string,
  counts: VerdictCounts,
): Promise<void> {
  await connection.query(
    `insert into batch_datasets (batch_id, dataset, staged, fresh, changed, same, stale, gone, void)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (batch_id, dataset) do update set staged = $3, fresh = $4, changed = $5, same = $6, stale = $7, gone = $8, void = $9`,
    [batch, dataset, counts.staged, counts.fresh, counts.changed, counts.same, counts.stale, counts.gone, counts.void],
  )
}
