import type { Row } from '../../../shared/datasets/dataset.ts'
import { numberIn } from './check.ts'

/** A published percentage with its fraction. */
export interface PublishedRate {
  /** Percent, `85.9` for 85,9 %. */
  stated: number
  /** Digits after the decimal sign as published. */
  decimals: number
  numerator: number
  denominator: number
  /** False for bounds such as "over 90 %", which are stored with their comparator and never judged. */
  exact: boolean
}

/** Is the value of a published figure a percentage? A figure with a denominator and no unit of measure is one. */
export function isPercentage(row: Row): boolean {
  const unit = String(row.unitOfMeasure ?? '').trim()
  return unit === '%' || /phần trăm|percent/i.test(unit) || (unit === '' && numberIn(row, 'denominator') !== null)
}

/** The percentage of a published figure with its fraction; null where it is none, lies outside 0–100 or has no fraction. */
export function rateOf(row: Row): PublishedRate | null {
  const stated = numberIn(row, 'value')
  const numerator = numberIn(row, 'numerator')
  const denominator = numberIn(row, 'denominator')
  if (stated === null || stated < 0 || stated > 100 || !isPercentage(row)) return null
  if (numerator === null || denominator === null || denominator <= 0) return null
  const { comparator } = row
  const exact = comparator === null || comparator === undefined || comparator === '='
  return { stated, decimals: numberIn(row, 'decimals') ?? decimalsOf(stated), numerator, denominator, exact }
}

/** `668+526+593` or `668; 526; 593`; null when the cell is no list of numbers. */
export function partsOf(cell: Row[string] | undefined): number[] | null {
  if (typeof cell !== 'string' || cell.trim() === '') return null
  const parts = cell.split(/[+;|]/).map((part) => Number(part.trim()))
  return parts.length > 1 && parts.every(Number.isFinite) ? parts : null
}

function decimalsOf(value: number): number {
  return String(value).split('.')[1]?.length ?? 0
}
