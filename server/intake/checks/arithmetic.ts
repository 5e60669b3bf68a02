/** Do parts add up? `difference` is total minus parts: negative when the parts exceed it. */
export function judgeSum(total: number, parts: readonly number[]): { verdict: 'ok' | 'mismatch'; difference: number } {
  const difference = round6(total - parts.reduce((sum, part) => sum + part, 0))
  return { verdict: difference === 0 ? 'ok' : 'mismatch', difference }
}

/**
 * Compares a stated percentage with numerator / denominator at the decimals it was published with. `computed` is the
 * percentage as it really is, unrounded.
 *
 * @param stated - percent, `85.9` for 85,9 %
 * @param decimals - digits after the decimal sign as published
 * @see DOMAIN §1.4, V2
 */
export function judgeRatio(
  stated: number,
  decimals: number,
  numerator: number,
  denominator: number,
): { verdict: 'exact' | 'truncated' | 'mismatch'; computed: number } {
  const scale = 10 ** decimals
  const target = Math.round(stated * scale)
  const computed = (100 * numerator) / denominator
  if (Math.round(round6(computed * scale)) === target) return { verdict: 'exact', computed }
  if (Math.floor(round6(computed * scale)) === target) return { verdict: 'truncated', computed }
  return { verdict: 'mismatch', computed }
}

/** Whole numbers from `from` to `to`, both included. */
export interface Span {
  from: number
  to: number
}

/** Whole numbers that would give a stated percentage, by rounding and by cutting off; null where none does. */
export interface Fits {
  rounded: Span | null
  truncated: Span | null
}

/**
 * The denominators that would fit the numerator, and the numerators that would fit the denominator.
 *
 * @see DOMAIN §1.4, V3
 */
export function fitsOf(
  stated: number,
  decimals: number,
  numerator: number,
  denominator: number,
): { denominators: Fits; numerators: Fits } {
  const scale = 10 ** decimals
  const target = Math.round(stated * scale)
  const units = 100 * numerator * scale
  const share = denominator / (100 * scale)
  const roundsTo = (n: number, d: number) => d > 0 && Math.round(round6((100 * n * scale) / d)) === target
  const cutsTo = (n: number, d: number) => d > 0 && Math.floor(round6((100 * n * scale) / d)) === target
  return {
    denominators: {
      rounded: between(units / (target + 0.5), units / (target - 0.5), (d) => roundsTo(numerator, d)),
      truncated: between(units / (target + 1), units / target, (d) => cutsTo(numerator, d)),
    },
    numerators: {
      rounded: between((target - 0.5) * share, (target + 0.5) * share, (n) => roundsTo(n, denominator)),
      truncated: between(target * share, (target + 1) * share, (n) => cutsTo(n, denominator)),
    },
  }
}

/** The whole numbers between two bounds that fit; what fits is one unbroken stretch, so only its ends are tried. */
function between(low: number, high: number, fits: (value: number) => boolean): Span | null {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return null
  let from = Math.max(0, Math.floor(low))
  let to = Math.ceil(high)
  while (from <= to && !fits(from) && from < Math.floor(low) + 3) from += 1
  while (to >= from && !fits(to) && to > Math.ceil(high) - 3) to -= 1
  return from <= to && fits(from) && fits(to) ? { from, to } : null
}

/** All sums of some of the numbers: 0, a, b, a + b … */
export function withSome(numbers: readonly number[]): number[] {
  let sums = [0]
  for (const value of numbers) sums = sums.concat(sums.map((sum) => sum + value))
  return sums
}

/** Binary fractions are no decimal ones: 0.1 + 0.2 counts as 0.3. */
function round6(value: number): number {
  return Math.round(value * 1e6) / 1e6
}
