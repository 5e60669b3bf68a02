import type { Dataset } from '../../shared/datasets/dataset.ts'
import type { Reading, View } from '../ledger/ledger.ts'
import { dateSql } from './coverage.ts'

/** The rows that a delivery brings for one month. */
export interface MonthOfRows {
  month: string
  rows: number
  /** Of these, how many stand on a day and unit of which at least as many other rows are held already. */
  again: number
}

/**
 * When the rows that a delivery brings new or changed are dated, by month, in order; empty for datasets without days.
 *
 * A row of a longer period than a month (index scores of a quarter) is left out: its last day says nothing about it.
 */
export async function monthsOfRows(
  reading: Reading,
  dataset: Dataset,
  batch: string,
  { before, after }: { before: View; after: View },
): Promise<MonthOfRows[]> {
  const day = dateSql(dataset)
  if (!day) return []
  const unit = dataset.unitColumns.length > 0 ? `coalesce(r.unit, '')` : `''`
  const monthly = dataset.columns.some(({ name }) => name === 'periodKind') ? ` and r.period_kind = 'month'` : ''
  const counted = (relation: string, test: string) =>
    `select ${unit} as unit, ${day} as day, count(*) as n from ${relation} r where ${day} is not null${monthly} and ${test} group by 1, 2`
  const mine = counted(reading.relation(dataset, after), 'r.batch_id = $1')
  const held = counted(
    reading.relation(dataset, before),
    `${day} between (select min(day) from mine) and (select max(day) from mine)`,
  )
  const rows = await reading.query<{ month: string; rows: string; again: string }>(
    `with mine as materialized (${mine}), held as materialized (${held})
     select to_char(m.day, 'YYYY-MM') as month, sum(m.n)::bigint as rows, sum(least(m.n, coalesce(h.n, 0)))::bigint as again
       from mine m left join held h on h.unit = m.unit and h.day = m.day group by 1 order by 1`,
    [batch],
  )
  return rows.map((row) => ({ month: row.month, rows: Number(row.rows), again: Number(row.again) }))
}

/** The newest month of which a feed's rows are held; null before its first delivery. */
export async function newestMonth(
  reading: Reading,
  dataset: Dataset,
  feed: string,
  view: View,
): Promise<string | null> {
  const day = dateSql(dataset)
  if (!day) return null
  const monthly = dataset.columns.some(({ name }) => name === 'periodKind') ? ` and r.period_kind = 'month'` : ''
  const [row] = await reading.query<{ month: string | null }>(
    `select to_char(max(${day}), 'YYYY-MM') as month from ${reading.relation(dataset, view)} r
      where r.batch_id in (select id from batches where feed = $1)${monthly}`,
    [feed],
  )
  return row?.month ?? null
}
