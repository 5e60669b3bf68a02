/** Do parts add up? `difference` is total minus parts: negative when the parts exceed it. */
export function judgeSum(total: number, parts: readonly number[]): { verdict: 'ok' | 'mismatch'; difference: number } {
  const difference = round6(total - parts.reduce((sum, part) => sum + part, 0))
  return { verdict: difference === 0 ? 'ok' : 'mismatch', difference }
}

/** How a stated percentage relates to its fraction. */
export interface RatioVerdict {
  verdict: 'exact' | 'truncated' | 'mismatch'
  /** The percentage as it really is, unrounded. */
  computed: number
  /** Denominators that would give the stated value: by rounding, by cutting off. Empty unless it is a mismatch. */
  fits: { rounded: number[]; truncated: number[] }
}

/**
 * Compares a stated percentage with numerator / denominator at the decimals it was published with.
 *
 * @param stated - percent, `85.9` for 85,9 %
 * @param decimals - digits after the decimal sign as published
 * @see DOMAIN §1.4, V2 and V3
 */
export function judgeRatio(stated: number, decimals: number, numerator: number, denominator: number): RatioVerdict {
  const scale = 10 ** decimals
  const target = Math.round(stated * scale)
  const computed = (100 * numerator) / denominator
  const none = { rounded: [], truncated: [] }
  if (Math.round(round6(computed * scale)) === target) return { verdict: 'exact', computed, fits: none }
  if (Math.floor(round6(computed * scale)) === target) return { verdict: 'truncated', computed, fits: none }
  const units = 100 * numerator * scale
  return {
    verdict: 'mismatch',
    computed,
    fits: {
      rounded: between(units / (target + 0.5), units / (target - 0.5), (d) => Math.round(round6(units / d)) === target),
      truncated: between(units / (target + 1), units / target, (d) => Math.floor(round6(units / d)) === target),
    },
  }
}

const MAX_FITS = 5

function between(low: number, high: number, fits: (denominator: number) => boolean): number[] {
  const found: number[] = []
  if (!Number.isFinite(low) || !Number.isFinite(high)) return found
  for (let d = Math.max(1, Math.floor(low)); d <= Math.ceil(high) && found.length <= MAX_FITS; d += 1)
    if (fits(d)) found.push(d)
  // A long list helps nobody: any of many denominators would do.
  return found.length > MAX_FITS ? [] : found
}

/** Binary fractions are no decimal ones: 0.1 + 0.2 counts as 0.3. */
function round6(value: number): number {
  return Math.round(value * 1e6) / 1e6
}
