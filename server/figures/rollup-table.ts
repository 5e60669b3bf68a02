import { tableOf } from '../../shared/datasets/stored.ts'
import type { Ledger, RowChange, Sql } from '../ledger/ledger.ts'
import { adjustSql, catalogueHash, countedDatasets } from './counters.ts'

const TABLES = [
  `create table if not exists rollup (
    counter text collate "C" not null,
    unit text collate "C" not null,
    day date not null,
    n bigint not null,
    primary key (counter, unit, day) include (n)
  )`,
  `create table if not exists rollup_catalogue (only_row boolean primary key default true check (only_row), hash text not null)`,
]

/** Keeps the rollups inside a commit or withdrawal. */
export async function adjust(sql: Sql, { dataset, relation }: RowChange): Promise<void> {
  const statement = adjustSql(dataset, relation)
  if (statement) await sql.query(statement.text, statement.params)
}

/** Makes the rollups, and makes them anew from the rows under a seq of their own when this program counts other things. */
export async function bringInLine(ledger: Ledger): Promise<void> {
  const hash = catalogueHash()
  if ((await heldHash(ledger)) === hash) return
  await ledger.mark(
    'definition',
    { counters: hash },
    {
      actor: { name: 'system', role: 'system', reason: 'Danh mục chỉ số của phiên bản chương trình này' },
      within: (sql) => rebuild(sql, hash),
    },
  )
}

async function heldHash(ledger: Ledger): Promise<string | null> {
  return ledger.read(async (reading) => {
    const [table] = await reading.query<{ made: boolean }>(`select to_regclass('rollup_catalogue') is not null as made`)
    if (!table?.made) return null
    const [row] = await reading.query<{ hash: string }>('select hash from rollup_catalogue')
    return row?.hash ?? null
  })
}

async function rebuild(sql: Sql, hash: string): Promise<void> {
  for (const table of TABLES) await sql.query(table)
  await sql.query('delete from rollup')
  for (const dataset of countedDatasets()) {
    const current = `(select 1 as sign, held.* from ${tableOf(dataset)} held where held.seq_from is not null and held.seq_to is null)`
    const statement = adjustSql(dataset, current)
    if (statement) await sql.query(statement.text, statement.params)
  }
  await sql.query(
    'insert into rollup_catalogue (hash) values ($1) on conflict (only_row) do update set hash = excluded.hash',
    [hash],
  )
}
