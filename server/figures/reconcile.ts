import type { FigureRow } from '../../shared/answer.ts'
import { isCell } from '../../shared/cell.ts'
import type { Count, Stock } from '../../shared/measures/measure.ts'
import type { Query } from '../../shared/query.ts'
import type { Reconciliation } from '../../shared/reconciliation.ts'
import type { Scope } from '../../shared/roles.ts'
import { nameOn } from '../../shared/units.ts'
import type { Feed } from '../ledger/ledger.ts'
import { periodName } from './buckets.ts'
import type { Context } from './context.ts'
import { BadQuery, UnknownDimension, withKnown } from './errors.ts'
import { leastShown } from './finish.ts'
import type { Leaf } from './leaves.ts'
import { cut } from './order.ts'
import { isReportable } from './plan.ts'
import { type Common, commonKey, commonOf } from './reconcile-common.ts'
import { type Said, saidByIndicators, saidByReports, saidByRows } from './reconcile-sources.ts'
import { suppress } from './suppress.ts'
import type { Tools } from './tools.ts'

type Line = Reconciliation['rows'][number]
type Source = Line['sources'][number]

const DIMENSIONS = ['unit', 'day', 'week', 'month', 'quarter', 'year']

/**
 * The same counts from each source that has them, so that a meeting speaks of the difference and not of whose number is
 * right: all rows together first, then the reports of each feed by themselves.
 *
 * @throws BadQuery for a measure that reports do not have; UnknownDimension for a split that they do not know
 */
export async function reconcile(tools: Tools, query: Query, scope: Scope): Promise<Reconciliation> {
  return tools.read(scope, async (reading) => {
    const { basis: _basis, rank: _rank, standing: _standing, ...asked } = query
    const context = await tools.contextFor(reading, asked, scope)
    const measures = reportable(context)
    const beyond = context.resolved.columns[0]
    if (beyond !== undefined) throw withKnown(new UnknownDimension(beyond), DIMENSIONS)
    const said = [
      ...(await saidByRows(context)),
      ...(await saidByReports(context, measures)),
      ...(await saidByIndicators(context, measures)),
    ]
    const shown = hideSmall(said, context, leastShown(context, query))
    const { by = [] } = asked
    const split = context.resolved.byUnit
      ? null
      : await tools.contextFor(reading, { ...asked, by: [...by, 'unit'] }, scope)
    const common = split ? await commonOf(split, measures) : new Map<string, Common>()
    const groups = [...Map.groupBy(shown, keyOf).values()].toSorted(inOrder(context))
    const lines = groups.map((group) => toLine(group, context, common))
    return { asOf: await tools.asOf(reading, context), ...cut(lines, query) }
  })
}

function reportable({ resolved }: Context): (Count | Stock)[] {
  return resolved.measures.map((measure) => {
    if (isReportable(measure as Leaf)) return measure as Count | Stock
    const known = resolved.book.measures.filter((other) => isReportable(other as Leaf)).map(({ id }) => id)
    throw withKnown(new BadQuery(`"${measure.id}" không có trong báo cáo để đối chiếu`), known)
  })
}

function keyOf({ unit, bucket, measure }: Said): string {
  return JSON.stringify([unit, bucket, measure])
}

function inOrder({ resolved }: Context): (a: readonly Said[], b: readonly Said[]) => number {
  const place = (id: string | undefined) => resolved.measures.findIndex((measure) => measure.id === id)
  return ([a], [b]) => {
    const [one, other] = [a?.unit ?? '', b?.unit ?? '']
    if (one !== other) return one < other ? -1 : 1
    return (a?.bucket ?? 0) - (b?.bucket ?? 0) || place(a?.measure) - place(b?.measure)
  }
}

/** What one source may not say, no other may say in its place: their counts are nearly the same. */
function hideSmall(said: Said[], { resolved }: Context, least: number): Said[] {
  if (least < 2) return said
  const hidden = new Set<string>()
  for (const source of Map.groupBy(said, ({ feed }) => feed).values()) {
    const groups = [...Map.groupBy(source, ({ unit, bucket }) => JSON.stringify([unit, bucket])).values()]
    const rows = groups.map(
      (group): FigureRow => ({
        unit: group[0]?.unit ?? null,
        bucket: `${group[0]?.bucket}`,
        ...Object.fromEntries(group.map(({ measure, cell }) => [measure, cell])),
      }),
    )
    for (const [i, row] of suppress(rows, { ...resolved, by: ['unit', 'bucket'] }, least).entries())
      for (const one of groups[i] ?? []) {
        const cell = row[one.measure]
        if (isCell(cell) && cell.none === 'suppressed') hidden.add(keyOf(one))
      }
  }
  return said.map((one) => (hidden.has(keyOf(one)) ? { ...one, cell: { value: null, none: 'suppressed' } } : one))
}

function toLine(group: readonly Said[], { resolved, set, feeds }: Context, common: ReadonlyMap<string, Common>): Line {
  const [{ unit, bucket, measure } = { unit: null, bucket: 0, measure: '' }] = group
  const days = resolved.buckets[bucket] ?? resolved.period
  const on = days.to < resolved.today ? days.to : resolved.today
  const held = unit === null ? undefined : set.units.get(unit)
  const first = group[0]?.cell.value ?? null
  const sources = group.map((said): Source => {
    const feed = feeds.find(({ id }) => id === said.feed)
    const { value } = said.cell
    const shared = common.get(commonKey(said))
    const isPart = shared !== undefined && shared.units.spoken < shared.units.all && value !== null && first !== null
    return {
      feed: said.feed ?? 'rows',
      title: said.feed === null ? 'Hồ sơ từng dòng' : (feed?.title ?? said.feed),
      owner: said.feed === null ? ownerOfRows(feeds) : (feed?.owner ?? null),
      basis: said.feed === null ? 'rows' : 'reports',
      figure: said.cell,
      ...(isPart && { units: { ...shared.units, rows: shared.rows } }),
      difference: isPart ? shared.difference : value === null || first === null ? null : value - first,
    }
  })
  const [, ...others] = sources
  const worst = others.filter(({ difference }) => difference !== null).toSorted((a, b) => size(b) - size(a))[0]
  return {
    unit,
    unitName: held ? nameOn(held, on) : unit,
    period: periodName(days),
    measure,
    sources,
    difference: worst ? size(worst) : null,
    owner: worst && size(worst) > 0 ? worst.owner : null,
  }
}

function size({ difference }: Source): number {
  return Math.abs(difference ?? 0)
}

/** Who answers for the rows: known where all row feeds have one owner. */
function ownerOfRows(feeds: readonly Feed[]): string | null {
  const owners = new Set(feeds.filter(({ dataset }) => dataset === 'dossiers').map(({ owner }) => owner))
  const [owner] = owners
  return owners.size === 1 ? (owner ?? null) : null
}
