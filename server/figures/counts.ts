import type { Dataset } from '../../shared/datasets/dataset.ts'
import { findDataset } from '../../shared/datasets/list.ts'
import type { Count, Distribution } from '../../shared/measures/measure.ts'
import type { Sql } from '../ledger/ledger.ts'
import { type Binder, columnSql, conjunctsSql, createBinder, daySql, shareTests } from './condition-sql.ts'
import type { Context } from './context.ts'
import { distributionSql } from './distribution.ts'
import type { Leaf } from './leaves.ts'
import { looksBack } from './look-back.ts'
import type { Part } from './part.ts'
import type { Resolved } from './resolve.ts'
import type { Segment } from './segments.ts'
import {
  filterSql,
  type GroupRow,
  groupBy,
  keySql,
  keysOf,
  membershipSql,
  placesSql,
  runsOf,
  type Statement,
  unitHead,
} from './sql.ts'

/** Counts and distributions that look at the same day of the same rows, so that one scan answers all. */
export type Dated = Count | Distribution

/** Measures by dataset and day: each group is one statement. */
export function sameScan(measures: readonly Dated[]): Dated[][] {
  return [...Map.groupBy(measures, (measure) => `${measure.dataset} ${JSON.stringify(measure.on)}`).values()]
}

/** Counts rows by their day, and takes medians and means of them. */
export async function readDated(
  sql: Sql,
  relation: Context['relation'],
  measures: readonly Dated[],
  resolved: Resolved,
  segments: readonly Segment[],
): Promise<Part[]> {
  const parts: Part[] = []
  for (const scan of sameScan(measures)) {
    const [first] = scan
    const dataset = first && findDataset(first.dataset)
    if (!first || !dataset) continue
    const { text, params } = datedSql(relation, dataset, scan, resolved, segments)
    for (const row of await sql.query<GroupRow>(text, params)) parts.push(...toParts(row, scan, resolved.columns))
  }
  return parts
}

/** One scan over the rows whose day lies in the period. */
export function datedSql(
  relation: Context['relation'],
  dataset: Dataset,
  scan: readonly Dated[],
  resolved: Pick<Resolved, 'period' | 'buckets' | 'columns' | 'filters'>,
  segments: readonly Segment[],
): Statement {
  const binder = createBinder()
  const [first] = scan
  if (!first) throw new Error('a scan without a measure')
  const day = daySql(first.on, dataset)
  const places = placesSql(day, runsOf(resolved.buckets, segments), binder)
  const members = membershipSql(segments, places.segment, binder)
  const { shared, rest } = shareTests(scan.map(({ where }) => conjunctsSql(where, dataset, binder)))
  const values = scan.flatMap((measure, i) => valueSql(measure, i, rest[i] ?? null, dataset, members.weight, binder))
  const heads = [`${places.bucket} as bucket`, unitHead(members, binder), ...keySql(resolved.columns, dataset)]
  const { from, to } = resolved.period
  const inside = `${day} between ${binder.bind(from, 'date')} and ${binder.bind(to, 'date')}`
  const where = [inside, ...shared, ...filterSql(resolved.filters, dataset, binder)]
  const rows = scan.some(looksBack) ? relation(dataset, inside) : relation(dataset)
  const text = `select ${[...heads, ...values].join(', ')} from ${rows} r${members.join} where ${where.join(' and ')} ${groupBy(heads)}`
  return { text, params: binder.params }
}

/** How much a row adds to a count, as SQL, where that is not 1. */
export function amountSql(measure: Leaf, dataset: Dataset): string | null {
  return measure.kind === 'count' && measure.adds !== undefined ? columnSql(dataset, measure.adds) : null
}

/** The value of a measure among the rows that pass a test, as `v`, and `e` = estimated. */
export function valueSql(
  measure: Leaf,
  i: number,
  test: string | null,
  dataset: Dataset,
  weight: string | null,
  binder: Binder,
): string[] {
  const filter = test === null ? '' : ` filter (where ${test})`
  const amount = amountSql(measure, dataset)
  const each = [...(weight ? [weight] : []), ...(amount ? [amount] : [])].join(' * ')
  const n = each ? `coalesce(sum(${each})${filter}, 0)` : `count(*)${filter}`
  const estimated = weight ? `coalesce(bool_or(${weight} < 1)${filter}, false)` : 'false'
  if (measure.kind !== 'distribution') return [`${n} as v${i}`, `${estimated} as e${i}`]
  return [`${distributionSql(measure, dataset, binder)}${filter} as v${i}`, `${n} as n${i}`, `${estimated} as e${i}`]
}

/** A group's values as pieces of an answer. */
export function toParts(row: GroupRow, scan: readonly Leaf[], columns: readonly string[]): Part[] {
  const keys = keysOf(row, columns)
  return scan.map((measure, i) => {
    const estimated = row[`e${i}`] === true
    const place = { measure: measure.id, bucket: row.bucket, unit: row.unit, keys, estimated }
    const value = row[`v${i}`] ?? null
    if (measure.kind !== 'distribution') return { ...place, value: value === null ? null : Number(value) }
    // An apportioned row has no place in an order of rows: a median across a split is no figure.
    return { ...place, value: value === null || estimated ? null : Number(value), n: Number(row[`n${i}`]) }
  })
}
