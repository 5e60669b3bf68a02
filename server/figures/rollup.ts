import type { Dataset } from '../../shared/datasets/dataset.ts'
import type { Count, Stock } from '../../shared/measures/measure.ts'
import { type Day, monthOf } from '../../shared/period.ts'
import type { Sql } from '../ledger/ledger.ts'
import { type Binder, createBinder } from './condition-sql.ts'
import { counterStock, delivered, entered, left } from './counters.ts'
import { edgeOf, type Part } from './part.ts'
import type { Resolved } from './resolve.ts'
import type { Segment } from './segments.ts'
import { type GroupRow, membershipSql, placesSql, runsOf, unitHead } from './sql.ts'
import { addUp, daysBySegment, type StockDay } from './stock.ts'

type CounterRow = GroupRow & { counter: string }

/** Counts from the rollup. */
export async function readCounts(
  sql: Sql,
  counts: readonly Count[],
  resolved: Resolved,
  segments: readonly Segment[],
): Promise<Part[]> {
  if (counts.length === 0) return []
  const binder = createBinder()
  const places = placesSql('r.day', runsOf(resolved.buckets, segments), binder)
  const members = membershipSql(segments, places.segment, binder)
  const names = binder.bind(
    counts.map((count) => count.id),
    'text[]',
  )
  const { from, to } = resolved.period
  const days = `r.day between ${binder.bind(from, 'date')} and ${binder.bind(to, 'date')}`
  const text = `select ${places.bucket} as bucket, ${unitHead(members, binder)}, r.counter as counter, sum(r.n)::bigint as v0 from rollup r${members.join} where r.counter = any(${names}) and ${days} group by 1, 2, 3`
  const rows = await sql.query<CounterRow>(text, binder.params)
  return rows.map((row) => ({
    measure: row.counter,
    bucket: row.bucket,
    unit: row.unit,
    keys: [],
    value: Number(row.v0),
    estimated: false,
  }))
}

/** Stocks from the rollup: all entries less all exits up to the day. */
export async function readRolledStocks(
  sql: Sql,
  stocks: readonly Stock[],
  resolved: Resolved,
  segments: readonly Segment[],
): Promise<Part[]> {
  const parts: Part[] = []
  for (const [edge, group] of Map.groupBy(stocks, edgeOf))
    for (const run of daysBySegment(resolved, segments, edge))
      parts.push(...(await readRun(sql, group, run, resolved.book.measures)))
  return parts
}

/** Stocks taken on the days of one segment. */
async function readRun(
  sql: Sql,
  stocks: readonly Stock[],
  { segment, days }: { segment: Segment; days: StockDay[] },
  measures: Resolved['book']['measures'],
): Promise<Part[]> {
  const binder = createBinder()
  const members = membershipSql([segment], '0', binder)
  const names = stocks.flatMap((stock) => {
    const id = counterStock(stock, measures)
    return [entered(id), left(id)]
  })
  const ends = days.map(({ day }) => day)
  const place = days.length === 1 ? '0' : `width_bucket(r.day - 1, ${binder.bind(ends, 'date[]')})`
  const flows = flowsSql(names, ends, binder)
  const text = `select ${place} as bucket, ${unitHead(members, binder)}, r.counter as counter, sum(r.n)::bigint as v0 from (${flows}) r${members.join} group by 1, 2, 3`
  const rows = await sql.query<CounterRow>(text, binder.params)
  const events = merge(rows, names)
  return addUp(events, { stocks, days, columns: [] })
}

/**
 * Everything that entered or left until the last of the days: month by month, and day by day only in months that a stock
 * day cuts in two; of the others any day lies before the same stock day, so that the first may stand for all.
 */
function flowsSql(names: readonly string[], days: readonly Day[], binder: Binder): string {
  const counters = binder.bind([...names], 'text[]')
  const last = binder.bind(days.at(-1), 'date')
  const cut = [...new Set(days.filter((day) => day !== monthOf(day).to).map((day) => monthOf(day).from))]
  const months = `select m.counter, m.unit, m.month as day, m.n from rollup_months m
    where m.counter = any(${counters}) and m.month <= ${last} and m.month <> all(${binder.bind(cut, 'date[]')})`
  if (cut.length === 0) return months
  const inside = cut.map(
    (month) =>
      `d.day between ${binder.bind(month, 'date')} and least(${binder.bind(monthOf(month).to, 'date')}, ${last})`,
  )
  return `${months} union all select d.counter, d.unit, d.day, d.n from rollup d where d.counter = any(${counters}) and (${inside.join(' or ')})`
}

/** Entries less exits of one stock, unit and bucket. */
function merge(rows: readonly CounterRow[], names: readonly string[]): GroupRow[] {
  const merged = new Map<string, GroupRow>()
  for (const row of rows) {
    const index = names.indexOf(row.counter)
    const stock = Math.floor(index / 2)
    const key = `${stock} ${row.bucket} ${row.unit}`
    const sign = index % 2 === 0 ? 1 : -1
    const held = Number(merged.get(key)?.v0 ?? 0)
    merged.set(key, { bucket: row.bucket, unit: row.unit, stock, v0: held + sign * Number(row.v0), e0: false })
  }
  return [...merged.values()]
}

/** The first month of each unit's rows, as its first day, from the rollup. */
export async function rolledFirstDays(sql: Sql, dataset: Dataset): Promise<Map<string, Day>> {
  const rows = await sql.query<{ unit: string; first: Day }>(
    'select unit, min(month) as first from rollup_months where counter = $1 and n > 0 group by unit',
    [delivered(dataset)],
  )
  return new Map(rows.map(({ unit, first }) => [unit, first]))
}
