import { findDataset } from '../../shared/datasets/list.ts'
import type { Condition } from '../../shared/measures/measure.ts'
import type { Leaf } from './leaves.ts'

/** Does a measure read what all versions of a row say together? Then it is counted from the rows at its seq, and no rollup can hold it. */
export function looksBack(measure: Leaf): boolean {
  if (measure.kind !== 'count' && measure.kind !== 'distribution') return false
  const history = new Set(findDataset(measure.dataset)?.history?.map(({ name }) => name))
  const names = [...namesIn(measure.where), ...(measure.kind === 'count' && measure.adds ? [measure.adds] : [])]
  return names.some((name) => history.has(name))
}

/** The columns that a condition looks at. */
function namesIn(condition: Condition | undefined): string[] {
  if (!condition) return []
  if ('all' in condition) return condition.all.flatMap(namesIn)
  if ('any' in condition) return condition.any.flatMap(namesIn)
  if ('not' in condition) return namesIn(condition.not)
  if ('filled' in condition) return [condition.filled]
  if ('in' in condition) return [condition.in[0]]
  return [...('before' in condition ? condition.before : condition.sameDay)]
}
