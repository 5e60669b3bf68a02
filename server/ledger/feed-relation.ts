import type { Dataset } from '../../shared/datasets/dataset.ts'
import { assertionsOf, LATEST_FIRST } from './order.ts'
import { rowTableOf } from './row-tables.ts'

/**
 * What each feed last said of each key until a seq, whether it counts or another feed's word replaced it: the columns of
 * the dataset with `key`, `batch_id` and `feed`. Withdrawn batches say nothing; a claim that brought no new content has
 * that of any version with the same hash.
 */
export function feedRelationOf(dataset: Dataset, seq: number): string {
  if (!Number.isSafeInteger(seq)) throw new TypeError(`not a seq: ${seq}`)
  const table = rowTableOf(dataset)
  const content = [...table.stored.map(({ sql }) => sql), ...table.generated.map(({ sql }) => sql)]
  const said = `select distinct on (a.key, b.feed) a.key, b.feed, a.batch_id, a.hash, a.gone
                  from ${assertionsOf(table)} a join batches b on b.id = a.batch_id
                 where b.seq <= ${seq} and (b.withdrawn_seq is null or b.withdrawn_seq > ${seq})
                 order by a.key, b.feed, ${LATEST_FIRST}`
  return `(select p.key, p.feed, p.batch_id, ${content.map((name) => `v.${name}`).join(', ')}
             from (${said}) p
             cross join lateral (select * from ${table.rows} o where o.key = p.key and o.hash = p.hash limit 1) v
            where not p.gone)`
}
