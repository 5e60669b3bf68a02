import type { WorkingCalendar } from '../../shared/calendar.ts'
import type { Dataset } from '../../shared/datasets/dataset.ts'
import { findDataset } from '../../shared/datasets/list.ts'
import type { UnitSet } from '../../shared/units.ts'
import type { Arrival, Feed, Reading, View } from '../ledger/ledger.ts'
import { inexactAreas } from './areas.ts'
import { countersOf } from './counters.ts'
import { type Coverage, coverageOf, type Delivery, firstDays } from './coverage.ts'
import type { Resolved } from './resolve.ts'
import { rolledFirstDays } from './rollup.ts'
import { type Segment, segmentsOf } from './segments.ts'

/** Everything that one answer is computed from, all as of one state of the ledger. */
export interface Context {
  reading: Reading
  resolved: Resolved
  set: UnitSet
  view: View
  /** The rollup holds this very state. */
  rolled: boolean
  calendar: WorkingCalendar
  feeds: readonly Feed[]
  deliveries: readonly Delivery[]
  /** On which days feeds delivered. */
  arrivals: () => Promise<readonly Arrival[]>
  segments: readonly Segment[]
  /** Groups whose figures are an estimate whatever their rows: old districts that today's communes do not fill exactly. */
  inexact: ReadonlySet<string>
  relation: (dataset: Dataset, where?: string) => string
  coverage: (dataset: string) => Promise<Coverage>
}

/** What `createContext` is given. */
export type Ingredients = Pick<
  Context,
  'reading' | 'resolved' | 'set' | 'view' | 'rolled' | 'calendar' | 'feeds' | 'deliveries' | 'arrivals'
> & {
  /** Keeps what a dataset's first days are, where the view is a plain seq; read for all callers, whatever the scope of this one. */
  remember: <T>(name: string, read: (open: Reading) => Promise<T>) => Promise<T>
}

/** Joins what is known with what is only read when it is needed. */
export function createContext(given: Ingredients): Context {
  const { reading, resolved, set, view, rolled, feeds, deliveries, remember } = given
  const known = new Map<string, Promise<Coverage>>()
  const relation = (dataset: Dataset, where?: string) => reading.relation(dataset, view, where)
  const read = async (id: string) => {
    const dataset = findDataset(id)
    if (!dataset) throw new Error(`no dataset ${id}`)
    const first = await remember(`first ${id}`, (open) =>
      rolled && open.seq === resolved.seq && countersOf(dataset, resolved.book.measures).length > 0
        ? rolledFirstDays(open, dataset)
        : firstDays(open, open.relation(dataset, view), dataset),
    )
    return coverageOf(dataset, first, feeds, deliveries, set)
  }
  const split = resolved.byUnit ? (resolved.level ?? 'children') : 'total'
  return {
    ...given,
    relation,
    inexact: resolved.units === 'now' ? inexactAreas(set, resolved.today, { root: resolved.unit, split }) : new Set(),
    segments: segmentsOf(set, resolved.period, {
      root: resolved.unit,
      split,
      tree: resolved.tree,
      mode: resolved.units,
      today: resolved.today,
      scope: resolved.scope.units,
      only: resolved.only,
    }),
    coverage(id) {
      const found = known.get(id) ?? read(id)
      known.set(id, found)
      return found
    },
  }
}
