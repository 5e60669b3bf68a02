import type { RowCounts } from '../../shared/batch.ts'
import { isPurged } from '../../shared/purged.ts'
import type { BatchRecord } from './batches.ts'
import type { Connection } from './connection.ts'
import { isForeign, type Spoken } from './foreign.ts'
import { assertionsOf, latest, latestOfKey } from './order.ts'
import type { RowTable } from './row-tables.ts'
import { stagingOf } from './staging.ts'

/** How many staged rows got each verdict. `void` = a tombstone that closes nothing. */
export interface VerdictCounts {
  staged: number
  fresh: number
  changed: number
  same: number
  stale: number
  gone: number
  void: number
}

/** Nothing staged. */
export const NOTHING: VerdictCounts = { staged: 0, fresh: 0, changed: 0, same: 0, stale: 0, gone: 0, void: 0 }

/** Above so many staged rows, what is held is read once as a whole instead of key by key. */
const MANY = 20_000

/**
 * Says of every staged row what committing it would do: `new`, `changed`, `same`, `stale`, `gone` or `void`; for a
 * delivery that replaces, adds a tombstone for each key that it leaves out.
 *
 * @param at - stands in for the stamp of rows that have none
 * @param spoken - the units of which the feed may speak: keys of others it does not close
 */
export async function writeVerdicts(
  connection: Connection,
  batch: BatchRecord,
  table: RowTable,
  at: string,
  spoken: Spoken | null,
): Promise<VerdictCounts> {
  const target = stagingOf(batch, table)
  const mine = `batch_id = '${batch.id}'`
  if (batch.mode === 'replace') await connection.query(`delete from ${target} where ${mine} and missing`)
  const empty = await isEmpty(connection, table)
  if (empty) await connection.query(`update ${target} set verdict = 'void' where ${mine} and deleted`)
  else await compareHeld(connection, batch, table, at)
  if (batch.mode === 'replace' && batch.speaksFrom && !empty) await closeMissing(connection, batch, table, at, spoken)
  return countVerdicts(connection, batch, table)
}

/** Each staged row against the latest assertion of its key. Rows that keep their verdict are not written again. */
async function compareHeld(connection: Connection, batch: BatchRecord, table: RowTable, at: string): Promise<void> {
  const target = stagingOf(batch, table)
  const many = (await countUpTo(connection, `${target} where batch_id = '${batch.id}'`, MANY)) === MANY
  const held = many
    ? `left join ${latest(`(select a.* from ${assertionsOf(table)} a where a.key in (select key from ${target} where batch_id = '${batch.id}'))`)} h on h.key = s.key`
    : `left join lateral ${latestOfKey(table, 's.key')} h on true`
  await connection.query(
    `update ${target} t set verdict = c.verdict from (
       select s.ctid as tid, case
         when h.key is null then case when s.deleted then 'void' else 'new' end
         when ${isEarlier('s')} then case when s.deleted then 'void' when h.hash = s.hash and not h.gone then 'same' else 'stale' end
         when s.deleted then case when h.gone then 'void' else 'gone' end
         when h.gone then 'new'
         when h.hash = s.hash then 'same'
         else 'changed' end as verdict
       from ${target} s ${held} where s.batch_id = '${batch.id}') c
     where t.ctid = c.tid and t.verdict is distinct from c.verdict`.replaceAll('$at', quoteInstant(at)),
  )
}

/** Keys that the feed brought before for these days (and this unit) and that this delivery leaves out; not those that it cannot name any more. */
async function closeMissing(
  connection: Connection,
  batch: BatchRecord,
  table: RowTable,
  at: string,
  spoken: Spoken | null,
): Promise<void> {
  if (!table.day || table.dataset.id !== batch.dataset) return
  const target = stagingOf(batch, table)
  const stamp = quoteInstant(batch.extractedAt ?? at)
  const units = spoken?.unitsFor(table.dataset) ?? null
  await connection.query(
    `insert into ${target} (batch_id, key, version, stamp, deleted, sheet, row_no, verdict, missing)
     select '${batch.id}', r.key, h.version, $5::timestamptz, true, 0, 0,
            case when ${stamp} < h.stamp then 'void' else 'gone' end, true
       from ${table.rows} r cross join lateral ${latestOfKey(table, 'r.key')} h
      where r.seq_from is not null and r.seq_to is null and ${table.day('r.')} between $1 and $2 and not ${isPurged('r')}
        and exists (select 1 from ${assertionsOf(table, 'r.key')} a join batches b on b.id = a.batch_id
                     where b.feed = $3 and b.state = 'committed' and ($4::text is null or b.speaks_unit = $4))
        and not exists (select 1 from ${target} s where s.batch_id = '${batch.id}' and s.key = r.key)${units === null ? '' : ` and not ${isForeign(table, 'r', '$6', '$3')}`}`,
    [
      batch.speaksFrom,
      batch.speaksTo,
      batch.feed,
      batch.speaksUnit,
      batch.extractedAt,
      ...(units === null ? [] : [units]),
    ],
  )
}

/** What was counted, as the API shows it. */
export function toRowCounts(
  all: readonly VerdictCounts[],
  read: Pick<RowCounts, 'read' | 'accepted' | 'rejected'>,
): RowCounts {
  const sum = (pick: (counts: VerdictCounts) => number) => all.reduce((total, counts) => total + pick(counts), 0)
  return {
    read: read.read,
    accepted: read.accepted,
    rejected: read.rejected,
    new: sum(({ fresh }) => fresh),
    changed: sum(({ changed }) => changed),
    unchanged: sum((counts) => counts.same),
    stale: sum(({ stale }) => stale),
    closed: sum(({ gone }) => gone),
  }
}

async function countVerdicts(connection: Connection, batch: BatchRecord, table: RowTable): Promise<VerdictCounts> {
  const { rows } = await connection.query<{ verdict: string; n: number; missing: number }>(
    `select verdict, count(*) as n, count(*) filter (where missing) as missing
       from ${stagingOf(batch, table)} where batch_id = '${batch.id}' group by verdict`,
  )
  const of = (verdict: string) => rows.find((row) => row.verdict === verdict)?.n ?? 0
  return {
    staged: rows.reduce((sum, { n, missing }) => sum + n - missing, 0),
    fresh: of('new'),
    changed: of('changed'),
    same: of('same'),
    stale: of('stale'),
    gone: of('gone'),
    void: of('void'),
  }
}

async function isEmpty(connection: Connection, table: RowTable): Promise<boolean> {
  const { rows } = await connection.query<{ empty: boolean }>(
    `select not exists (select 1 from ${table.rows}) and not exists (select 1 from ${table.claims}) as empty`,
  )
  return rows[0]?.empty ?? true
}

async function countUpTo(connection: Connection, from: string, limit: number): Promise<number> {
  const { rows } = await connection.query<{ n: number }>(
    `select count(*) as n from (select 1 from ${from} limit ${limit}) x`,
  )
  return rows[0]?.n ?? 0
}

function isEarlier(staged: string): string {
  return `(coalesce(${staged}.version, -1), coalesce(${staged}.stamp, $at)) < (coalesce(h.version, -1), h.stamp)`
}

function quoteInstant(at: string): string {
  return `'${new Date(at).toISOString()}'::timestamptz`
}
