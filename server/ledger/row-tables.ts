import { type Dataset, dayColumn } from '../../shared/datasets/dataset.ts'
import { type StoredColumn, sqlName, storedColumns, tableOf } from '../../shared/datasets/stored.ts'
import { ZONE } from '../../shared/period.ts'
import type { Connection } from './connection.ts'
import { DatabaseUnfit } from './errors.ts'

/** A column that the database fills from others of the same row. */
interface Generated {
  sql: string
  type: 'date' | 'text'
  /** Its value, read from the table or subquery of that alias. */
  from: (alias: string) => string
}

/** The tables in which a dataset lies. */
export interface RowTable {
  dataset: Dataset
  /** Versions: what counted from one seq to another. */
  rows: string
  /** Assertions that brought no new content: unchanged rows and tombstones. */
  claims: string
  /** Deliveries that do not count yet. */
  staging: string
  /** Codes as written, encrypted; null for datasets without a code. */
  codes: string | null
  stored: StoredColumn[]
  generated: Generated[]
  /** The local day that dates a row, null when nothing does. */
  day: ((alias: string) => string) | null
}

/** Columns that every version has, before the dataset's own. */
export const VERSION_COLUMNS: Readonly<Record<string, string>> = {
  key: 'text collate "C" not null',
  seq_from: 'bigint',
  seq_to: 'bigint',
  batch_id: 'text collate "C" not null',
  sheet: 'smallint not null',
  row_no: 'int not null',
  hash: 'uuid not null',
  version: 'bigint',
  stamp: 'timestamptz not null',
  asserted: 'boolean not null',
}

/**
 * Read by nobody. Closing a version concerns none of the columns that the database fills, and PostgreSQL 18 then reads all
 * their expressions anew for each row: 55 µs. Where one follows `seq_to`, it does not (docs/decisions/0006).
 */
const CLOSED = ['closed', 'boolean generated always as (seq_to is not null) stored'] as const

const CLAIM_COLUMNS: Readonly<Record<string, string>> = {
  key: 'text collate "C" not null',
  batch_id: 'text collate "C" not null',
  sheet: 'smallint not null',
  row_no: 'int not null',
  hash: 'uuid',
  version: 'bigint',
  stamp: 'timestamptz not null',
  gone: 'boolean not null',
}

/** `hash` is empty for a tombstone; `missing` marks one that a replacing delivery made by leaving the key out. */
const STAGING_COLUMNS: Readonly<Record<string, string>> = {
  batch_id: 'text collate "C" not null',
  key: 'text collate "C" not null',
  version: 'bigint',
  stamp: 'timestamptz',
  deleted: 'boolean not null',
  sheet: 'smallint not null',
  row_no: 'int not null',
  hash: 'uuid',
  sealed: 'bytea',
  verdict: `text not null default 'new'`,
  missing: 'boolean not null default false',
}

/** Where and how a dataset is stored; follows from its declaration alone. */
export function rowTableOf(dataset: Dataset): RowTable {
  const rows = tableOf(dataset)
  const plain = rows.slice('rows_'.length)
  const stored = storedColumns(dataset)
  const generated: Generated[] = stored
    .filter(({ column }) => column.kind === 'instant')
    .map(({ name, sql }) => ({
      sql: sqlName(dayColumn(name)),
      type: 'date',
      from: (alias) => localDay(`${alias}${sql}`),
    }))
  if (dataset.unitColumns.length > 0 && !stored.some(({ sql }) => sql === 'unit')) {
    const units = dataset.unitColumns.map(sqlName)
    generated.push({
      sql: 'unit',
      type: 'text',
      from: (alias) => `coalesce(${units.map((name) => alias + name).join(', ')})`,
    })
  }
  const dated = stored.find(({ name }) => name === dataset.dateColumn)
  const day = dated
    ? (alias: string) => (dated.type === 'timestamptz' ? localDay(alias + dated.sql) : alias + dated.sql)
    : null
  const coded = dataset.columns.some(({ kind }) => kind === 'code')
  return {
    dataset,
    rows,
    claims: `claims_${plain}`,
    staging: `staging_${plain}`,
    codes: coded ? `codes_${plain}` : null,
    stored,
    generated,
    day,
  }
}

