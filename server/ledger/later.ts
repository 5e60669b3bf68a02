import type { Effect } from '../../shared/batch.ts'
import type { BatchRecord } from './batches.ts'
import type { Connection } from './connection.ts'
import { assertionsOf } from './order.ts'
import type { RowTable } from './row-tables.ts'

type Later = NonNullable<Effect['later']>

const MOST = 50

/** Deliveries of these feeds that counted after a batch, still count, and speak of rows of it; newest first. */
export async function readLater(
  connection: Connection,
  batch: BatchRecord,
  tables: readonly RowTable[],
  feeds: readonly string[],
): Promise<Later> {
  if (batch.seq === undefined) return []
  const found = new Map<string, Later[number]>()
  for (const table of tables) {
    const { rows } = await connection.query<Later[number]>(
      `select b.id as batch, b.feed, b.file ->> 'name' as file, b.seq, count(distinct a.key) as rows
         from (select key from ${table.rows} where batch_id = $1 and asserted
               union select key from ${table.claims} where batch_id = $1) mine
         cross join lateral ${assertionsOf(table, 'mine.key')} a
         join batches b on b.id = a.batch_id and b.state = 'committed' and b.seq > $2 and b.feed = any ($3)
        group by b.id order by b.seq desc, b.id limit ${MOST}`,
      [batch.id, batch.seq, feeds],
    )
    for (const row of rows) found.set(row.batch, { ...row, rows: row.rows + (found.get(row.batch)?.rows ?? 0) })
  }
  return [...found.values()].sort((a, b) => b.seq - a.seq || (a.batch < b.batch ? -1 : 1)).slice(0, MOST)
}
