import { sqlName } from '../../shared/datasets/stored.ts'
import { FOREVER, SINCE_EVER } from '../../shared/units.ts'
import type { Touched, Within } from './ledger.ts'
import { type RowTable, VERSION_COLUMNS } from './row-tables.ts'
import { type Turn, toSql } from './sequence.ts'

const MANY_UNITS = 200
/** Beyond so many changed rows nobody counts what they touch: everything of the dataset is asked again. */
const MANY_ROWS = 20_000

/** Tells the rollups which rows came and went in this turn, and finds out which units and days that touches. */
export async function announceChange(
  turn: Turn,
  tables: readonly RowTable[],
  within: Within,
): Promise<{ datasets: string[]; touched: Touched }> {
  const units = new Set<string>()
  const days: string[] = []
  let everywhere = false
  for (const table of tables) {
    await turn.connection.query('set local enable_seqscan = off')
    const changed = await countChanged(turn, table)
    if (changed === 0) continue
    // After a bulk load the planner must learn that its seq is that of nearly all rows, else it reads them all for the next push.
    if (changed > MANY_ROWS)
      await turn.connection.query(
        `set local enable_seqscan = on; analyze ${table.rows} (key, batch_id, seq_from, seq_to)`,
      )
    await within(toSql(turn.connection), { seq: turn.seq, dataset: table.dataset, relation: changeOf(table, turn.seq) })
    if (changed > MANY_ROWS) {
      everywhere = true
      days.push(SINCE_EVER, FOREVER)
    } else {
      for (const unit of await touchedUnits(turn, table)) units.add(unit)
      days.push(...(await touchedDays(turn, table)))
    }
  }
  const datasets = tables.map(({ dataset }) => dataset.id)
  const [from] = days.sort()
  const to = days.at(-1)
  const touched: Touched = {
    datasets,
    units: everywhere || units.size > MANY_UNITS ? 'all' : [...units].sort(),
    days: from && to ? { from, to } : null,
  }
  return { datasets, touched }
}

/** Every column of a row table, in one order, for relations put together from several parts. */
export function columnsOf(table: RowTable): string[] {
  return [
    ...Object.keys(VERSION_COLUMNS),
    ...table.stored.map(({ sql }) => sql),
    ...table.generated.map(({ sql }) => sql),
  ]
}

function changeOf(table: RowTable, seq: number): string {
  const columns = columnsOf(table).join(', ')
  return `(select 1 as sign, ${columns} from ${table.rows} where seq_from = ${seq}
           union all select -1 as sign, ${columns} from ${table.rows} where seq_to = ${seq})`
}

async function countChanged({ connection, seq }: Turn, { rows }: RowTable): Promise<number> {
  const found = await connection.query<{ n: number }>(
    `select count(*) as n from (select 1 from ${rows} where seq_from = ${seq}
       union all select 1 from ${rows} where seq_to = ${seq} limit ${MANY_ROWS + 1}) c`,
  )
  return found.rows[0]?.n ?? 0
}

async function touchedUnits({ connection, seq }: Turn, table: RowTable): Promise<string[]> {
  const columns = table.dataset.unitColumns.map(sqlName)
  if (columns.length === 0) return []
  const parts = columns.map((name) => `select distinct ${name} as unit from ${changeOf(table, seq)} c`)
  const found = await connection.query<{ unit: string | null }>(
    `select unit from (${parts.join(' union ')}) u limit ${MANY_UNITS + 2}`,
  )
  return found.rows.flatMap(({ unit }) => (unit === null ? [] : [unit]))
}

/** First and last day on any of the rows' date columns. */
async function touchedDays({ connection, seq }: Turn, table: RowTable): Promise<string[]> {
  const dated = [
    ...table.stored.filter(({ type }) => type === 'date'),
    ...table.generated.filter(({ type }) => type === 'date'),
  ]
  if (dated.length === 0) return []
  const ends = dated.map(({ sql }) => `min(${sql})`).join(', ')
  const starts = dated.map(({ sql }) => `max(${sql})`).join(', ')
  const found = await connection.query<{ first: string | null; last: string | null }>(
    `select least(${ends}) as first, greatest(${starts}) as last from ${changeOf(table, seq)} c`,
  )
  const { first, last } = found.rows[0] ?? {}
  return [first, last].filter((day) => typeof day === 'string')
}
