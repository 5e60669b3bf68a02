import type {
  Count,
  Deliveries,
  Distribution,
  DueCheck,
  DueSoon,
  Matched,
  Oldest,
  Reported,
  Stock,
} from '../../shared/measures/measure.ts'
import { isRolled } from './counters.ts'
import type { Leaf } from './leaves.ts'
import { looksBack } from './look-back.ts'
import type { Resolved } from './resolve.ts'

/** Which measures are read where. */
export interface Plan {
  /** From the rollup: counts and stocks split only by unit and time, at the state that the rollup holds. */
  rolledCounts: Count[]
  rolledStocks: Stock[]
  /** From the rows in one scan: one bucket, and no unit changes hands inside it. */
  atOnce: (Count | Distribution | Stock | DueSoon | Oldest)[]
  /** From the rows, one scan for each day that counts. */
  dated: (Count | Distribution)[]
  stocks: Stock[]
  inside: (DueSoon | Oldest)[]
  /** Rows of one dataset judged by those of another. */
  matched: Matched[]
  dueChecks: DueCheck[]
  /** What feeds delivered of what they owe. */
  deliveries: Deliveries[]
  /** As somebody published them. */
  reported: Reported[]
  /** From reports that others added up: those that a report can stand in for. */
  reports: (Count | Stock)[]
}

/**
 * @param rolled - the rollup holds the state that is asked for
 * @param segments - into how many runs of days the units' changes cut the period
 */
export function planOf(resolved: Resolved, rolled: boolean, segments: number): Plan {
  const plan: Plan = {
    rolledCounts: [],
    rolledStocks: [],
    atOnce: [],
    dated: [],
    stocks: [],
    inside: [],
    matched: [],
    dueChecks: [],
    deliveries: [],
    reported: [],
    reports: [],
  }
  const fromRollup =
    rolled && resolved.units === 'then' && resolved.columns.length === 0 && resolved.filters.length === 0
  const atOnce = segments === 1 && resolved.buckets.length === 1
  for (const leaf of resolved.leaves) {
    if (isReportable(leaf) && resolved.basis !== 'rows') plan.reports.push(leaf)
    if (resolved.basis === 'reports' && leaf.kind !== 'reported') continue
    if (leaf.kind === 'reported') plan.reported.push(leaf)
    else if (leaf.kind === 'matched') plan.matched.push(leaf)
    else if (leaf.kind === 'dueCheck') plan.dueChecks.push(leaf)
    else if (leaf.kind === 'deliveries') plan.deliveries.push(leaf)
    else if (fromRollup && leaf.kind === 'count' && isRolled(leaf)) plan.rolledCounts.push(leaf)
    else if (fromRollup && leaf.kind === 'stock') plan.rolledStocks.push(leaf)
    else if (atOnce && !looksBack(leaf)) plan.atOnce.push(leaf)
    else if (leaf.kind === 'count') plan.dated.push(leaf)
    else if (leaf.kind === 'distribution') plan.dated.push(leaf)
    else if (leaf.kind === 'stock') plan.stocks.push(leaf)
    else plan.inside.push(leaf)
  }
  return plan
}

/** May a report stand in for the rows of this measure? */
export function isReportable(leaf: Leaf): leaf is Count | Stock {
  return (leaf.kind === 'count' || leaf.kind === 'stock') && leaf.reports !== undefined
}
