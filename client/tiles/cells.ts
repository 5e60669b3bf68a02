import type { Cell, FigureRow } from '../../shared/answer.ts'
import { isCell } from '../../shared/cell.ts'
import { findMeasure } from '../../shared/measures/list.ts'
import type { Standing } from '../ui/standing.tsx'

const NO_DATA: Cell = { value: null, none: 'noData' }

/** The cell of a measure in a row; "no data" where the answer has none. */
export function cellOf(row: FigureRow | undefined, measure: string): Cell {
  const cell = row?.[measure]
  return isCell(cell) ? cell : NO_DATA
}

/** The key of a dimension in a row; empty where it has none. */
export function keyOf(row: FigureRow, dimension: string): string {
  const key = row[dimension]
  return typeof key === 'string' ? key : ''
}

/**
 * How a figure stands: against its target where it has one (within the measure's watch margin below it is "watch"),
 * else against the measure's own thresholds.
 */
export function standingOf(measure: string, value: number | null, target: number | null): Standing {
  const found = findMeasure(measure)
  if (value === null || !found || found.better === 'neither') return 'none'
  const thresholds = found.kind === 'rate' ? found.thresholds : undefined
  const good = target ?? thresholds?.good
  if (good === undefined) return 'none'
  const margin = thresholds ? Math.abs(thresholds.good - thresholds.watch) : 0
  const short = found.better === 'higher' ? good - value : value - good
  if (short <= 0) return 'good'
  return short <= margin ? 'watch' : 'bad'
}

/** The figure of a cell; of one that stands on too few cases to be ranked, its plain share. */
export function shareOf({ value, none, numerator, denominator }: Cell): number | null {
  if (none !== 'tooFew' || numerator === undefined || !denominator) return value
  return numerator / denominator
}
