import type { Dataset } from '../../shared/datasets/dataset.ts'
import type { Day } from '../../shared/period.ts'
import { type Binder, columnSql } from './condition-sql.ts'
import type { Filter } from './resolve.ts'
import type { Segment } from './segments.ts'

/** A run of days inside one bucket and one segment. */
export interface Run {
  from: Day
  bucket: number
  segment: number
}

/** The days of the period cut by buckets and by changes of units. */
export function runsOf(buckets: readonly { from: Day; to: Day }[], segments: readonly { from: Day; to: Day }[]): Run[] {
  return buckets.flatMap((bucket, b) =>
    segments.flatMap((segment, s) =>
      segment.to < bucket.from || segment.from > bucket.to
        ? []
        : [{ from: later(bucket.from, segment.from), bucket: b, segment: s }],
    ),
  )
}

function later(a: Day, b: Day): Day {
  return [a, b].sort()[1] ?? a
}

/** Which bucket and which segment a day expression falls in, as SQL; days outside the period are cut by the WHERE. */
export function placesSql(day: string, runs: readonly Run[], binder: Binder): { bucket: string; segment: string } {
  if (runs.length <= 1) return { bucket: '0', segment: '0' }
  const starts = binder.bind(
    runs.map((run) => run.from),
    'date[]',
  )
  const place = (values: readonly number[]) =>
    values.every((value) => value === 0)
      ? '0'
      : `(${binder.bind([...values], 'int[]')})[width_bucket(${day}, ${starts})]`
  return { bucket: place(runs.map((run) => run.bucket)), segment: place(runs.map((run) => run.segment)) }
}

/** The join that says which rows count in which group, and the expressions that follow from it. */
export interface Membership {
  join: string
  /** SQL of the group's unit. */
  unit: string
  /** The group's unit where there is but one. */
  only: string | null
  /** Filled when the row is in a group (of use behind an outer join). */
  present: string
  weight: string | null
}

/**
 * @param segment - SQL of the row's segment index
 * @param m - alias of the joined list of members
 */
export function membershipSql(segments: readonly Segment[], segment: string, binder: Binder, m = 'm'): Membership {
  const members = segments.flatMap((part, s) => (part.members ?? []).map((member) => ({ ...member, s })))
  if (segments.some((part) => part.members === null))
    return { join: '', unit: `''`, only: null, present: 'r.key', weight: null }
  const weighted = members.some((member) => member.weight !== 1)
  const groups = new Set(members.map((member) => member.group))
  const [only] = groups
  const columns = [
    binder.bind(
      members.map((member) => member.unit),
      'text[]',
    ),
    binder.bind(
      members.map((member) => member.group),
      'text[]',
    ),
    ...(segments.length > 1
      ? [
          binder.bind(
            members.map((member) => member.s),
            'int[]',
          ),
        ]
      : []),
    ...(weighted
      ? [
          binder.bind(
            members.map((member) => member.weight),
            'double precision[]',
          ),
        ]
      : []),
  ]
  const names = ['unit', 'grp', ...(segments.length > 1 ? ['segment'] : []), ...(weighted ? ['weight'] : [])]
  const on = [`${m}.unit = r.unit`, ...(segments.length > 1 ? [`${m}.segment = ${segment}`] : [])]
  return {
    join: ` join unnest(${columns.join(', ')}) as ${m}(${names.join(', ')}) on ${on.join(' and ')}`,
    unit: `${m}.grp`,
    only: groups.size === 1 ? (only ?? null) : null,
    present: `${m}.unit`,
    weight: weighted ? `${m}.weight` : null,
  }
}

/** The head of a SELECT that names the group's unit: a constant where there is but one, so that nothing is grouped. */
export function unitHead({ unit, only }: Membership, binder: Binder): string {
  return `${only === null ? unit : binder.bind(only, 'text')} as unit`
}

/** The query's filters on columns as SQL tests; an empty text stands for an empty cell. */
export function filterSql(filters: readonly Filter[], dataset: Dataset, binder: Binder): string[] {
  return filters.map(({ dimension, values }) => {
    const column = columnSql(dataset, dataset.dimensions[dimension] ?? dimension)
    const filled = values.filter((value) => value !== '')
    const tests = [
      ...(filled.length > 0 ? [`${column} = any(${binder.bind(filled, 'text[]')})`] : []),
      ...(filled.length < values.length ? [`coalesce(${column}, '') = ''`] : []),
    ]
    return `(${tests.join(' or ')})`
  })
}

/** The column dimensions as `k0`, `k1` …; an empty text and an empty cell are one group. */
export function keySql(columns: readonly string[], dataset: Dataset): string[] {
  return columns.map((name, i) => `nullif(${columnSql(dataset, dataset.dimensions[name] ?? name)}, '') as k${i}`)
}

const CONSTANT = /^(\d+|''|\$\d+::text) as /

/** Group by the heads of a SELECT that differ from row to row; nothing when none does. */
export function groupBy(heads: readonly string[]): string {
  const places = heads.flatMap((head, i) => (CONSTANT.test(head) ? [] : [i + 1]))
  return places.length === 0 ? '' : `group by ${places.join(', ')}`
}

/** A statement with its values, ready for the store. */
export interface Statement {
  text: string
  params: readonly unknown[]
}

/** What a store gives back for one group; `v0` … the values, `e0` … whether they are estimated. */
export type GroupRow = { bucket: number; unit: string } & Record<string, string | number | boolean | null>

/** The column dimensions of a group. */
export function keysOf(row: GroupRow, columns: readonly string[]): (string | null)[] {
  return columns.map((_, i) => (row[`k${i}`] ?? null) as string | null)
}
