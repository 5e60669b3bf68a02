import type { Batch } from '../../shared/batch.ts'
import { findDataset } from '../../shared/datasets/list.ts'
import { findMeasure } from '../../shared/measures/list.ts'
import { type DayRange, dayOf, monthOf } from '../../shared/period.ts'
import type { Reading, View } from '../ledger/ledger.ts'
import { daySql } from './condition-sql.ts'
import { dateSql } from './coverage.ts'

const MOST_MONTHS = 3

/** How a batch changes the rows: `replaces` = rows that are held before change or go. */
export interface ChangeOfRows {
  kind: 'commit' | 'withdraw'
  views: { before: View; after: View }
  replaces: boolean
}

/** The newest months in which rows that come, change or go are counted, in order. */
export async function touchedMonths(
  reading: Reading,
  { dataset: id, id: batch }: Pick<Batch, 'dataset' | 'id'>,
  { kind, views, replaces }: ChangeOfRows,
  measures: readonly string[],
  now: Date,
): Promise<DayRange[]> {
  const dataset = findDataset(id)
  const dated = dataset && dateSql(dataset)
  if (!dataset || !dated) return []
  const counts = measures.map(findMeasure).filter((measure) => measure?.kind === 'count' && measure.dataset === id)
  const days = new Set([
    dated,
    ...counts.flatMap((count) => (count?.kind === 'count' ? [daySql(count.on, dataset)] : [])),
  ])
  const [before, after] = [reading.relation(dataset, views.before), reading.relation(dataset, views.after)]
  const missingIn = (other: string) => `not exists (select 1 from ${other} o where o.key = r.key and o.hash = r.hash)`
  const supplied = 'r.batch_id = $1'
  const parts: [relation: string, test: string][] =
    kind === 'commit'
      ? [[after, supplied], ...(replaces ? [[before, missingIn(after)] as [string, string]] : [])]
      : [
          [before, supplied],
          [after, missingIn(before)],
        ]
  const list = [...days].map((day) => `(${day})`).join(', ')
  const monthsOf = async (only: string) => {
    const selects = parts.map(
      ([relation, test]) =>
        `select d.day from ${relation} r cross join lateral (values ${list}) as d(day) where ${test} and d.day is not null${only}`,
    )
    const rows = await reading.query<{ month: string }>(
      `select distinct to_char(day, 'YYYY-MM') as month from (${selects.join(' union all ')}) t where day <= $2::date order by month desc limit ${MOST_MONTHS}`,
      [batch, dayOf(now)],
    )
    return rows.map(({ month }) => monthOf(`${month}-01`)).reverse()
  }
  // A year or a quarter ends with a month that is not its own: only where nothing speaks of a month do they stand for one.
  const monthly = dataset.columns.some(({ name }) => name === 'periodKind')
    ? await monthsOf(` and r.period_kind = 'month'`)
    : []
  return monthly.length > 0 ? monthly : monthsOf('')
}
