import { tableOf } from '../../shared/datasets/stored.ts'
import { type Catalogue, sameVersions, type Versions, versionsOf } from '../../shared/measures/catalogue.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import type { Ledger, Sql, Within } from '../ledger/ledger.ts'
import { adjustSql, catalogueHash, countedDatasets } from './counters.ts'

/** The shape of the tables below; another number means that they are made anew. */
const SHAPE = 3

const TABLES = [
  'drop table if exists rollup, rollup_months',
  `create table rollup (
    counter text collate "C" not null,
    day date not null,
    unit text collate "C" not null,
    n bigint not null,
    primary key (counter, day, unit) include (n)
  )`,
  `create table rollup_months (
    counter text collate "C" not null,
    month date not null,
    unit text collate "C" not null,
    n bigint not null,
    primary key (counter, month, unit) include (n)
  )`,
  `create table if not exists rollup_catalogue (only_row boolean primary key default true check (only_row), hash text not null)`,
]

/** Keeps the rollups of these definitions inside a commit or withdrawal. */
export function createAdjust({ measures }: Catalogue): Within {
  return async (sql, { dataset, relation }) => {
    const statement = adjustSql(dataset, relation, measures)
    if (statement) await sql.query(statement.text, statement.params)
  }
}

/**
 * Takes a seq of kind `definition` when this program defines measures otherwise than the one before it, and writes down which
 * version of each counts from then on. Where it counts other things, the rollups are made anew from the rows.
 */
export async function bringInLine(ledger: Ledger, catalogue: Catalogue): Promise<void> {
  const counters = `${SHAPE} ${catalogueHash(catalogue.measures)}`
  const versions = versionsOf(catalogue)
  const held = await heldHash(ledger)
  const before = await ledger.read(SYSTEM_SCOPE, (reading) => versionsAt(ledger, reading, reading.seq))
  if (held === counters && before !== null && sameVersions(before, versions)) {
    await ledger.transact((sql) => raiseWalls(ledger, sql))
    return
  }
  await ledger.mark(
    'definition',
    { counters, versions },
    {
      actor: { name: 'system', role: 'system', reason: 'Danh mục chỉ số của phiên bản chương trình này' },
      within: async (sql) => {
        if (held !== counters) await rebuild(sql, counters, catalogue)
        await raiseWalls(ledger, sql)
      },
    },
  )
}

/** Restricted callers see the cells of their units only. */
async function raiseWalls(ledger: Ledger, sql: Sql): Promise<void> {
  for (const table of ['rollup', 'rollup_months']) await ledger.wall(sql, table, ['unit'])
}

/** Which version of each measure was in force at a seq; null where nobody wrote it down. */
export async function versionsAt(ledger: Ledger, sql: Sql, seq: number): Promise<Versions | null> {
  const said = await ledger.definition(sql, seq)
  return said !== null && typeof said === 'object' && 'versions' in said ? (said.versions as Versions) : null
}

async function heldHash(ledger: Ledger): Promise<string | null> {
  return ledger.read(SYSTEM_SCOPE, async (reading) => {
    const [table] = await reading.query<{ made: boolean }>(`select to_regclass('rollup_catalogue') is not null as made`)
    if (!table?.made) return null
    const [row] = await reading.query<{ hash: string }>('select hash from rollup_catalogue')
    return row?.hash ?? null
  })
}

async function rebuild(sql: Sql, hash: string, { measures }: Catalogue): Promise<void> {
  for (const table of TABLES) await sql.query(table)
  for (const dataset of countedDatasets(measures)) {
    const current = `(select 1 as sign, held.* from ${tableOf(dataset)} held where held.seq_from is not null and held.seq_to is null)`
    const statement = adjustSql(dataset, current, measures)
    if (statement) await sql.query(statement.text, statement.params)
  }
  await sql.query(
    'insert into rollup_catalogue (hash) values ($1) on conflict (only_row) do update set hash = excluded.hash',
    [hash],
  )
}
