import { nextWorkingDay, type WorkingCalendar } from '../../shared/calendar.ts'
import type { Dataset } from '../../shared/datasets/dataset.ts'
import { findDataset } from '../../shared/datasets/list.ts'
import type { DueSoon, Oldest } from '../../shared/measures/measure.ts'
import type { Sql } from '../ledger/ledger.ts'
import { columnSql, createBinder } from './condition-sql.ts'
import { stockOf } from './leaves.ts'
import type { Part } from './part.ts'
import type { Resolved } from './resolve.ts'
import type { Segment } from './segments.ts'
import { filterSql, type GroupRow, groupBy, keySql, keysOf, membershipSql, type Statement, unitHead } from './sql.ts'
import { daysBySegment, insideTest, type StockDay } from './stock.ts'

/** Looks into a stock on its days: how many are due soon, how long the oldest has waited. */
export async function readInside(
  sql: Sql,
  relation: (dataset: Dataset) => string,
  measures: readonly (DueSoon | Oldest)[],
  resolved: Resolved,
  segments: readonly Segment[],
  calendar: WorkingCalendar,
): Promise<Part[]> {
  const parts: Part[] = []
  for (const measure of measures)
    for (const { segment, days } of daysBySegment(resolved, segments)) {
      const dataset = findDataset(measure.dataset)
      if (!dataset) continue
      const { text, params } = lookSql(relation(dataset), dataset, measure, resolved, segment, days, calendar)
      for (const row of await sql.query<GroupRow>(text, params)) {
        const value = row.v0 === null || row.v0 === undefined ? null : Number(row.v0)
        const keys = keysOf(row, resolved.columns)
        parts.push({ measure: measure.id, bucket: row.bucket, unit: row.unit, keys, value, estimated: row.e0 === true })
      }
    }
  return parts
}

function lookSql(
  relation: string,
  dataset: Dataset,
  measure: DueSoon | Oldest,
  resolved: Resolved,
  segment: Segment,
  days: readonly StockDay[],
  calendar: WorkingCalendar,
): Statement {
  const binder = createBinder()
  const asked = [
    binder.bind(
      days.map(({ day }) => day),
      'date[]',
    ),
    binder.bind(
      days.map(({ bucket }) => bucket),
      'int[]',
    ),
    binder.bind(
      days.map(({ day }) => (measure.kind === 'dueSoon' ? nextWorkingDay(day, calendar) : day)),
      'date[]',
    ),
  ]
  const members = membershipSql([segment], '0', binder)
  const weight = members.weight
  const heads = [`d.bucket as bucket`, unitHead(members, binder), ...keySql(resolved.columns, dataset)]
  const where = [
    insideTest(stockOf(measure, resolved.book), dataset, 'd.day', binder),
    ...(measure.kind === 'dueSoon' ? [`${columnSql(dataset, measure.due)} between d.day and d.next`] : []),
    ...filterSql(resolved.filters, dataset, binder),
  ]
  const value =
    measure.kind === 'oldest'
      ? `max(d.day - ${columnSql(dataset, measure.since)})`
      : weight
        ? `sum(${weight})`
        : 'count(*)'
  const estimated = weight && measure.kind === 'dueSoon' ? `bool_or(${weight} < 1)` : 'false'
  const text = `select ${heads.join(', ')}, ${value} as v0, ${estimated} as e0 from ${relation} r${members.join} join unnest(${asked.join(', ')}) as d(day, bucket, next) on true where ${where.join(' and ')} ${groupBy(heads)}`
  return { text, params: binder.params }
}
