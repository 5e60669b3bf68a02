import type { Dataset } from '../../shared/datasets/dataset.ts'
import { findDataset } from '../../shared/datasets/list.ts'
import type { Reported } from '../../shared/measures/measure.ts'
import type { DayRange } from '../../shared/period.ts'
import { lineOf } from '../../shared/unit-bridges.ts'
import { aboveAsked } from './areas.ts'
import { type Bucket, periodName } from './buckets.ts'
import { columnSql, createBinder } from './condition-sql.ts'
import type { Context } from './context.ts'
import type { Part } from './part.ts'
import { filterSql, keySql } from './sql.ts'

/** A row as somebody published it. */
export interface Published extends DayRange {
  key: string
  unit: string
  value: number | null
  keys: readonly (string | null)[]
}

/** Figures that are taken as published: the row of exactly the period, else the latest one that ends inside it. */
export async function readReported(context: Context, measures: readonly Reported[]): Promise<Part[]> {
  const parts: Part[] = []
  for (const measure of measures) {
    const chosen = await choosePublished(context, measure)
    for (const { bucket, unit, row } of chosen)
      parts.push({
        measure: measure.id,
        bucket,
        unit,
        keys: row.keys,
        value: row.value,
        estimated: false,
        period: periodName(row),
      })
    parts.push(...nobodysFigures(context, measure, chosen))
  }
  return parts
}

/** As of now, units that were not yet there in a bucket and took nobody's place: nobody can have published their figure. */
function nobodysFigures(
  context: Context,
  measure: Reported,
  chosen: readonly { bucket: number; unit: string }[],
): Part[] {
  const { resolved, set } = context
  if (resolved.units !== 'now' || resolved.columns.length > 0 || measure.inherits) return []
  return resolved.buckets.flatMap((bucket, b) =>
    [...askedIn(context, bucket).groups].flatMap((group) => {
      const lived = forebears(context, group).some((id) => (set.units.get(id)?.from ?? bucket.from) <= bucket.to)
      if (lived || chosen.some((each) => each.bucket === b && each.unit === group)) return []
      return [
        { measure: measure.id, bucket: b, unit: group, keys: [], value: null, estimated: false, none: NONE_BEFORE },
      ]
    }),
  )
}

const NONE_BEFORE = 'notApplicable'

/** The published row of each group: a unit's own, never one added up from units below. */
export async function choosePublished(
  context: Context,
  measure: Reported,
): Promise<{ bucket: number; unit: string; row: Published }[]> {
  const { resolved, set } = context
  const rows = await readPublished(context, measure)
  const byUnit = Map.groupBy(rows, (row) => row.unit)
  return resolved.buckets.flatMap((bucket, b) => {
    const { groups, members } = askedIn(context, bucket)
    const restricted = resolved.scope.units !== 'all' || resolved.only !== null
    const allowed = members && restricted ? new Set(members.map((member) => member.unit)) : null
    return [...groups].flatMap((group) => {
      if (allowed && !allowed.has(group)) return []
      const lines = measure.inherits ? [group, ...aboveAsked(set, resolved, bucket.to, group)] : [group]
      const found = lines
        .map((unit) => forebears(context, unit).flatMap((id) => byUnit.get(id) ?? []))
        .map((published) => bestOf(published, bucket, measure))
        .find((best) => best.length > 0)
      return (found ?? []).map((row) => ({ bucket: b, unit: groupName(context, members, group), row }))
    })
  })
}

function askedIn({ resolved, segments }: Context, bucket: Bucket) {
  const members = segments.findLast((part) => part.from <= bucket.to)?.members
  const groups = resolved.byUnit ? new Set((members ?? []).map((m) => m.group)) : new Set([resolved.unit ?? ''])
  return { groups, members }
}

/** A score cannot be added up or divided: as of now a unit has those of the units that became it as a whole, first to last. */
function forebears({ resolved, set }: Context, unit: string): string[] {
  return resolved.units === 'now' ? lineOf(set, unit, resolved.today).reverse() : [unit]
}

function groupName({ resolved }: Context, members: unknown, group: string): string {
  return resolved.byUnit || members ? group : ''
}

async function readPublished(context: Context, measure: Reported): Promise<Published[]> {
  const { resolved, reading, relation } = context
  const dataset = findDataset(measure.dataset)
  if (!dataset) return []
  const binder = createBinder()
  const [from, to] = periodColumns(dataset)
  const where = [
    `${columnSql(dataset, measure.column)} is not null`,
    ...Object.entries(measure.match ?? {}).map(
      ([name, value]) => `${columnSql(dataset, name)} = ${binder.bind(value, 'text')}`,
    ),
    `${from} <= ${binder.bind(resolved.period.to, 'date')}`,
    `${to} >= ${binder.bind(resolved.period.from, 'date')}`,
    ...filterSql(resolved.filters, dataset, binder),
  ]
  const heads = keySql(resolved.columns, dataset)
  const columns = [
    'r.key as key',
    'r.unit as unit',
    `${from} as "from"`,
    `${to} as "to"`,
    `${columnSql(dataset, measure.column)}::double precision as value`,
    ...heads,
  ]
  const text = `select ${columns.join(', ')} from ${relation(dataset)} r where ${where.join(' and ')} order by r.seq_from, r.key`
  const rows = await reading.query<Published & Record<string, string | null>>(text, binder.params)
  return rows.map((row) => ({ ...row, keys: resolved.columns.map((_, i) => row[`k${i}`] ?? null) }))
}

/** The SQL of the days for which a dataset's rows stand. */
export function periodColumns(dataset: Dataset): [from: string, to: string] {
  if (!dataset.period) throw new Error(`${dataset.id} has no period`)
  return [columnSql(dataset, dataset.period.from), columnSql(dataset, dataset.period.to)]
}

/** One row for each key of the column dimensions. */
function bestOf(rows: readonly Published[], bucket: Bucket, measure: Reported): Published[] {
  return [...Map.groupBy(rows, (row) => JSON.stringify(row.keys)).values()].flatMap((group) => {
    const exact = group.findLast((row) => row.from === bucket.from && row.to === bucket.to)
    if (exact) return [exact]
    // A target holds while it runs: a year's target is the target of each of its months.
    const [running] = measure.inherits
      ? narrowest(group.filter((row) => row.from <= bucket.to && row.to >= bucket.to))
      : []
    if (running) return [running]
    const ending = group.filter((row) => row.to >= bucket.from && row.to <= bucket.to)
    const latest = ending
      .map((row) => row.to)
      .sort()
      .at(-1)
    return narrowest(ending.filter((row) => row.to === latest)).slice(0, 1)
  })
}

function narrowest(rows: readonly Published[]): Published[] {
  return rows.toSorted((a, b) => (a.from > b.from ? -1 : a.from < b.from ? 1 : a.to < b.to ? -1 : 1))
}
