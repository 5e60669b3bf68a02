import type { Dataset } from '../../shared/datasets/dataset.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import type { Verification } from '../../shared/verification.ts'
import type { Reading } from '../ledger/ledger.ts'
import { BY_MONTH, type CellsSql, cellsSql, countedDatasets, countersOf } from './counters.ts'
import type { Tools } from './tools.ts'

/** A recount reads everything once: it may take longer than a question, and takes no place among them. */
const TIMEOUT_MS = 240_000
const MOST_LISTED = 100

/**
 * Recounts every rollup from the rows and looks whether the ledger keeps its own rules, all at the newest seq. The store
 * does the work; what comes back is counts and the first differences.
 */
export async function verify({ ledger }: Pick<Tools, 'ledger'>): Promise<Verification> {
  const started = performance.now()
  const found = await ledger.read(
    SYSTEM_SCOPE,
    async (reading) => {
      await reading.query(`set local work_mem = '128MB'`)
      const total = { counters: 0, cells: 0, rows: 0 }
      const differences = await unknownCounters(reading)
      for (const dataset of countedDatasets()) {
        const held = await compareDataset(reading, dataset)
        total.counters += held.counters
        total.cells += held.cells
        total.rows += held.rows
        differences.push(...held.differences.slice(0, MOST_LISTED - differences.length))
      }
      differences.push(...(await wrongMonths(reading)))
      return { seq: reading.seq, ...total, differences, faults: await ledger.faults(reading) }
    },
    { timeoutMs: TIMEOUT_MS },
  )
  return { ...found, tookMs: Math.round(performance.now() - started) }
}

type Compared = Omit<Verification, 'seq' | 'tookMs' | 'faults'>

/** One pass over the rows says how much agrees; the differences are listed only where there are any. */
async function compareDataset(reading: Reading, dataset: Dataset): Promise<Compared> {
  const names = countersOf(dataset).map(({ name }) => name)
  const cells = cellsSql(dataset, `(select 1 as sign, r.* from ${reading.relation(dataset, { seq: reading.seq })} r)`)
  if (!cells) return { counters: 0, cells: 0, rows: 0, differences: [] }
  const params = [...cells.params, names]
  const differs = 'held <> recounted'
  const [count] = await reading.query<{ cells: number; wrong: number; rows: number }>(
    `${comparedSql(cells)} select count(*) as cells, count(*) filter (where ${differs}) as wrong, (select count(*) from taken) as rows from compared`,
    params,
  )
  const differences =
    count && count.wrong > 0
      ? await reading.query<Verification['differences'][number]>(
          `${comparedSql(cells)} select counter, unit, day, held, recounted from compared where ${differs} order by counter, unit, day limit ${MOST_LISTED}`,
          params,
        )
      : []
  return { counters: names.length, cells: count?.cells ?? 0, rows: count?.rows ?? 0, differences }
}

/** Every cell that the rollup holds for these counters beside the one that the rows give; a missing one is 0. */
function comparedSql({ taken, cells, params }: CellsSql): string {
  return `with taken as materialized (${taken}), compared as (
    select counter, unit, day, coalesce(h.n, 0) as held, coalesce(c.n, 0)::bigint as recounted
      from (select * from rollup where counter = any($${params.length + 1}::text[])) h
      full join (${cells}) c using (counter, unit, day))`
}

/** Months that are not the sum of their days, named by their first day. */
function wrongMonths(reading: Reading): Promise<Verification['differences']> {
  return reading.query(
    `select counter || ' (tháng)' as counter, unit, month as day, coalesce(m.n, 0) as held, coalesce(d.n, 0)::bigint as recounted
       from rollup_months m
       full join (select counter, unit, date_trunc('month', day)::date as month, sum(n) as n from rollup where ${BY_MONTH} group by 1, 2, 3) d
            using (counter, unit, month)
      where coalesce(m.n, 0) <> coalesce(d.n, 0) order by 1, 2, 3 limit ${MOST_LISTED}`,
  )
}

/** Cells of counters that this program does not keep: nothing would ever correct them. */
function unknownCounters(reading: Reading): Promise<Verification['differences']> {
  const names = countedDatasets().flatMap((dataset) => countersOf(dataset).map(({ name }) => name))
  return reading.query(
    `select counter, unit, day, n as held, 0 as recounted from rollup where counter <> all($1::text[]) and n <> 0 order by 1, 2, 3 limit ${MOST_LISTED}`,
    [names],
  )
}
