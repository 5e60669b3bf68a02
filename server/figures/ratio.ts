import type { Cell } from '../../shared/answer.ts'

/** A figure as a fraction, so that comparing two figures never hangs on a rounding. */
export interface Ratio {
  over: number
  /** Above 0. */
  under: number
}

/** Apportioned counts and published values are told apart to the ninth decimal. */
const PARTS = 1e9

/** The exact figure of a cell: a rate's numerator over its denominator, else its value; null where it has none. */
export function ratioOf({ value, numerator, denominator }: Cell): Ratio | null {
  if (value === null) return null
  if (numerator !== undefined && denominator !== undefined && denominator > 0) {
    return { over: numerator, under: denominator }
  }
  return { over: value, under: 1 }
}

/** Below 0 when `a` is less than `b`, 0 when they are equal as fractions: a/b = c/d where a·d = c·b. */
export function compareRatios(a: Ratio, b: Ratio): number {
  const left = a.over * b.under
  const right = b.over * a.under
  if (isWhole(a) && isWhole(b) && Number.isSafeInteger(left) && Number.isSafeInteger(right)) return left - right
  const difference = exact(a.over) * exact(b.under) - exact(b.over) * exact(a.under)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

function isWhole({ over, under }: Ratio): boolean {
  return Number.isSafeInteger(over) && Number.isSafeInteger(under)
}

/** A number in whole billionths. */
function exact(value: number): bigint {
  return Number.isSafeInteger(value) ? BigInt(value) * BigInt(PARTS) : BigInt(Math.round(value * PARTS))
}
