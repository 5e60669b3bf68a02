import type { Issue } from '../../shared/batch.ts'
import type { CellValue } from '../../shared/datasets/dataset.ts'
import type { QuarantinedRow } from '../../shared/feed-register.ts'
import type { Sql } from './ledger.ts'

/** A row as the table of rows kept aside takes it. */
export interface Aside {
  id: string
  feed: string
  dataset: string
  /** Of which its sender may speak; null = all. */
  unit: string | null
  actor: string
  row: number
  mark: Buffer
  keyMark: Buffer | null
  issues: readonly Issue[]
  cells: Readonly<Record<string, CellValue>>
  sealed: Buffer | null
}

/** A row with what is needed to try it again. */
export interface KeptAside extends QuarantinedRow {
  unit: string | null
  sealed: Buffer | null
}

/** Which rows kept aside are asked for. */
export interface AsideFilter {
  feeds: readonly string[]
  state: QuarantinedRow['state'] | null
  limit: number
}

const READ = `id, feed, dataset, unit, at, actor as by, row_no as row, issues, cells, sealed, tries, state`

/** How long a row that was decided about is still shown, days. */
const DECIDED_DAYS = 30

/**
 * Keeps rows aside, no more than `most` of a feed. A row that waits already is the same row with one more try.
 *
 * @returns the id under which each kept row waits, by its place in the list; rows beyond the limit have none
 */
export async function keepAside(sql: Sql, rows: readonly Aside[], at: Date, most: number): Promise<(string | null)[]> {
  const [first] = rows
  if (!first) return []
  await sql.query('select pg_advisory_xact_lock(7604006, hashtext($1))', [first.feed])
  await sql.query(
    `delete from quarantine where state <> 'waiting' and decided_at < $1::timestamptz - interval '${DECIDED_DAYS} days'`,
    [at],
  )
  let room = most - (await countWaiting(sql, first.feed))
  const ids: (string | null)[] = []
  for (const row of rows) {
    const again = await sql.query<{ id: string }>(
      `update quarantine set tries = least(tries + 1, 1000000), issues = $3, actor = $4 where feed = $1 and mark = $2 and state = 'waiting'
       returning id`,
      [row.feed, row.mark, JSON.stringify(row.issues), row.actor],
    )
    if (again[0]) ids.push(again[0].id)
    else if (room <= 0) ids.push(null)
    else {
      room -= 1
      ids.push(await insertAside(sql, row, at))
    }
  }
  return ids
}

/** What was discarded and came again waits again. */
async function insertAside(sql: Sql, row: Aside, at: Date): Promise<string | null> {
  const [kept] = await sql.query<{ id: string }>(
    `insert into quarantine (id, feed, dataset, unit, at, actor, row_no, mark, key_mark, issues, cells, sealed)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     on conflict (feed, mark) do update
        set id = $1, unit = $4, at = $5, actor = $6, row_no = $7, issues = $10, cells = $11, sealed = $12,
            tries = 1, state = 'waiting', decided_by = null, decided_at = null
     returning id`,
    [
      row.id,
      row.feed,
      row.dataset,
      row.unit,
      at,
      row.actor,
      row.row,
      row.mark,
      row.keyMark,
      JSON.stringify(row.issues),
      JSON.stringify(row.cells),
      row.sealed,
    ],
  )
  return kept?.id ?? null
}

async function countWaiting(sql: Sql, feed: string): Promise<number> {
  const [row] = await sql.query<{ n: number }>(
    `select count(*) as n from quarantine where feed = $1 and state = 'waiting'`,
    [feed],
  )
  return row?.n ?? 0
}

/** Does anything of a feed wait, and which of its rows stopped the check so often that they are not tried again? */
export async function readWaiting(
  sql: Sql,
  feed: string,
  rule: string,
  tries: number,
): Promise<{ any: boolean; stopped: Buffer[] }> {
  const [row] = await sql.query<{ any: boolean; stopped: Buffer[] }>(
    `select exists (select 1 from quarantine where feed = $1 and state = 'waiting') as any,
            array(select mark from quarantine
                   where feed = $1 and state = 'waiting' and tries >= $3 and issues -> 0 ->> 'rule' = $2) as stopped`,
    [feed, rule, tries],
  )
  return row ?? { any: false, stopped: [] }
}

/** Ends the waiting of rows that counted after all, and of other contents of the same keys. */
export async function endWaiting(
  sql: Sql,
  feed: string,
  counted: readonly { mark: Buffer; keyMark: Buffer | null }[],
  at: Date,
): Promise<void> {
  await sql.query(
    `update quarantine set state = case when mark = any($2) then 'counted' else 'discarded' end, sealed = null,
            decided_by = 'system', decided_at = $4
      where feed = $1 and state = 'waiting' and (mark = any($2) or key_mark = any($3))`,
    [feed, counted.map(({ mark }) => mark), counted.flatMap(({ keyMark }) => keyMark ?? []), at],
  )
}

/** Rows kept aside, newest first. */
export function readAside(sql: Sql, { feeds, state, limit }: AsideFilter): Promise<KeptAside[]> {
  return sql.query<KeptAside>(
    `select ${READ} from quarantine where feed = any($1) and ($2::text is null or state = $2)
      order by at desc, row_no, id limit $3`,
    [feeds, state, limit],
  )
}

/** One row kept aside; null when there is none of that id. */
export async function readAsideRow(sql: Sql, id: string): Promise<KeptAside | null> {
  const [row] = await sql.query<KeptAside>(`select ${READ} from quarantine where id = $1`, [id])
  return row ?? null
}

/** Somebody tried a row that waits and it is still faulty. */
export async function noteTry(sql: Sql, id: string, issues: readonly Issue[]): Promise<void> {
  await sql.query(`update quarantine set tries = tries + 1, issues = $2 where id = $1 and state = 'waiting'`, [
    id,
    JSON.stringify(issues),
  ])
}

/** Decides about a row that waits; its codes go. @returns whether it still waited */
export async function decideAside(
  sql: Sql,
  id: string,
  state: 'counted' | 'discarded',
  actor: string,
  at: Date,
): Promise<boolean> {
  const gone = await sql.query(
    `update quarantine set state = $2, sealed = null, decided_by = $3, decided_at = $4 where id = $1 and state = 'waiting'
     returning id`,
    [id, state, actor, at],
  )
  return gone.length > 0
}

/** How many rows wait, and since when the longest, by feed. */
export function countAside(sql: Sql): Promise<{ feed: string; rows: number; since: string }[]> {
  return sql.query(
    `select feed, count(*) as rows, min(at) as since from quarantine where state = 'waiting' group by feed order by feed`,
  )
}
