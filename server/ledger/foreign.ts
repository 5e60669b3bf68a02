import type { Dataset } from '../../shared/datasets/dataset.ts'
import { sqlName } from '../../shared/datasets/stored.ts'
import { ROW_FOREIGN } from '../../shared/held-rules.ts'
import { dayOf } from '../../shared/period.ts'
import { speaksOfAll, unitsSpokenFor } from '../../shared/unit-cover.ts'
import type { UnitSet } from '../../shared/units.ts'
import type { BatchRecord } from './batches.ts'
import type { Connection } from './connection.ts'
import { EffectMoved } from './errors.ts'
import type { Verdict } from './ledger.ts'
import { withRefused } from './refused.ts'
import type { RowTable } from './row-tables.ts'
import { stagingOf } from './staging.ts'

/** Of which units a feed may speak; null = all. */
export interface Spoken {
  /** Null for datasets in which it may speak of all. */
  unitsFor(dataset: Dataset): readonly string[] | null
}

/** Reads the units of the state that a transaction sees. */
export type UnitsSeen = (connection: Connection) => Promise<UnitSet>

/** Of which units the feed of a batch may speak. */
export async function spokenBy(
  connection: Connection,
  { unit }: BatchRecord,
  unitsSeen: UnitsSeen,
  now: Date,
): Promise<Spoken | null> {
  if (unit === null) return null
  const set = await unitsSeen(connection)
  const units = [...unitsSpokenFor(set, unit, dayOf(now))]
  return { unitsFor: (dataset) => (dataset.unitColumns.length === 0 || speaksOfAll(set, unit, dataset) ? null : units) }
}

/**
 * SQL test: does a row belong to none of the units? One of no unit belongs to the feed that brought it.
 *
 * @param units - the parameter that holds them; @param feed - the one that holds the feed
 */
export function isForeign({ dataset }: RowTable, alias: string, units: string, feed: string): string {
  const columns = dataset.unitColumns.map((name) => `${alias}.${sqlName(name)}`)
  const own = columns.map((column) => `coalesce(${column} = any (${units}::text[]), false)`).join(' or ')
  const ours = `exists (select 1 from batches o where o.id = ${alias}.batch_id and o.feed = ${feed})`
  return `(case when coalesce(${columns.join(', ')}) is null then not ${ours} else not (${own}) end)`
}

/**
 * Staged rows whose key counts now for units of which the feed may not speak: it may neither replace nor close them.
 */
function strangers(table: RowTable, batch: BatchRecord): string {
  return `${stagingOf(batch, table)} s join ${table.rows} r on r.key = s.key and r.seq_from is not null and r.seq_to is null
          where s.batch_id = '${batch.id}' and not s.missing and ${isForeign(table, 'r', '$1', '$2')}`
}

/** Takes rows that are another unit's out of staging, as faults of the delivery. */
export async function refuseForeign(
  connection: Connection,
  batch: BatchRecord,
  tables: readonly RowTable[],
  spoken: Spoken | null,
  verdict: Verdict,
): Promise<Verdict> {
  let now = verdict
  for (const table of tables) {
    const units = spoken?.unitsFor(table.dataset) ?? null
    if (units === null) continue
    const { rows } = await connection.query<{ sheet: number; rowNo: number }>(
      `with gone as (delete from ${stagingOf(batch, table)} t where t.ctid in (select s.ctid from ${strangers(table, batch)})
         returning t.sheet, t.row_no)
       select sheet, row_no as "rowNo" from gone order by sheet, row_no`,
      [units, batch.feed],
    )
    now = withRefused(now, batch, ROW_FOREIGN, rows)
  }
  return now
}

/** Refuses a delivery of which a key came to another unit after it was looked at. @throws EffectMoved */
export async function guardForeign(
  connection: Connection,
  batch: BatchRecord,
  tables: readonly RowTable[],
  spoken: Spoken | null,
  seq: number,
): Promise<void> {
  for (const table of tables) {
    const units = spoken?.unitsFor(table.dataset) ?? null
    if (units === null) continue
    const { rows } = await connection.query<{ met: boolean }>(
      `select exists (select 1 from ${strangers(table, batch)}) as met`,
      [units, batch.feed],
    )
    if (rows[0]?.met) throw new EffectMoved(batch.comparedSeq ?? 0, seq)
  }
}
