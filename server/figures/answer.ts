import type { FigureRow } from '../../shared/answer.ts'
import { standsNow } from './areas.ts'
import { readReports } from './basis.ts'
import { type LeafValue, leafValue, toCell } from './cells.ts'
import type { Context } from './context.ts'
import { readDated } from './counts.ts'
import { createCovered } from './covered.ts'
import { readDeliveries } from './feed-figures.ts'
import { readInside } from './inside-days.ts'
import type { Leaf } from './leaves.ts'
import { readMatched } from './matched.ts'
import { readDueChecks } from './matched-due.ts'
import { groupKey, type Part, stockDays } from './part.ts'
import { isReportable, planOf } from './plan.ts'
import { readReported } from './reported.ts'
import { readCounts, readRolledStocks } from './rollup.ts'
import { readAtOnce } from './scan.ts'
import { readStocks } from './stock.ts'
import { NO_GROUP } from './tree-groups.ts'

interface Group {
  bucket: number
  unit: string
  keys: readonly (string | null)[]
}

/** All rows of an answer, in no order and uncut. */
export async function figureRows(context: Context, empty: boolean): Promise<FigureRow[]> {
  const { resolved } = context
  const { rows, reports } = await readParts(context)
  const fromRows = Map.groupBy(rows, (part) => groupKey(part.bucket, part.unit, part.keys))
  const fromReports = Map.groupBy(reports, (part) => groupKey(part.bucket, part.unit, part.keys))
  const days = stockDays(resolved)
  const groups = groupsOf(context, [...rows, ...reports], empty).map((group) => {
    const key = groupKey(group.bucket, group.unit, group.keys)
    const held = Map.groupBy(fromRows.get(key) ?? [], (part) => part.measure)
    const reported = Map.groupBy(fromReports.get(key) ?? [], (part) => part.measure)
    const spoken = new Set(resolved.leaves.filter((leaf) => speaks(held.get(leaf.id))).map((leaf) => leaf.dataset))
    return { ...group, held, reported, spoken }
  })
  const silent = resolved.leaves.filter((leaf) => groups.some(({ spoken }) => !spoken.has(leaf.dataset)))
  const covered = await createCovered(context, silent)
  return groups.map(({ held, reported, spoken, ...group }) => {
    const leafOf = (id: string): LeafValue => {
      const leaf = resolved.leaves.find((known) => known.id === id)
      if (!leaf) throw new Error(`${id} was not read`)
      if (isStockLike(leaf) && days[group.bucket] === null) {
        return { value: null, estimated: false, none: 'notApplicable' }
      }
      const zero = () =>
        spoken.has(leaf.dataset) || resolved.columns.length > 0 || covered(leaf, group.bucket, group.unit)
      return combine(leaf, held.get(id) ?? [], reported.get(id) ?? [], zero, resolved.basis)
    }
    return {
      ...keysOfGroup(context, group),
      ...Object.fromEntries(resolved.measures.map((measure) => [measure.id, toCell(measure, leafOf)])),
    }
  })
}

async function readParts(context: Context): Promise<{ rows: Part[]; reports: Part[] }> {
  const { reading, resolved, segments, relation, rolled, calendar } = context
  const plan = planOf(resolved, rolled, segments.length)
  const rows = [
    ...(await readCounts(reading, plan.rolledCounts, resolved, segments)),
    ...(await readRolledStocks(reading, plan.rolledStocks, resolved, segments)),
    ...(await readAtOnce(context, plan.atOnce)),
    ...(await readDated(reading, relation, plan.dated, resolved, segments)),
    ...(await readStocks(reading, relation, plan.stocks, resolved, segments)),
    ...(await readInside(reading, relation, plan.inside, resolved, segments, calendar)),
    ...(await readMatched(context, plan.matched)),
    ...(await readDueChecks(context, plan.dueChecks)),
    ...(await readDeliveries(context, plan.deliveries)),
    ...(await readReported(context, plan.reported)),
  ]
  const mark = (part: Part) => (context.inexact.has(part.unit) ? { ...part, estimated: true } : part)
  return { rows: rows.map(mark), reports: (await readReports(context, plan.reports)).map(mark) }
}

