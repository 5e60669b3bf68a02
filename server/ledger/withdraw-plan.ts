import { assertionsOf, latest } from './order.ts'
import type { RowTable } from './row-tables.ts'

/**
 * What withdrawing batches does to each key that they assert: the latest assertion that remains decides anew. A subquery
 * with `key`, `closes` (the current version ends), `opens` (a version of the remaining assertion begins) and that
 * assertion's `batch_id`, `sheet`, `row_no`, `hash`, `version`, `stamp`.
 *
 * @param batches - ids, already checked to be ids
 */
export function recomputed(table: RowTable, batches: readonly string[]): string {
  const gone = `('{${batches.join(',')}}'::text[])`
  const seqs = `(select seq from batches where id = any ${gone})`
  const keys = `(select key from ${table.rows} where asserted and seq_from in ${seqs} and batch_id = any ${gone}
                 union select key from ${table.rows} where seq_from is null and batch_id = any ${gone}
                 union select key from ${table.claims} where batch_id = any ${gone})`
  const assertions = `(select a.* from ${keys} k join ${assertionsOf(table)} a on a.key = k.key)`
  const differs = `(c.batch_id = any ${gone} or c.hash <> n.hash)`
  return `(select k.key, n.batch_id, n.sheet, n.row_no, n.hash, n.version, n.stamp,
                  c.key is not null and (n.key is null or n.gone or ${differs}) as closes,
                  n.key is not null and not n.gone and (c.key is null or ${differs}) as opens
             from ${keys} k
             left join ${latest(assertions, batches)} n on n.key = k.key
             left join ${table.rows} c on c.key = k.key and c.seq_from is not null and c.seq_to is null)`
}

/** The versions that a withdrawal brings back, shaped like rows; their content is that of any version with the same hash. */
export function reinstated(table: RowTable, plan: string): string {
  const content = [...table.stored.map(({ sql }) => sql), ...table.generated.map(({ sql }) => sql)]
  return `(select p.key, null::bigint as seq_from, null::bigint as seq_to, p.batch_id, p.sheet, p.row_no, p.hash, p.version, p.stamp,
                  ${['false as asserted', ...content.map((name) => `v.${name}`)].join(', ')}
             from ${plan} p
             cross join lateral (select * from ${table.rows} o where o.key = p.key and o.hash = p.hash limit 1) v
            where p.opens)`
}
