import { findMeasure } from '../../../shared/measures/list.ts'
import type { Reconciliation } from '../../../shared/reconciliation.ts'

/** One source that does not say what our rows say. */
export interface Differing {
  measure: string
  title: string
  /** What the rows say, in just the units of which the source speaks. */
  rows: number
  said: number
  difference: number
  /** Of how many units the source speaks; absent where of all. */
  units?: { spoken: number; all: number }
  owner: string | null
}

/** The counts of which a measure is made and of which reports speak as well; none where it can be compared with nothing. */
export function reconcilableOf(measure: string, seen: ReadonlySet<string> = new Set()): string[] {
  const found = findMeasure(measure)
  if (!found || seen.has(measure)) return []
  if (found.kind === 'count' || found.kind === 'stock') return found.reports === undefined ? [] : [measure]
  const inner = new Set([...seen, measure])
  const parts = (ids: readonly string[]) => ids.flatMap((id) => reconcilableOf(id, inner))
  if (found.kind === 'rate')
    return [...new Set(parts([...found.numerator, ...(found.numeratorMinus ?? []), ...found.denominator]))]
  return found.kind === 'sum' ? [...new Set(parts([...found.plus, ...found.minus]))] : []
}

/** The sources that differ from the rows, the largest difference first. A source that agrees needs no explanation. */
export function differingOf({ rows }: Reconciliation): Differing[] {
  return rows
    .flatMap(({ measure, sources: [first, ...others] }) =>
      others.flatMap(({ title, owner, units, figure, difference }): Differing[] => {
        const own = units?.rows ?? first?.figure.value
        if (!difference || figure.value === null || own === null || own === undefined) return []
        const some = units && units.spoken < units.all ? { units: { spoken: units.spoken, all: units.all } } : {}
        return [{ measure, title, owner, rows: own, said: figure.value, difference, ...some }]
      }),
    )
    .toSorted((a, b) => Math.abs(b.difference) - Math.abs(a.difference))
}
