import { createHash } from 'node:crypto'
import { sqlName } from '../../shared/datasets/stored.ts'
import type { Connection } from './connection.ts'
import type { Sql } from './ledger.ts'
import type { RowTable } from './row-tables.ts'
import { toSql } from './sequence.ts'
import { DESK, READER } from './wall-roles.ts'

/** Behind what a transaction works: whose rights it has, and whose rows it sees. */
export interface Wall {
  role: typeof READER | typeof DESK
  units: ReadonlySet<string>
  actor: string
}

/** Between the ids of `ioc.units`: a unit's id never holds it. */
const BETWEEN = '\u001f'

/** The units of the caller. One list for a whole statement, hashed once: a row costs the same whether there are two or two thousand. */
const UNITS = `(select unnest(string_to_array(current_setting('ioc.units', true), e'\\x1f')))`
const ACTOR = `(select current_setting('ioc.actor', true))`
const MINE = `received_by = ${ACTOR} or feed in (select f.id from feeds f where f.system or f.unit in ${UNITS})`

/** One table as the walls know it. */
interface Walled {
  table: string
  /** For each role the columns that it reads, and which rows. */
  grants: readonly { role: Wall['role']; columns: readonly string[] | 'all'; rows: string }[]
}

/** A view that shows a role something of rows that it does not see; its owner's rights are those of this program. */
interface Window {
  view: string
  as: string
}

/** Puts a transaction behind a wall, until it ends: what follows sees only what the wall's role and units allow. */
export async function stepBehind(connection: Connection, { role, units, actor }: Wall): Promise<void> {
  await connection.query(
    `select set_config('ioc.units', $1, true), set_config('ioc.actor', $2, true), set_config('role', $3, true)`,
    [[...units].join(BETWEEN), actor, role],
  )
}

/** The versions of a dataset's keys as the history of a row is read from them: days only, of the keys that the caller sees. */
export function versionsOf({ rows }: RowTable): string {
  return rows.replace(/^rows_/, 'versions_')
}

/**
 * Brings the walls to what the tables are now. Everything is closed to both roles until it stands here. A wall that stands
 * already is not touched: no reading waits for a server that starts.
 */
export async function raiseWalls(connection: Connection, tables: readonly RowTable[]): Promise<void> {
  await connection.query('revoke all on all tables in schema public from public')
  const windows = [...WINDOWS, ...tables.flatMap(historyWindow)]
  for (const window of windows) await openWindow(connection, window)
  for (const walled of [...LEDGER_TABLES, ...tables.flatMap(wallsOf)]) await raise(toSql(connection), walled)
}

/** The same for a table that another stage keeps: its rows are seen by the units of these columns. */
export function raiseWall(sql: Sql, table: string, unitColumns: readonly string[]): Promise<void> {
  return raise(sql, { table, grants: [{ role: READER, columns: 'all', rows: insideUnits('', unitColumns) }] })
}

function insideUnits(alias: string, unitColumns: readonly string[]): string {
  return unitColumns.map((name) => `${alias}${sqlName(name)} in ${UNITS}`).join(' or ')
}

const LEDGER_TABLES: readonly Walled[] = [
  { table: 'ledger_state', grants: [{ role: READER, columns: ['published', 'committed_at'], rows: 'true' }] },
  {
    table: 'commits',
    grants: [{ role: READER, columns: ['seq', 'kind', 'batch_id', 'datasets', 'at'], rows: 'true' }],
  },
  {
    table: 'feeds',
    grants: [
      { role: READER, columns: ['id', 'unit', 'system'], rows: 'true' },
      { role: DESK, columns: 'all', rows: `system or unit in ${UNITS}` },
    ],
  },
  {
    table: 'batches',
    grants: [
      {
        role: READER,
        columns: 'id feed dataset state seq withdrawn_seq received_at covers_to committed_at'.split(' '),
        rows: 'true',
      },
      { role: DESK, columns: 'all', rows: MINE },
    ],
  },
  ...[
    'batch_datasets',
    'idempotency',
    'feed_changes',
    'people',
    'links',
    'sessions',
    'sign_in_failures',
    'api_keys',
    'pairings',
    'screens',
    'settings',
    'rights_state',
    'audit',
    'purges',
    'feed_memory',
    'feed_pulls',
    'quarantine',
  ].map((table) => ({ table, grants: [] })),
]

