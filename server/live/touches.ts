import { type Day, monthOf, resolvePeriod } from '../../shared/period.ts'
import type { Query } from '../../shared/query.ts'
import type { Reach } from '../figures/figures.ts'
import type { Touched } from '../ledger/ledger.ts'

/** Datasets on which every answer may depend: who is where, and which days are worked. */
const EVERYWHERE = ['units', 'calendar']

/** Can this commit change the answer to this question? In doubt yes: an idle query costs little, a stale figure much. */
export function touches(touched: Touched, query: Query, reach: Reach, today: Day): boolean {
  if (query.at) return false
  if (touched.datasets.some((dataset) => EVERYWHERE.includes(dataset))) return true
  if (!touched.datasets.some((dataset) => reach.datasets.includes(dataset))) return false
  if (touched.units !== 'all' && touched.units.length > 0 && !touched.units.some((unit) => reach.units.has(unit)))
    return false
  return touched.days === null || !allLater(touched.days.from, query, today)
}

/**
 * Rows of months after a period are in none of its figures. Earlier rows may be: in its stocks, and because a feed's
 * first row and last day decide where "no data" becomes 0.
 */
function allLater(first: Day, query: Query, today: Day): boolean {
  return monthOf(first).from > resolvePeriod(query.period, today).to
}