/** The groups that have something to show; with `empty`, every living unit in every bucket that has begun. */
function groupsOf(context: Context, parts: readonly Part[], empty: boolean): Group[] {
  const { resolved, segments } = context
  const groups = new Map<string, Group>()
  const add = ({ bucket, unit, keys }: Group) => groups.set(groupKey(bucket, unit, keys), { bucket, unit, keys })
  const total = resolved.byUnit ? null : totalUnit(segments, resolved.unit)
  if (resolved.by.length === 0 && total !== null) add({ bucket: 0, unit: total, keys: [] })
  for (const part of parts) if (part.value !== null && part.value !== 0) add(part)
  if (empty && resolved.columns.length === 0)
    for (const [bucket, { from, to }] of resolved.buckets.entries()) {
      if (from > resolved.today) continue
      for (const unit of total === null ? livingGroups(context, from, to) : [total]) add({ bucket, unit, keys: [] })
    }
  return [...groups.values()]
}

function totalUnit(segments: Context['segments'], root: string | null): string {
  return segments.some((segment) => segment.members === null) ? '' : (root ?? '')
}

function livingGroups({ resolved, segments, set }: Context, from: string, to: string): Set<string> {
  const groups = segments
    .filter((segment) => segment.from <= to && from <= segment.to)
    .flatMap((segment) => (segment.members ?? []).map((member) => member.group))
  return new Set(
    groups.filter((id) => {
      const unit = set.units.get(id)
      if (id === resolved.unit || unit === undefined) return false
      return resolved.units === 'now' ? standsNow(set, resolved, id) : unit.from <= to && from <= unit.to
    }),
  )
}

function speaks(parts: readonly Part[] | undefined): boolean {
  return (parts ?? []).some((part) => part.value !== null && part.value !== 0)
}

function isStockLike(leaf: Leaf): boolean {
  return leaf.kind === 'stock' || leaf.kind === 'dueSoon' || leaf.kind === 'oldest' || leaf.kind === 'matched'
}

/** Rows and reports of one leaf in one group; where nobody delivered there is no zero. */
function combine(
  leaf: Leaf,
  rows: readonly Part[],
  reports: readonly Part[],
  isZero: () => boolean,
  basis: Context['resolved']['basis'],
): LeafValue {
  const adds = leaf.kind === 'count' || leaf.kind === 'stock' || leaf.kind === 'dueSoon'
  const fromReports = leafValue(reports)
  if (basis === 'reports' && leaf.kind !== 'reported') {
    if (!isReportable(leaf)) return { value: null, estimated: false, none: 'notApplicable' }
    return { ...fromReports, basis: 'reports' }
  }
  const fromRows = leafValue(rows)
  if (!adds) return fromRows
  const rowsSpeak = (fromRows.value ?? 0) !== 0 || isZero()
  const value = rowsSpeak ? (fromRows.value ?? 0) : null
  if (!isReportable(leaf)) return { ...fromRows, value }
  if (fromReports.value === null) return { ...fromRows, value, ...(rowsSpeak && { basis: 'rows' as const }) }
  if (value === null) return { ...fromReports, basis: 'reports' }
  return { value: value + fromReports.value, estimated: fromRows.estimated || fromReports.estimated, basis: 'mixed' }
}

function keysOfGroup({ resolved }: Context, group: Group): FigureRow {
  const bucket = resolved.buckets[group.bucket]
  return Object.fromEntries(
    resolved.by.map((name) => {
      if (name === 'unit') return [name, group.unit === NO_GROUP ? null : group.unit]
      const column = resolved.columns.indexOf(name)
      if (column >= 0) return [name, group.keys[column] ?? null]
      return [name, bucket?.keys[name as keyof typeof bucket.keys] ?? null]
    }),
  )
}
