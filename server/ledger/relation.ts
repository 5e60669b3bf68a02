import type { Dataset } from '../../shared/datasets/dataset.ts'
import { checkId } from './batches.ts'
import type { View } from './ledger.ts'
import { historyColumns } from './row-history.ts'
import { type RowTable, rowTableOf } from './row-tables.ts'
import { columnsOf } from './touched.ts'
import { recomputed, reinstated } from './withdraw-plan.ts'

/** An SQL table expression over the rows of a dataset that a view shows, with every column of its row table and of its history. */
export function relationOf(dataset: Dataset, view: View): string {
  const table = rowTableOf(dataset)
  const history = historyColumns(table, view.seq, 'withdrawing' in view ? checkId(view.withdrawing) : null)
  const rows = visibleRows(table, view)
  // The database evaluates a column of such a subquery only where a question names it.
  return history.length === 0 ? rows : `(select x.*, ${history.join(', ')} from ${rows} x)`
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
