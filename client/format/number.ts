import type { UnitOfMeasure } from '../../shared/measures/measure.ts'
import { type Locale, tagOf } from './locale.ts'

/** A space that does not break, as Vietnamese writes it before the percent sign. */
export const NBSP = '\u00a0'

/** `1.234,5` in Vietnamese. `digits` decimals, no more and no fewer. */
export function formatNumber(value: number, locale: Locale, digits = 0): string {
  return new Intl.NumberFormat(tagOf(locale), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value)
}

/**
 * A fraction 0–1 as a percentage number, rounded so that it never claims all or none: 0.99996 reads 99.9, not 100.0.
 *
 * @param digits - decimals of the percentage
 */
export function roundPercent(fraction: number, digits = 1): number {
  const unit = 10 ** digits
  const percent = Math.round(fraction * 100 * unit) / unit
  if (fraction < 1 && percent >= 100) return 100 - 1 / unit
  if (fraction > 0 && percent <= 0) return 1 / unit
  return percent
}

/** `98,7 %`, with a space before the sign. */
export function formatPercent(fraction: number, locale: Locale, digits = 1): string {
  return `${formatNumber(roundPercent(fraction, digits), locale, digits)}${NBSP}%`
}

/** A difference with its sign always shown and a true minus: `+0,4`, `−1,2`, `0,0`. */
export function formatSigned(value: number, locale: Locale, digits = 1): string {
  const unit = 10 ** digits
  const rounded = Math.round(value * unit) / unit
  const sign = rounded > 0 ? '+' : rounded < 0 ? '−' : ''
  return `${sign}${formatNumber(Math.abs(rounded), locale, digits)}`
}

/** How many decimals a figure of this unit of measure is written with. */
export function digitsOf(unit: UnitOfMeasure): number {
  if (unit === 'fraction' || unit === 'stars') return 1
  return unit === 'points' ? 2 : 0
}

/** A figure as text with its sign, for lists, legends and labels. */
export function formatFigure(value: number, unit: UnitOfMeasure, locale: Locale, digits = digitsOf(unit)): string {
  return unit === 'fraction' ? formatPercent(value, locale, digits) : formatNumber(value, locale, digits)
}
