import type { Batch } from '../../shared/batch.ts'
import { readBatches, toBatch } from './batches.ts'
import type { Pool } from './connection.ts'
import type { RowTable } from './row-tables.ts'
import { stagingOf } from './staging.ts'
import { readCounts } from './verdict-counts.ts'

/**
 * Batches that were being received or checked when the server went, and checked ones whose staged rows a crash of the
 * database took (staging is not written to its log). The latter go back to `checking`.
 */
export async function findUnfinished(
  pool: Pool,
  tablesOf: (datasets: readonly string[]) => RowTable[],
): Promise<Batch[]> {
  const open = await readBatches(
    pool,
    `b.state in ('receiving', 'checking', 'asking', 'ready', 'approving') order by b.received_at, b.id`,
    [],
  )
  const unfinished: Batch[] = []
  for (const batch of open) {
    const counts = await readCounts(pool, batch.id)
    const lost = await Promise.all(
      tablesOf([...counts.keys()]).map(async (table) => {
        if (counts.get(table.dataset.id)?.staged === 0) return false
        const { rows } = await pool.query<{ lost: boolean }>(
          `select not exists (select 1 from ${stagingOf(batch, table)} where batch_id = $1) as lost`,
          [batch.id],
        )
        return rows[0]?.lost ?? true
      }),
    )
    const begun = batch.state === 'receiving' || batch.state === 'checking'
    if (!begun && !lost.includes(true)) continue
    if (!begun) await pool.query(`update batches set state = 'checking' where id = $1`, [batch.id])
    unfinished.push(toBatch(begun ? batch : { ...batch, state: 'checking' }))
  }
  return unfinished
}