const WINDOWS: readonly Window[] = [
  {
    // The deliveries of the caller that still have something in staging; those that are over are not looked at.
    view: 'waiting_batches',
    as: `select id from batches where state not in ('committed', 'withdrawn', 'discarded') and (${MINE})`,
  },
  {
    // How many rows of a delivery were refused, and by which rules: never a value, a name or a sentence.
    view: 'refusals',
    as: `select b.id as batch_id, (b.counts ->> 'rejected')::bigint as rejected,
                coalesce((select jsonb_agg(jsonb_build_object('rule', i.rule, 'rows', i.rows))
                   from jsonb_to_recordset(b.issues) as i(rule text, severity text, rows bigint) where i.severity = 'error'), '[]') as rules
           from batches b where (b.counts ->> 'rejected')::bigint > 0`,
  },
]

/**
 * A row that came from another unit keeps the days that were named there: without them the same figure would differ between
 * callers. Seen are those of keys of which any version lies inside the caller's units.
 */
function historyWindow(table: RowTable): Window[] {
  const columns = new Set((table.dataset.history ?? []).flatMap(({ of, given }) => [sqlName(of), sqlName(given)]))
  if (columns.size === 0) return []
  const held = ['key', 'seq_from', 'seq_to', 'batch_id', ...columns].map((name) => `v.${name}`)
  const seen = isOpen(table)
    ? ''
    : ` where exists (select 1 from ${table.rows} r where r.key = v.key and (${insideUnits('r.', table.dataset.unitColumns)}))`
  return [{ view: versionsOf(table), as: `select ${held.join(', ')} from ${table.rows} v${seen}` }]
}

/** Is a dataset public knowledge, by its declaration or because its rows belong to no unit? */
function isOpen({ dataset }: RowTable): boolean {
  return dataset.open === true || dataset.unitColumns.length === 0
}

function wallsOf(table: RowTable): Walled[] {
  const { rows, claims, staging, codes, dataset } = table
  const reader = (rows: string): Walled['grants'] => [{ role: READER, columns: 'all', rows }]
  const seen = isOpen(table) ? 'true' : insideUnits('', dataset.unitColumns)
  const known = isOpen(table) ? 'true' : `exists (select 1 from ${rows} r where r.key = ${claims}.key)`
  return [
    { table: rows, grants: reader(seen) },
    { table: claims, grants: reader(known) },
    { table: staging, grants: reader('batch_id in (select w.id from waiting_batches w)') },
    ...(codes ? [{ table: codes, grants: [] }] : []),
  ]
}

/** The name of a policy tells what it says, so that one that stands is known without taking it down. */
async function raise(sql: Sql, { table, grants }: Walled): Promise<void> {
  const wanted = new Map(
    grants.map(({ role, columns, rows }) => {
      const said = JSON.stringify([columns, rows])
      const name = `${role}_${createHash('sha256').update(said).digest('hex').slice(0, 12)}`
      const list = columns === 'all' ? '' : ` (${columns.join(', ')})`
      return [
        name,
        `create policy ${name} on ${table} for select to ${role} using (${rows}); grant select${list} on ${table} to ${role}`,
      ]
    }),
  )
  const [now] = await sql.query<{ walled: boolean; names: string[]; granted: string[] }>(
    `select c.relrowsecurity as walled, array(select p.polname::text from pg_policy p where p.polrelid = c.oid) as names,
            array(select r from unnest($2::text[]) r where has_any_column_privilege(r, c.oid, 'select')) as granted
       from pg_class c where c.oid = to_regclass($1)`,
    [table, [READER, DESK]],
  )
  if (!now) return
  const stands =
    now.walled &&
    now.names.length === wanted.size &&
    now.names.every((name) => wanted.has(name)) &&
    now.granted.length === grants.length
  if (stands) return
  await sql.query(
    [
      `alter table ${table} enable row level security`,
      `revoke all on ${table} from ${READER}, ${DESK}`,
      ...now.names.map((name) => `drop policy "${name}" on ${table}`),
      ...wanted.values(),
    ].join('; '),
  )
}

async function openWindow(connection: Connection, { view, as }: Window): Promise<void> {
  const mark = createHash('sha256').update(as).digest('hex').slice(0, 12)
  const { rows } = await connection.query<{ stands: boolean }>(
    `select coalesce(obj_description(to_regclass($1), 'pg_class') = $2 and has_table_privilege($3, to_regclass($1), 'select'), false) as stands`,
    [view, mark, READER],
  )
  if (rows[0]?.stands) return
  await connection.query(
    `create or replace view ${view} as ${as}; comment on view ${view} is '${mark}'; grant select on ${view} to ${READER}`,
  )
}
