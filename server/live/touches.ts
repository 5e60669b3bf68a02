import { findMeasure } from '../../shared/measures/list.ts'
import { type Day, resolvePeriod } from '../../shared/period.ts'
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
  return touched.days === null || meetsDays(touched.days, query, today)
}

/** Rows whose days all come after a period are in none of its figures; rows before it are in its stocks. */
function meetsDays(days: { from: Day; to: Day }, query: Query, today: Day): boolean {
  const period = resolvePeriod(query.period, today)
  if (days.from > period.to) return false
  return days.to >= period.from || !query.measures.every(looksOnlyInside)
}

function looksOnlyInside(id: string): boolean {
  const measure = findMeasure(id)
  if (!measure) return false
  if (measure.kind === 'count' || measure.kind === 'distribution') return true
  if (measure.kind === 'sum') return [...measure.plus, ...measure.minus].every(looksOnlyInside)
  if (measure.kind === 'rate')
    return [...measure.numerator, ...(measure.numeratorMinus ?? []), ...measure.denominator].every(looksOnlyInside)
  return false
}
