import type { Dataset, Row } from '../../shared/datasets/dataset.ts'
import { speaksOfAll, unitsSpokenFor } from '../../shared/unit-cover.ts'
import type { CheckRequest } from './intake.ts'

/** May the feed of a delivery speak of this row? */
export type IsInside = (dataset: Dataset, row: Row) => boolean

/**
 * A feed of a unit speaks of rows of which any unit lies at or below it, whoever sends them and however he names them. Units that the
 * delivery itself declares stand where their parent does.
 */
export function createInside({ feed, units: set, today }: Pick<CheckRequest, 'feed' | 'units' | 'today'>): IsInside {
  const { unit } = feed
  if (unit === null) return () => true
  const spoken = unitsSpokenFor(set, unit, today)
  const isOther = (id: string) => set.units.has(id) && !spoken.has(id)
  return (dataset, row) => {
    const named = dataset.unitColumns.map((name) => row[name]).filter((id) => typeof id === 'string')
    if (named.length === 0 || named.some((id) => spoken.has(id)) || speaksOfAll(set, unit, dataset)) return true
    if (named.some(isOther)) return false
    return dataset.id !== 'units' || typeof row.parent !== 'string' || !isOther(row.parent)
  }
}
