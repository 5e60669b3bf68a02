import type { Query } from '../../shared/query.ts'
import type { Context } from './context.ts'
import type { Reach } from './figures.ts'
import { isReportable } from './plan.ts'
import type { Resolved } from './resolve.ts'
import { above } from './tree.ts'

/** The datasets that can change an answer, reports and the calendar among them. */
export function datasetsOf({ leaves, basis }: Pick<Resolved, 'leaves' | 'basis'>): Set<string> {
  const datasets = new Set(leaves.map((leaf) => leaf.dataset))
  if (basis !== 'rows' && leaves.some(isReportable)) datasets.add('dossier-reports')
  if (leaves.some((leaf) => leaf.kind === 'dueSoon')) datasets.add('calendar')
  return datasets
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
  if (unit !== null && leaves.some((leaf) => leaf.kind === 'reported' && leaf.inherits))
    for (const id of above(set, period.to, unit)) units.add(id)
  const relative = !('from' in query.period) && !('name' in query.period && /^\d/.test(query.period.name))
  const stocks = leaves.some((leaf) => leaf.kind === 'stock' || leaf.kind === 'dueSoon' || leaf.kind === 'oldest')
  const moves = query.at === undefined && (relative || stocks || resolved.units === 'now')
  return { datasets: [...datasetsOf(resolved), 'units'], units, moves }
}
