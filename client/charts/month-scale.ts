/** The ends and the few round values of a vertical scale. */
export interface Scale {
  from: number
  to: number
  ticks: number[]
}

const STEPS = [1, 2, 2.5, 5, 10]

/**
 * A scale with three to five round steps around the values. It begins at zero unless all values lie in the upper half,
 * where a line from zero would hide every movement.
 *
 * @param bound - the highest value that exists, for example 1 for a rate
 */
export function scaleAround(values: readonly number[], bound = Number.POSITIVE_INFINITY): Scale | null {
  if (values.length === 0) return null
  const most = Math.max(...values)
  const least = Math.min(...values)
  const low = least >= 0 && least < most * 0.6 ? 0 : least
  const span = most - low || Math.abs(most) || 1
  const step = stepFor(span / 3.4)
  const from = Math.floor(low / step + 1e-9) * step
  let to = Math.ceil(most / step - 1e-9) * step
  if (to <= from) to = from + step
  to = Math.min(to, Math.max(bound, most))
  const count = Math.floor((to - from) / step + 1e-9)
  return { from, to, ticks: Array.from({ length: count + 1 }, (_, index) => clean(from + index * step)) }
}

function stepFor(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  return (STEPS.find((step) => step * power >= rough - 1e-12) ?? 10) * power
}

function clean(value: number): number {
  return Number(value.toPrecision(12))
}
