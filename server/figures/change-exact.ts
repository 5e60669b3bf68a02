/** The values on the way, and the differences between them; null is "no figure". */
export interface Walked {
  values: (number | null)[]
  deltas: (number | null)[]
  /** Last less first. */
  total: number | null
}

/**
 * Differences that add up to the last value less the first with no remainder of arithmetic: all values are put on one grid,
 * as fine as the largest of them, on which addition is exact. Whole numbers stay as they are. A value
 * that is no figure is stepped over: the next difference counts from the last value before it.
 */
export function differencesOf(values: readonly (number | null)[]): Walked {
  const known = values.filter((value) => value !== null)
  const largest = Math.max(0, ...known.map(Math.abs))
  // A number has 53 binary digits; where signs differ, a difference may need one more than its ends.
  const digits = known.some((value) => value < 0) ? 52 : 53
  const grid = largest === 0 ? 1 : 2 ** (Math.floor(Math.log2(largest)) + 1 - digits)
  const onGrid = values.map((value) => (value === null ? null : Math.round(value / grid) * grid))
  let last: number | null = onGrid[0] ?? null
  const deltas = onGrid.slice(1).map((value) => {
    const delta = value === null || last === null ? null : value - last
    last = value ?? last
    return delta
  })
  const [first, end] = [onGrid[0] ?? null, onGrid.at(-1) ?? null]
  return { values: onGrid, deltas, total: first === null || end === null ? null : end - first }
}
