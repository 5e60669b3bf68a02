import { DATASETS } from '../../shared/datasets/list.ts'
import type { Query } from '../../shared/query.ts'
import { aboveAsked } from './areas.ts'
import type { Context } from './context.ts'
import type { Reach } from './figures.ts'
import type { Leaf } from './leaves.ts'
import { isReportable } from './plan.ts'
import type { Resolved } from './resolve.ts'
import { TARGETS } from './standing.ts'

/** Kinds of measures that change with the clock alone. */
const MOVING: ReadonlySet<Leaf['kind']> = new Set(['stock', 'dueSoon', 'oldest', 'matched', 'deliveries'])

/** The datasets that can change an answer, reports, the calendar and targets among them. */
export function datasetsOf(
  { leaves, basis }: Pick<Resolved, 'leaves' | 'basis'>,
  { standing = false }: Pick<Query, 'standing'> = {},
): Set<string> {
  const datasets = new Set(leaves.map((leaf) => leaf.dataset))
  if (basis !== 'rows' && leaves.some(isReportable)) datasets.add('dossier-reports')
  if (leaves.some((leaf) => leaf.kind === 'dueSoon')) datasets.add('calendar')
  for (const leaf of leaves) for (const id of besides(leaf)) datasets.add(id)
  if (standing) datasets.add(TARGETS)
  return datasets
}

/** The datasets that a measure looks at beside its own. */
function besides(leaf: Leaf): string[] {
  if (leaf.kind === 'matched') return [leaf.by.dataset]
  if (leaf.kind === 'dueCheck') return ['procedures', 'calendar']
  // Any delivery may be one that was owed.
  if (leaf.kind === 'deliveries') return DATASETS.map(({ id }) => id)
  return []
}

/** What can change a query's answer: rows of which datasets and units, and whether the clock alone does. */
export function reachOf(
  { resolved, segments, set }: Pick<Context, 'resolved' | 'segments' | 'set'>,
  query: Query,
): Reach {
  const { leaves, period, unit } = resolved
  const units = new Set(
    segments.flatMap((segment) => segment.members?.map((member) => member.unit) ?? [...set.units.keys()]),
  )
  // A target set for a unit above holds below.
  if (unit !== null && (query.standing || leaves.some((leaf) => leaf.kind === 'reported' && leaf.inherits)))
    for (const id of aboveAsked(set, resolved, period.to, unit)) units.add(id)
  const relative = !('from' in query.period) && !('name' in query.period && /^\d/.test(query.period.name))
  const stocks = leaves.some(({ kind }) => MOVING.has(kind))
  const moves = query.at === undefined && (relative || stocks || resolved.units === 'now')
  return { datasets: [...datasetsOf(resolved, query), 'units'], units, moves }
}
