import { VERSION_CONFLICT } from '../../shared/held-rules.ts'
import type { BatchRecord } from './batches.ts'
import type { Connection } from './connection.ts'
import type { Verdict } from './ledger.ts'
import { assertionsOf } from './order.ts'
import { withRefused } from './refused.ts'
import type { RowTable } from './row-tables.ts'
import { stagingOf } from './staging.ts'

/** What says of a row when it was changed, and is no content. */
const ABOUT = new Set(['updatedAt', 'sourceVersion'])

/**
 * Takes pushed rows out of staging that come with a version which their feed already gave another content: they are faults of
 * the push, and what came first stays. The same content again is no conflict, nor is a later moment of change. Files are
 * not judged: an export carries what its system says today.
 *
 * @see RELIABILITY F11, A13
 */
export async function refuseConflicts(
  connection: Connection,
  batch: BatchRecord,
  tables: readonly RowTable[],
  verdict: Verdict,
): Promise<Verdict> {
  if (batch.file !== null) return verdict
  let now = verdict
  for (const table of tables) {
    if (!table.stored.some(({ name }) => name === 'sourceVersion')) continue
    const target = stagingOf(batch, table)
    const { rows } = await connection.query<{ sheet: number; rowNo: number }>(
      `with gone as (
         delete from ${target} t where t.ctid in (
           select s.ctid from ${target} s
            where s.batch_id = '${batch.id}' and s.version is not null and not s.deleted and ${isOther(table)})
         returning t.sheet, t.row_no)
       select sheet, row_no as "rowNo" from gone order by sheet, row_no`,
      [batch.feed],
    )
    now = withRefused(now, batch, VERSION_CONFLICT, rows)
  }
  return now
}

/**
 * SQL test: was this version told with another content, and never with this one? Compared are the cells that came, not what
 * follows from them: a switch of the feed makes no conflict.
 */
function isOther(table: RowTable): string {
  const told = table.stored.filter(({ name, column }) => !column.derived && !ABOUT.has(name)).map(({ sql }) => sql)
  const cells = (alias: string) => `(${told.map((sql) => `${alias}.${sql}`).join(', ')})`
  const assertedSo = `${assertionsOf(table, 's.key')} a
      join batches b on b.id = a.batch_id and b.feed = $1 and b.state = 'committed'
      join ${table.rows} r on r.key = a.key and r.hash = a.hash
     where a.version = s.version and not a.gone`
  return `exists (select 1 from ${assertedSo} and ${cells('r')} is distinct from ${cells('s')})
      and not exists (select 1 from ${assertedSo} and ${cells('r')} is not distinct from ${cells('s')})`
}
