import type { Batch } from '../../shared/batch.ts'
import { type BatchRecord, readBatch, toBatch, writeVerdict } from './batches.ts'
import { toRowCounts, type VerdictCounts, writeVerdicts } from './compare.ts'
import { refuseConflicts } from './conflicts.ts'
import type { Connection, Pool } from './connection.ts'
import { BatchState } from './errors.ts'
import { refuseForeign, type Spoken, spokenBy, type UnitsSeen } from './foreign.ts'
import type { Comparison, Verdict } from './ledger.ts'
import { refusePurged } from './purged.ts'
import type { RowTable } from './row-tables.ts'
import { readState } from './sequence.ts'
import { stagingOf } from './staging.ts'
import { transaction } from './transaction.ts'
import { readCounts, writeCounts } from './verdict-counts.ts'

const SLOW_MS = 600_000

/** States in which something is staged, or was when it counted. */
const COMPARABLE: ReadonlySet<string> = new Set(['asking', 'ready', 'refused', 'approving', 'committed', 'withdrawn'])

/** Closes the staging of a batch: one row a key, compared with what is held, with the verdict of reading and checking. */
export async function settleBatch(
  pool: Pool,
  now: () => Date,
  id: string,
  tables: readonly RowTable[],
  verdict: Verdict,
  unitsSeen: UnitsSeen,
): Promise<Batch> {
  return transaction(
    pool,
    async (connection) => {
      await connection.query(`set local statement_timeout = ${SLOW_MS}`)
      await connection.query('update batches set speaks_unit = $2, speaks_from = $3, speaks_to = $4 where id = $1', [
        id,
        verdict.speaksFor?.unit ?? null,
        verdict.speaksFor?.from ?? null,
        verdict.speaksFor?.to ?? null,
      ])
      const batch = await readBatch(connection, id, true)
      if (batch.state === 'discarded') throw new BatchState(id, batch.state)
      for (const table of tables) await dropTwins(connection, batch, table)
      const spoken = await spokenBy(connection, batch, unitsSeen, now())
      const ours = await refuseForeign(connection, batch, tables, spoken, verdict)
      const lasting = await refusePurged(connection, batch, tables, ours)
      const passed = await refuseConflicts(connection, batch, tables, lasting)
      const counts = await compareAll(connection, now, batch, tables, spoken)
      const rows = toRowCounts(counts, passed)
      await writeVerdict(connection, id, passed, rows, await coveredUntil(connection, batch, tables))
      return toBatch(await readBatch(connection, id))
    },
    'isolation level repeatable read',
  )
}

/** Compares a settled batch with what is held now. */
export async function compareBatch(
  pool: Pool,
  now: () => Date,
  tablesOf: (datasets: readonly string[]) => RowTable[],
  id: string,
  unitsSeen: UnitsSeen,
): Promise<Comparison> {
  return transaction(
    pool,
    async (connection) => {
      await connection.query(`set local statement_timeout = ${SLOW_MS}`)
      const batch = await readBatch(connection, id, true)
      if (!COMPARABLE.has(batch.state)) throw new BatchState(id, batch.state)
      const tables = tablesOf([...(await readCounts(connection, id)).keys()])
      const { before } = await readState(connection, now)
      if (batch.seq === undefined) {
        const spoken = await spokenBy(connection, batch, unitsSeen, now())
        const rows = toRowCounts(await compareAll(connection, now, batch, tables, spoken), batch.rows)
        await connection.query('update batches set counts = $2 where id = $1', [id, JSON.stringify(rows)])
        return { seq: before, rows, closed: await closedByUnit(connection, batch, tables) }
      }
      return { seq: before, rows: batch.rows, closed: [] }
    },
    'isolation level repeatable read',
  )
}

async function compareAll(
  connection: Connection,
  now: () => Date,
  batch: BatchRecord,
  tables: readonly RowTable[],
  spoken: Spoken | null,
): Promise<VerdictCounts[]> {
  const { before, at } = await readState(connection, now)
  const all: VerdictCounts[] = []
  for (const table of tables) {
    const counts = await writeVerdicts(connection, batch, table, at, spoken)
    await writeCounts(connection, batch.id, table.dataset.id, counts)
    all.push(counts)
  }
  await connection.query('update batches set compared_seq = $2, compared_at = $3 where id = $1', [batch.id, before, at])
  return all
}

/** Of rows with one key in one delivery the last counts: by version, by change, by place in the file. */
async function dropTwins(connection: Connection, batch: BatchRecord, table: RowTable): Promise<void> {
  const target = stagingOf(batch, table)
  const mine = `batch_id = '${batch.id}'`
  if (target !== table.staging) await connection.query(`analyze ${target} (key, version, stamp, hash)`)
  await connection.query(
    `with twice as materialized (select key from ${target} where ${mine} group by key having count(*) > 1)
     delete from ${target} where ctid in (
       select tid from (
         select s.ctid as tid, row_number() over (
                  partition by s.key order by s.version desc nulls last, s.stamp desc nulls last, s.sheet desc, s.row_no desc) as place
           from ${target} s join twice t on t.key = s.key where s.${mine}) places
        where place > 1)`,
  )
}

/**
 * The day until which a delivery speaks: its newest row, or the day on which it was taken from its source; never a day
 * after its arrival (plans and yearly rows reach further), null for rows that have always held.
 */
async function coveredUntil(
  connection: Connection,
  batch: BatchRecord,
  tables: readonly RowTable[],
): Promise<string | null> {
  const table = tables.find(({ dataset }) => dataset.id === batch.dataset)
  const newest = table?.day
    ? `(select max(${table.day('s.')}) from ${stagingOf(batch, table)} s where s.batch_id = $1)`
    : 'null::date'
  const { rows } = await connection.query<{ day: string | null }>(
    `select case when spoken > '0001-01-01' then least(spoken, (received_at at time zone 'Asia/Ho_Chi_Minh')::date) end as day
       from batches cross join lateral (
              select greatest(${newest}, (extracted_at at time zone 'Asia/Ho_Chi_Minh')::date) as spoken) s
      where id = $1`,
    [batch.id],
  )
  return rows[0]?.day ?? null
}

async function closedByUnit(
  connection: Connection,
  batch: BatchRecord,
  tables: readonly RowTable[],
): Promise<Comparison['closed']> {
  const closed: Comparison['closed'] = []
  for (const table of tables) {
    const unit = table.dataset.unitColumns.length > 0 ? 'r.unit' : 'null::text'
    const { rows } = await connection.query<{ unit: string | null; rows: number }>(
      `select ${unit} as unit, count(*) as rows from ${stagingOf(batch, table)} s join ${table.rows} r on r.key = s.key
        where s.batch_id = '${batch.id}' and s.verdict = 'gone' and r.seq_from is not null and r.seq_to is null
        group by 1 order by 1`,
    )
    closed.push(...rows)
  }
  return closed
}
