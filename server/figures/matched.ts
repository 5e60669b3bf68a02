import { findDataset } from '../../shared/datasets/list.ts'
import type { Matched } from '../../shared/measures/measure.ts'
import type { Day, DayRange } from '../../shared/period.ts'
import { type Binder, columnSql, conditionSql, createBinder } from './condition-sql.ts'
import type { Context } from './context.ts'
import { speaksOf } from './coverage.ts'
import { stockOf } from './leaves.ts'
import type { Part } from './part.ts'
import { filterSql, type GroupRow, groupBy, keySql, keysOf, membershipSql, type Statement, unitHead } from './sql.ts'
import { daysBySegment, insideTest } from './stock.ts'
import { above, below } from './tree.ts'

/** What the rows of the other dataset are sought by. */
export type MatchContext = Pick<Context, 'set' | 'segments' | 'relation'>

type Run = DayRange & { bucket: number; day: Day }

/** Counts the rows of a stock that rows of another dataset name in the period, for example services with online dossiers. */
export async function readMatched(context: Context, measures: readonly Matched[]): Promise<Part[]> {
  const { resolved, segments } = context
  const parts: Part[] = []
  for (const measure of measures)
    for (const { segment, days } of daysBySegment(resolved, segments)) {
      const runs = days.flatMap(({ day, bucket }): Run[] => {
        const range = resolved.buckets[bucket]
        return range ? [{ from: range.from, to: range.to, bucket, day }] : []
      })
      const { text, params } = matchSql({ ...context, segments: [segment] }, measure, runs)
      for (const row of await context.reading.query<GroupRow>(text, params)) {
        const value = Number(row.v0)
        const known = value !== 0 || (await speaks(context, measure, row.unit, runs[row.bucket]))
        const place = { measure: measure.id, bucket: runs[row.bucket]?.bucket ?? 0, unit: row.unit }
        const keys = keysOf(row, resolved.columns)
        parts.push({ ...place, keys, value: known ? value : null, estimated: row.e0 === true })
      }
    }
  return parts
}

function matchSql(context: Context, measure: Matched, runs: readonly Run[]): Statement {
  const { resolved, segments, relation } = context
  const dataset = datasetOf(measure.dataset)
  const binder = createBinder()
  const days = binder.bind(
    runs.map(({ day }) => day),
    'date[]',
  )
  const members = membershipSql(segments, '0', binder)
  const heads = ['(d.place - 1)::int as bucket', unitHead(members, binder), ...keySql(resolved.columns, dataset)]
  const { weight } = members
  const hit = 'filter (where u.code is not null)'
  const value = weight ? `coalesce(sum(${weight}) ${hit}, 0)` : `count(*) ${hit}`
  const estimated = weight ? `coalesce(bool_or(${weight} < 1) ${hit}, false)` : 'false'
  const where = [
    insideTest(stockOf(measure, resolved.book), dataset, 'd.day', binder),
    ...filterSql(resolved.filters, dataset, binder),
  ]
  const named = namedSql(measure, context, binder, runs)
  // Read once: left to itself the database may look the dossiers through again for each procedure.
  const text = `with named as materialized ${named} select ${heads.join(', ')}, ${value} as v0, ${estimated} as e0 from ${relation(dataset)} r${members.join} join unnest(${days}) with ordinality as d(day, place) on true left join named u on u.code = ${columnSql(dataset, measure.key)} and u.unit = r.unit and u.place = d.place where ${where.join(' and ')} ${groupBy(heads)}`
  return { text, params: binder.params }
}

/** Is a row named in a period by a row of the other dataset, as SQL; for receipts, which know one period. */
export function matchTest(measure: Matched, context: MatchContext, period: DayRange, binder: Binder): string {
  const dataset = datasetOf(measure.dataset)
  const named = namedSql(measure, context, binder, [{ ...period, bucket: 0, day: period.to }])
  return `(${columnSql(dataset, measure.key)}, r.unit) in (select u.code, u.unit from ${named} u)`
}

/** Which codes the other rows name, for which unit they count (their own and those above it), and in which of the runs of days. */
function namedSql(measure: Matched, context: MatchContext, binder: Binder, runs: readonly Run[]): string {
  const { by } = measure
  const other = datasetOf(by.dataset)
  const code = columnSql(other, by.column)
  const day = columnSql(other, by.on)
  const pairs = lineage(context, runs.at(-1)?.day ?? '')
  const units = binder.bind(
    pairs.map(([unit]) => unit),
    'text[]',
  )
  const over = binder.bind(
    pairs.map(([, line]) => line),
    'text[]',
  )
  const froms = binder.bind(
    runs.map(({ from }) => from),
    'date[]',
  )
  const tos = binder.bind(
    runs.map(({ to }) => to),
    'date[]',
  )
  const days = [...runs.map(({ from }) => from), ...runs.map(({ to }) => to)].sort()
  const where = [
    `${day} between ${binder.bind(days[0], 'date')} and ${binder.bind(days.at(-1), 'date')}`,
    `${code} is not null`,
    conditionSql(by.where, other, binder),
  ]
  return `(select distinct n.code, p.line as unit, n.place from (select distinct ${code} as code, r.unit as unit, t.place from ${context.relation(other)} r join unnest(${froms}, ${tos}) with ordinality as t(first, last, place) on ${day} between t.first and t.last where ${where.join(' and ')}) n join unnest(${units}, ${over}) as p(unit, line) on p.unit = n.unit)`
}

/** Each unit that is asked about with itself and every unit above it. */
function lineage({ set, segments }: MatchContext, day: Day): [unit: string, line: string][] {
  const all = segments.some(({ members }) => members === null)
  const units = all ? set.units.keys() : new Set(segments.flatMap(({ members }) => members?.map((m) => m.unit) ?? []))
  return [...units].flatMap((unit) => [unit, ...above(set, day, unit)].map((line): [string, string] => [unit, line]))
}

/** Nothing found is a zero only where the other dataset speaks of those days. */
async function speaks({ coverage, set }: Context, { by }: Matched, group: string, run?: Run): Promise<boolean> {
  if (!run) return false
  const known = await coverage(by.dataset)
  const inside = group === '' ? null : below(set, run.day, group)
  return [...known].some(([unit, range]) => (inside === null || inside.has(unit)) && speaksOf(range, run))
}

function datasetOf(id: string) {
  const dataset = findDataset(id)
  if (!dataset) throw new Error(`no dataset ${id}`)
  return dataset
}
