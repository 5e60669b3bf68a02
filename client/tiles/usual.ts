import type { FigureRow } from '../../shared/answer.ts'
import type { Day } from '../../shared/period.ts'
import { cellOf, keyOf } from './cells.ts'

/** Fewer days than this do not make a habit. */
const LEAST_DAYS = 5

/** The usual value of a whole working day: the median over the working days of some rows by day before `today`; null when there are too few. */
export function usualOf(
  rows: readonly FigureRow[],
  measure: string,
  today: Day,
  isWorkingDay: (day: Day) => boolean,
): number | null {
  const values = rows
    .filter((row) => keyOf(row, 'day') < today && isWorkingDay(keyOf(row, 'day')))
    .flatMap((row) => cellOf(row, measure).value ?? [])
    .sort((a, b) => a - b)
  return values.length < LEAST_DAYS ? null : (values[Math.floor((values.length - 1) / 2)] ?? null)
}