/** Makes the tables of each dataset, and the columns that its declaration gained since the last start. */
export async function prepareRowTables(connection: Connection, tables: readonly RowTable[]): Promise<void> {
  const held = await readColumns(connection)
  for (const table of tables) {
    const own = table.stored.map(({ sql, type }) => [sql, type === 'text' ? 'text collate "C"' : type] as const)
    const filled = table.generated.map(
      ({ sql, type, from }) =>
        [sql, `${type === 'text' ? 'text collate "C"' : type} generated always as (${from('')}) stored`] as const,
    )
    await shape(
      connection,
      held,
      table.rows,
      '',
      // What nearly every question reads stands in front: a column costs the walk over those before it.
      [...Object.entries(VERSION_COLUMNS), CLOSED, ...filled, ...own],
      [
        `create unique index ${table.rows}_key on ${table.rows} (key, seq_from)`,
        `create index ${table.rows}_from on ${table.rows} (seq_from)`,
        `create index ${table.rows}_to on ${table.rows} (seq_to) where seq_to is not null`,
        `create index ${table.rows}_stale on ${table.rows} (batch_id) where seq_from is null`,
      ],
    )
    for (const index of soughtIndexes(table)) await connection.query(index)
    await shape(connection, held, table.claims, '', Object.entries(CLAIM_COLUMNS), [
      `create index ${table.claims}_key on ${table.claims} (key)`,
      `create index ${table.claims}_batch on ${table.claims} (batch_id)`,
    ])
    await shape(
      connection,
      held,
      table.staging,
      'unlogged',
      [...Object.entries(STAGING_COLUMNS), ...own],
      [`create index ${table.staging}_batch on ${table.staging} (batch_id, key)`],
    )
    if (table.codes) {
      const columns = [
        ['key', 'text collate "C" primary key'],
        ['sealed', 'bytea not null'],
      ] as const
      await shape(connection, held, table.codes, '', columns, [])
    }
  }
}

/**
 * The indexes of `soughtBy`. Rows arrive about in the order of their days, so that a summary of each 16 pages finds a month
 * of a million rows in a quarter of the time of a scan, at no cost to a bulk load (docs/figures.md, "Plans").
 */
function soughtIndexes({ dataset, rows }: RowTable): string[] {
  const { days = [], left } = dataset.soughtBy ?? {}
  const index = (name: string, how: string) => `create index if not exists ${rows}_${name} on ${rows} ${how}`
  return [
    ...days
      .map(sqlName)
      .map((day) => index(day, `using brin (${day}) with (pages_per_range = 16, autosummarize = on)`)),
    ...(left === undefined
      ? []
      : [
          `drop index if exists ${rows}_inside`,
          index('left', `((case when ${sqlName(left)} is null then 'infinity' else ${sqlName(left)} end))`),
        ]),
  ]
}

async function shape(
  connection: Connection,
  held: Map<string, Map<string, string>>,
  table: string,
  kind: '' | 'unlogged',
  columns: readonly (readonly [string, string])[],
  indexes: readonly string[],
): Promise<void> {
  const there = held.get(table)
  if (!there) {
    const list = columns.map(([name, type]) => `${name} ${type}`).join(', ')
    await connection.query([`create ${kind} table ${table} (${list})`, ...indexes].join('; '))
    return
  }
  // Columns that are filled from others come after those.
  const inOrder = columns.toSorted(([, a], [, b]) => Number(a.includes('generated')) - Number(b.includes('generated')))
  for (const [name, type] of inOrder) {
    const now = there.get(name)
    const wanted = type.split(/ (?=collate|not|generated|default|primary)/)[0]?.replace(/^int$/, 'integer')
    if (now === undefined) await connection.query(`alter table ${table} add column ${name} ${type}`)
    else if (!now.startsWith(wanted ?? '')) {
      throw new DatabaseUnfit(`column ${table}.${name} is ${now}, this program stores it as ${wanted}`)
    }
  }
}

async function readColumns(connection: Connection): Promise<Map<string, Map<string, string>>> {
  const { rows } = await connection.query<{ table: string; column: string; type: string }>(
    `select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type
       from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped`,
  )
  const tables = new Map<string, Map<string, string>>()
  for (const { table, column, type } of rows) {
    const columns = tables.get(table) ?? new Map<string, string>()
    tables.set(table, columns.set(column, type === 'timestamp with time zone' ? 'timestamptz' : type))
  }
  return tables
}

/** Vietnam keeps UTC+7 since 1975; adding seven hours takes a tenth of the time of asking the zone for its rules. */
function localDay(instant: string): string {
  const added = `(${instant} at time zone interval '07:00')::date`
  const asked = `(${instant} at time zone '${ZONE}')::date`
  return `(case when ${instant} >= '1976-01-01 00:00:00+00' then ${added} else ${asked} end)`
}
