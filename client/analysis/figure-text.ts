import { findMeasure } from '../../shared/measures/list.ts'
import type { UnitOfMeasure } from '../../shared/measures/measure.ts'
import type { Locale } from '../format/locale.ts'
import { digitsOf, formatFigure, formatSigned } from '../format/number.ts'

/** A figure of a measure as text, always with the same decimals, so that columns align. */
export function figureText(measure: string, value: number, locale: Locale): string {
  return formatFigure(value, unitOf(measure), locale)
}

/** A difference: of rates in percentage points, of everything else in its own unit of measure. */
export function changeText(measure: string, change: number, locale: Locale): string {
  const unit = unitOf(measure)
  return unit === 'fraction' ? formatSigned(change * 100, locale, 1) : formatSigned(change, locale, digitsOf(unit))
}

/** Is a change for the better? Null where it is neither, or too small to be written. */
export function isBetter(measure: string, change: number): boolean | null {
  const unit = unitOf(measure)
  const better = findMeasure(measure)?.better ?? 'neither'
  const written = Math.round(change * 10 ** (unit === 'fraction' ? 3 : digitsOf(unit)))
  if (better === 'neither' || written === 0) return null
  return written > 0 === (better === 'higher')
}

/** In what a measure is written. */
export function unitOf(measure: string): UnitOfMeasure {
  return findMeasure(measure)?.unitOfMeasure ?? 'number'
}
