import type { Dataset } from '../../shared/datasets/dataset.ts'
import { findDataset } from '../../shared/datasets/list.ts'
import type { DayExpression, Stock } from '../../shared/measures/measure.ts'
import type { Day } from '../../shared/period.ts'
import type { Sql } from '../ledger/ledger.ts'
import { type Binder, conditionSql, createBinder, daySql } from './condition-sql.ts'
import { edgeOf, type Part, stockDays } from './part.ts'
import type { Resolved } from './resolve.ts'
import type { Segment } from './segments.ts'
import { filterSql, type GroupRow, groupBy, keySql, keysOf, membershipSql, type Statement, unitHead } from './sql.ts'

/** The days of one segment on which stocks are taken, each with its bucket. */
export interface StockDay {
  day: Day
  bucket: number
}

/**
 * Stock days by the segment they fall in; buckets in the future have none. What a bucket begins with lies with the units of
 * its first day, so that it adds up with what that bucket receives.
 */
export function daysBySegment(
  resolved: Pick<Resolved, 'buckets' | 'today'>,
  segments: readonly Segment[],
  at: 'start' | 'end' = 'end',
): { segment: Segment; days: StockDay[] }[] {
  const days = stockDays(resolved, at).flatMap((day, bucket) => {
    const on = at === 'start' ? resolved.buckets[bucket]?.from : day
    return day === null || !on ? [] : [{ day, bucket, on }]
  })
  return segments
    .map((segment) => ({ segment, days: days.filter(({ on }) => segment.from <= on && on <= segment.to) }))
    .filter((part) => part.days.length > 0)
}

/** Counts what is inside at the end of each bucket. */
export async function readStocks(
  sql: Sql,
  relation: (dataset: Dataset) => string,
  stocks: readonly Stock[],
  resolved: Resolved,
  segments: readonly Segment[],
): Promise<Part[]> {
  const parts: Part[] = []
  for (const group of Map.groupBy(stocks, (stock) => `${stock.dataset} ${edgeOf(stock)}`).values()) {
    const [first] = group
    const dataset = first && findDataset(first.dataset)
    if (!first || !dataset) continue
    for (const { segment, days } of daysBySegment(resolved, segments, edgeOf(first))) {
      const shape = { dataset, stocks: group, days, segment, columns: resolved.columns, filters: resolved.filters }
      const { text, params } = eventsSql(relation(dataset), shape)
      parts.push(...addUp(await sql.query<GroupRow>(text, params), shape))
    }
  }
  return parts
}

/** What one statement about stocks asks. */
export interface StockShape {
  dataset: Dataset
  stocks: readonly Stock[]
  days: readonly StockDay[]
  segment: Segment
  columns: readonly string[]
  filters: Resolved['filters']
}

/**
 * The day on which a row leaves; never, while it has none. Written as the store's index has it: behind a wall the planner
 * takes an index for `case`, and not for `coalesce`, of which it does not know that it tells nothing of other rows.
 */
export function leftOn(day: string): string {
  return `(case when ${day} is null then 'infinity' else ${day} end)`
}

/** Is a row inside the stock at the end of a day, as SQL. */
export function insideTest(
  stock: Pick<Stock, 'where' | 'enters' | 'leaves'>,
  dataset: Dataset,
  day: string,
  binder: Binder,
): string {
  const tests = [
    ...(stock.where ? [conditionSql(stock.where, dataset, binder)] : []),
    `${daySql(stock.enters, dataset)} <= ${day}`,
    ...exits(stock.leaves).map((left) => `${leftOn(daySql(left, dataset))} > ${day}`),
  ]
  return `(${tests.join(' and ')})`
}

/** Not left by the earliest of several days is not left by any of them; said so, each can be sought by its index. */
function exits(leaves: Stock['leaves']): DayExpression[] {
  if (leaves === null) return []
  return typeof leaves === 'object' && 'earliest' in leaves ? leaves.earliest.flatMap(exits) : [leaves]
}

/**
 * Entries and exits by the first stock day they count for, one line for each stock, so that a year by day is one scan and
 * a sum from left to right.
 */
function eventsSql(relation: string, shape: StockShape): Statement {
  const { dataset, stocks, segment, columns, filters, days } = shape
  const binder = createBinder()
  const ends = binder.bind(
    days.map(({ day }) => day),
    'date[]',
  )
  const last = binder.bind(days.at(-1)?.day, 'date')
  const members = membershipSql([segment], '0', binder)
  const shared = filterSql(filters, dataset, binder)
  const heads = [unitHead(members, binder), ...keySql(columns, dataset)]
  const weight = members.weight ?? '1'
  const selects = stocks.map((stock, i) => {
    const enters = daySql(stock.enters, dataset)
    const leaves = stock.leaves === null ? 'null::date' : daySql(stock.leaves, dataset)
    const where = [
      ...(stock.where ? [conditionSql(stock.where, dataset, binder)] : []),
      `(${leaves} is null or ${enters} < ${leaves})`,
      `${enters} <= ${last}`,
      `event.day <= ${last}`,
      ...shared,
    ]
    const columns = [`${i} as stock`, `width_bucket(event.day - 1, ${ends}) as bucket`, ...heads]
    return `select ${columns.join(', ')}, sum(event.sign * ${weight}) as v0, ${members.weight ? `bool_or(${weight} < 1)` : 'false'} as e0 from ${relation} r${members.join} cross join lateral (values (${enters}, 1), (${leaves}, -1)) as event(day, sign) where ${where.join(' and ')} ${groupBy(columns)}`
  })
  return { text: selects.join(' union all '), params: binder.params }
}

/** From entries and exits to what is inside on each day. */
export function addUp(
  rows: readonly GroupRow[],
  { stocks, days, columns }: Pick<StockShape, 'stocks' | 'days' | 'columns'>,
): Part[] {
  const groups = Map.groupBy(rows, (row) => JSON.stringify([row.stock, row.unit, ...keysOf(row, columns)]))
  return [...groups.values()].flatMap((events) => {
    const [first] = events
    const stock = stocks[Number(first?.stock)]
    if (!first || !stock) return []
    const byDay = new Map(events.map((event) => [event.bucket, event]))
    let value = 0
    let estimated = false
    return days.map(({ bucket }, i) => {
      const event = byDay.get(i)
      value += Number(event?.v0 ?? 0)
      estimated ||= event?.e0 === true
      return { measure: stock.id, bucket, unit: first.unit, keys: keysOf(first, columns), value, estimated }
    })
  })
}
