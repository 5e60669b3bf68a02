import type { Dataset } from '../../shared/datasets/dataset.ts'
import type { Count, Stock } from '../../shared/measures/measure.ts'
import type { Day } from '../../shared/period.ts'
import type { Sql } from '../ledger/ledger.ts'
import { createBinder } from './condition-sql.ts'
import { delivered, entered, left } from './counters.ts'
import type { Part } from './part.ts'
import type { Resolved } from './resolve.ts'
import type { Segment } from './segments.ts'
import { type GroupRow, membershipSql, placesSql, runsOf, unitHead } from './sql.ts'
import { addUp, daysBySegment } from './stock.ts'

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
  if (stocks.length === 0) return []
  const parts: Part[] = []
  for (const { segment, days } of daysBySegment(resolved, segments)) {
    const binder = createBinder()
    const members = membershipSql([segment], '0', binder)
    const names = stocks.flatMap((stock) => [entered(stock.id), left(stock.id)])
    const ends = binder.bind(
      days.map(({ day }) => day),
      'date[]',
    )
    const place = days.length === 1 ? '0' : `width_bucket(r.day - 1, ${ends})`
    const text = `select ${place} as bucket, ${unitHead(members, binder)}, r.counter as counter, sum(r.n)::bigint as v0 from rollup r${members.join} where r.counter = any(${binder.bind(names, 'text[]')}) and r.day <= (${ends})[${days.length}] group by 1, 2, 3`
    const rows = await sql.query<CounterRow>(text, binder.params)
    const events = merge(rows, names)
    parts.push(...addUp(events, { stocks, days, columns: [] }))
  }
  return parts
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

/** The first day of each unit's rows, from the rollup. */
export async function rolledFirstDays(sql: Sql, dataset: Dataset): Promise<Map<string, Day>> {
  const rows = await sql.query<{ unit: string; first: Day }>(
    'select unit, min(day) as first from rollup where counter = $1 and n > 0 group by unit',
    [delivered(dataset)],
  )
  return new Map(rows.map(({ unit, first }) => [unit, first]))
}
