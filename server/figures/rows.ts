import type { ReceiptRow, RowsAnswer } from '../../shared/answer.ts'
import type { Dataset } from '../../shared/datasets/dataset.ts'
import { findDataset } from '../../shared/datasets/list.ts'
import { storedColumns } from '../../shared/datasets/stored.ts'
import type { Query } from '../../shared/query.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { createBinder } from './condition-sql.ts'
import type { Context } from './context.ts'
import { BadQuery, RowsNotAllowed } from './errors.ts'
import { hitsOf } from './hits.ts'
import { nameOrigins, type Origin } from './origins.ts'
import { publishedRows, reportRows } from './receipt-reports.ts'
import { type Term, termsOf } from './receipt-terms.ts'
import { filterSql, type Statement } from './sql.ts'

const MOST_ROWS = 1000

/** The rows behind one figure, in the reading rules of the figure itself: their weights add up to it. */
export async function receiptRows(
  context: Context,
  query: Query,
  ledger: Pick<Ledger, 'batch'>,
): Promise<Omit<RowsAnswer, 'asOf'>> {
  const { resolved } = context
  if (!resolved.scope.rows) throw new RowsNotAllowed()
  const [measure] = resolved.measures
  if (!measure) throw new BadQuery('thiếu chỉ số')
  const limit = query.limit ?? MOST_ROWS
  const found =
    measure.kind === 'reported'
      ? { total: 0, rows: [], more: false }
      : await rowsOf(context, termsOf(measure), query.after ?? '', limit)
  const reports =
    measure.kind === 'reported' ? await publishedRows(context, measure) : await reportRows(context, termsOf(measure))
  // Reports stand after the last row, so that pages by key need no second mark.
  const rows = found.more ? found.rows : [...found.rows, ...reports.rows]
  const last = found.rows.at(-1)?.key
  return {
    total: found.total + reports.total,
    rows: await nameOrigins(rows, ledger, resolved.scope),
    ...(found.more && last !== undefined && { next: last }),
  }
}

async function rowsOf(
  context: Context,
  terms: readonly Term[],
  after: string,
  limit: number,
): Promise<{ total: number; rows: (ReceiptRow & Origin)[]; more: boolean }> {
  const { resolved, reading } = context
  const ids = new Set(terms.map((term) => term.leaf.dataset))
  if (ids.size > 1) throw new BadQuery('chỉ số lấy từ nhiều loại dữ liệu không có một danh sách dòng')
  const dataset = findDataset([...ids][0] ?? '')
  if (!dataset || resolved.basis === 'reports') return { total: 0, rows: [], more: false }
  const total = await reading.query<{ total: number }>(...callOf(totalSql(context, dataset, terms)))
  const rows = await reading.query<ReceiptRow & Origin>(...callOf(pageSql(context, dataset, terms, after, limit + 1)))
  return { total: Number(total[0]?.total ?? 0), rows: rows.slice(0, limit), more: rows.length > limit }
}

function callOf({ text, params }: Statement): [string, readonly unknown[]] {
  return [text, params]
}

function totalSql(context: Context, dataset: Dataset, terms: readonly Term[]): Statement {
  const { from, binder } = hitsSql(context, dataset, terms)
  return { text: `select coalesce(sum(w.weight), 0)::double precision as total ${from}`, params: binder.params }
}

function pageSql(context: Context, dataset: Dataset, terms: readonly Term[], after: string, limit: number): Statement {
  const { from, binder } = hitsSql(context, dataset, terms)
  const columns = storedColumns(dataset).map(({ name, sql }) => `r.${sql} as "${name}"`)
  const marks = terms.some((term) => term.hit) ? [`w.hit as "counts"`] : []
  const origin = ['r.key as key', 'r.batch_id as batch', 'r.sheet as "sheetNo"', 'r.row_no as "rowNo"']
  const heads = [...columns, ...origin, 'w.weight::double precision as weight', ...marks]
  const text = `select ${heads.join(', ')} ${from} and r.key > ${binder.bind(after, 'text')} order by r.key limit ${binder.bind(limit, 'int')}`
  return { text, params: binder.params }
}

/** The rows that any term counts, each with its weight (how often it adds to the figure) and whether it is a hit. */
function hitsSql(context: Context, dataset: Dataset, terms: readonly Term[]) {
  const { resolved, relation } = context
  const binder = createBinder()
  const { join, weight, hit, any } = hitsOf(context, dataset, terms, binder)
  const where = [any, '(w.weight <> 0 or w.hit)', ...filterSql(resolved.filters, dataset, binder)]
  const lateral = `select ${weight} as weight, ${hit} as hit`
  const from = `from ${relation(dataset)} r${join} cross join lateral (${lateral}) w where ${where.join(' and ')}`
  return { from, binder }
}
