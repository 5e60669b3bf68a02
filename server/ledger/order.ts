import type { RowTable } from './row-tables.ts'

const COLUMNS = 'key, batch_id, sheet, row_no, hash, version, stamp'

/**
 * The order of assertions of one key, latest first: the source's version, else when the row was changed or extracted,
 * else when it was committed. `a` = assertion, `b` = its batch.
 */
export const LATEST_FIRST = 'a.version desc nulls last, a.stamp desc, b.seq desc'

/** Everything that was ever asserted: rows that brought content, and claims that brought none. All keys, or one. */
export function assertionsOf(table: RowTable, key?: string): string {
  const only = key ? `and key = ${key}` : ''
  return `(select ${COLUMNS}, false as gone from ${table.rows} where asserted ${only}
           union all select ${COLUMNS}, gone from ${table.claims} where true ${only})`
}

/** The latest assertion of each key among committed batches. */
export function latest(assertions: string, exceptBatches: readonly string[] = []): string {
  const others = exceptBatches.length > 0 ? `and b.id <> all ('{${exceptBatches.join(',')}}')` : ''
  return `(select distinct on (a.key) a.* from ${assertions} a join batches b on b.id = a.batch_id
            where b.state = 'committed' ${others} order by a.key, ${LATEST_FIRST})`
}

/** The latest assertion of one key; quicker than `latest` as long as the keys are few. */
export function latestOfKey(table: RowTable, key: string, exceptBatch?: string): string {
  const others = exceptBatch ? `and b.id <> '${exceptBatch}'` : ''
  return `(select a.* from ${assertionsOf(table, key)} a join batches b on b.id = a.batch_id
            where b.state = 'committed' ${others} order by ${LATEST_FIRST} limit 1)`
}
