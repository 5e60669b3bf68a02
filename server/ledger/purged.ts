import { ROW_PURGED } from '../../shared/held-rules.ts'
import type { Day } from '../../shared/period.ts'
import type { BatchRecord } from './batches.ts'
import type { Connection } from './connection.ts'
import { PurgedMeanwhile } from './errors.ts'
import type { Verdict } from './ledger.ts'
import { withRefused } from './refused.ts'
import type { RowTable } from './row-tables.ts'
import { stagingOf } from './staging.ts'

/** Until which day the rows of a dataset were purged; null when they never were. */
async function horizonOf(connection: Connection, table: RowTable): Promise<Day | null> {
  if (table.codes === null || table.day === null) return null
  const { rows } = await connection.query<{ before: Day | null }>(
    'select max(before) as before from purges where dataset = $1',
    [table.dataset.id],
  )
  return rows[0]?.before ?? null
}

/**
 * Staged rows from before a purge that meet no row that is held. Who may have been purged would count a second time; who
 * is still held, because his row waits for something, is met and may change.
 */
function strangers(table: RowTable, batch: BatchRecord, before: Day): string {
  return `${stagingOf(batch, table)} s where s.batch_id = '${batch.id}' and not s.deleted and ${table.day?.('s.')} < '${before}'::date
           and not exists (select 1 from ${table.rows} r where r.key = s.key)`
}

/** Takes rows of a purged time out of staging, as faults of the delivery. */
export async function refusePurged(
  connection: Connection,
  batch: BatchRecord,
  tables: readonly RowTable[],
  verdict: Verdict,
): Promise<Verdict> {
  let now = verdict
  for (const table of tables) {
    const before = await horizonOf(connection, table)
    if (before === null) continue
    const { rows } = await connection.query<{ sheet: number; rowNo: number }>(
      `with gone as (delete from ${stagingOf(batch, table)} t where t.ctid in (select s.ctid from ${strangers(table, batch, before)})
         returning t.sheet, t.row_no)
       select sheet, row_no as "rowNo" from gone order by sheet, row_no`,
    )
    now = withRefused(now, batch, ROW_PURGED, rows, { before })
  }
  return now
}

/** Refuses a delivery that was staged before its rows were purged. @throws PurgedMeanwhile */
export async function guardPurged(
  connection: Connection,
  batch: BatchRecord,
  tables: readonly RowTable[],
): Promise<void> {
  for (const table of tables) {
    const before = await horizonOf(connection, table)
    if (before === null) continue
    const { rows } = await connection.query<{ met: boolean }>(
      `select exists (select 1 from ${strangers(table, batch, before)}) as met`,
    )
    if (rows[0]?.met) throw Object.assign(new PurgedMeanwhile(batch.id, before), { at: { before } })
  }
}
