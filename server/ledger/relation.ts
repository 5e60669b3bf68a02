import type { Dataset } from '../../shared/datasets/dataset.ts'
import { checkId } from './batches.ts'
import type { View } from './ledger.ts'
import { withHistory, withHistoryWhere } from './row-history.ts'
import { type RowTable, rowTableOf } from './row-tables.ts'
import { columnsOf } from './touched.ts'
import { versionsOf } from './walls.ts'
import { recomputed, reinstated } from './withdraw-plan.ts'

/**
 * An SQL table expression over the rows of a dataset that a view shows, with every column of its row table and of its history.
 *
 * @param where - SQL test on the alias `r`: only rows that pass it, whose history is then read for all of them together
 * @param walled - read behind a wall, where other units' versions of a key are seen through their window only
 */
export function relationOf(dataset: Dataset, view: View, where?: string, walled = false): string {
  const table = rowTableOf(dataset)
  const withdrawing = 'withdrawing' in view ? checkId(view.withdrawing) : null
  const history = { seq: view.seq, plain: withdrawing === null && !('pending' in view), withdrawing }
  const rows = visibleRows(table, view)
  const versions = walled ? versionsOf(table) : table.rows
  if (where === undefined || (dataset.history ?? []).length === 0) return withHistory(dataset, versions, history, rows)
  return withHistoryWhere(dataset, versions, history, rows, where)
}

function visibleRows(table: RowTable, view: View): string {
  const columns = columnsOf(table)
  const visible = `select ${columns.map((name) => `r.${name}`).join(', ')} from ${table.rows} r where ${isVisible('r', view.seq)}`
  if ('pending' in view) {
    const staged = `${table.staging} s where s.batch_id = '${checkId(view.pending)}'`
    return `(${visible} and not exists (select 1 from ${staged} and s.verdict in ('changed', 'gone') and s.key = r.key)
             union all select ${stagedColumns(table).join(', ')} from ${staged} and s.verdict in ('new', 'changed'))`
  }
  if ('withdrawing' in view) {
    return `(with plan as materialized ${recomputed(table, [checkId(view.withdrawing)])}
             ${visible} and not exists (select 1 from plan p where p.closes and p.key = r.key)
             union all select ${columns.map((name) => `i.${name}`).join(', ')} from ${reinstated(table, 'plan')} i)`
  }
  return `(${visible})`
}

/** The condition under which a version counted at a seq. */
export function isVisible(alias: string, seq: number): string {
  if (!Number.isSafeInteger(seq)) throw new TypeError(`not a seq: ${seq}`)
  return `${alias}.seq_from <= ${seq} and (${alias}.seq_to is null or ${alias}.seq_to > ${seq})`
}

/** A staged row as it would lie in the row table. */
function stagedColumns(table: RowTable): string[] {
  return [
    's.key, null::bigint, null::bigint, s.batch_id, s.sheet, s.row_no, s.hash, s.version, coalesce(s.stamp, now()), true',
    ...table.stored.map(({ sql }) => `s.${sql}`),
    ...table.generated.map(({ from }) => from('s.')),
  ]
}
