import type { Dataset } from '../../shared/datasets/dataset.ts'
import { findDataset } from '../../shared/datasets/list.ts'
import { sqlName, tableOf } from '../../shared/datasets/stored.ts'
import type { LeftOut } from '../../shared/receipt.ts'
import { createBinder } from './condition-sql.ts'
import type { Context } from './context.ts'
import { firstDays } from './coverage.ts'
import { hitsOf } from './hits.ts'
import type { RowCount } from './receipt-count.ts'
import { type Term, termTest } from './receipt-terms.ts'
import { rolledFirstDays } from './rollup.ts'
import { filterSql } from './sql.ts'

/** What the conditions of a measure, the checks and the splitting of units keep out of a figure. */
export function leftOutOf({ leftOut, parts, rejected }: RowCount): LeftOut[] {
  return [
    ...leftOut,
    ...(parts === 0
      ? []
      : [
          {
            reason: 'apportioned',
            text: {
              vi: 'Chỉ tính một phần, vì đơn vị đã được chia cho nhiều đơn vị',
              en: 'Counted only in part, because the unit was split',
            },
            rows: parts,
          },
        ]),
    ...rejectedOf(rejected),
  ]
}

/** Rows that the checks kept out; their units and days are not known, so the whole deliveries are told. */
export function rejectedOf({ rows, rules }: RowCount['rejected']): LeftOut[] {
  if (rows === 0) return []
  const text = {
    vi: 'Bị loại khi kiểm tra, tính trên toàn bộ các đợt dữ liệu có dòng ở đây',
    en: 'Refused by the checks, in all of the deliveries that rows here come from',
  }
  return [{ reason: 'rejected', text, rows, rules: [...rules].sort((a, b) => b.rows - a.rows) }]
}

/** Rows that would count, had a later delivery not already said otherwise when they arrived. */
export async function staleRows(context: Context, id: string, terms: readonly Term[]): Promise<LeftOut[]> {
  const dataset = datasetOf(id)
  const { reading, resolved } = context
  const asserted = `(select s.*${historyOf(dataset)} from ${tableOf(dataset)} s join batches b on b.id = s.batch_id
     where s.seq_from is null and b.seq <= ${resolved.seq} and (b.withdrawn_seq is null or b.withdrawn_seq > ${resolved.seq})
       and not exists (select 1 from ${context.relation(dataset)} v where v.key = s.key and v.batch_id = s.batch_id))`
  const relation = (asked: Dataset) => (asked.id === id ? asserted : context.relation(asked))
  const binder = createBinder()
  const { join, any } = hitsOf(context, dataset, terms, binder)
  const where = [any, ...filterSql(resolved.filters, dataset, binder)]
  const [found] = await reading.query<{ rows: number }>(
    `select count(*) as rows from ${relation(dataset)} r${join} where ${where.join(' and ')}`,
    binder.params,
  )
  const text = {
    vi: 'Đến sau nhưng cũ hơn bản đang tính của cùng mã',
    en: 'Arrived later, but older than the version of the same key that counts',
  }
  return found && found.rows > 0 ? [{ reason: 'stale', text, rows: found.rows }] : []
}

/** What the versions of a row say together is, for one version alone, what it says itself. */
function historyOf({ history = [] }: Dataset): string {
  return history
    .map(({ name, take, of }) => `, ${take === 'first' ? `s.${sqlName(of)}` : '0::bigint'} as ${sqlName(name)}`)
    .join('')
}

/** Rows that would count, had their unit a place in the tree of units. */
export async function unplacedRows(context: Context, id: string, terms: readonly Term[]): Promise<LeftOut[]> {
  const { reading, resolved, set, segments, rolled } = context
  const dataset = datasetOf(id)
  if (dataset.unitColumns.length === 0 || segments.some(({ members }) => members === null)) return []
  const first = rolled
    ? await rolledFirstDays(reading, dataset)
    : await firstDays(reading, context.relation(dataset), dataset)
  const strange = [...first.keys()].filter((unit) => !set.units.has(unit))
  if (strange.length === 0) return []
  const binder = createBinder()
  const tests = terms.flatMap(({ leaf }) => termTest(leaf, context, dataset, binder)?.test ?? [])
  if (tests.length === 0) return []
  const where = [
    `coalesce(r.unit, '') = any(${binder.bind(strange, 'text[]')})`,
    `(${tests.join(' or ')})`,
    ...filterSql(resolved.filters, dataset, binder),
  ]
  const [found] = await reading.query<{ rows: number }>(
    `select count(*) as rows from ${context.relation(dataset)} r where ${where.join(' and ')}`,
    binder.params,
  )
  const text = {
    vi: 'Đơn vị không có trong cây đơn vị ở phiên này',
    en: 'The unit has no place in the tree of units at this seq',
  }
  return found && found.rows > 0 ? [{ reason: 'noUnit', text, rows: found.rows }] : []
}

function datasetOf(id: string): Dataset {
  const dataset = findDataset(id)
  if (!dataset) throw new Error(`no dataset ${id}`)
  return dataset
}
