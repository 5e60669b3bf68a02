/** How many colours the map has. */
export const MAX_CLASSES = 7

/** Values split into classes; `breaks[i]` is the lowest value of class i + 1. */
export interface Classes {
  /** Ascending, one fewer than there are classes. */
  breaks: number[]
  count: number
  min: number
  max: number
}

/**
 * Splits values into at most seven classes with about as many units each. Equal values always share a class, so a class
 * may be larger than its share, and there are never more classes than different values.
 */
export function classify(values: readonly number[], wanted = MAX_CLASSES): Classes | null {
  const sorted = [...values].sort((a, b) => a - b)
  const min = sorted[0]
  const max = sorted.at(-1)
  if (min === undefined || max === undefined) return null
  const breaks: number[] = []
  let start = 0
  for (let left = wanted; left > 1; left -= 1) {
    const next = nextStart(sorted, start, start + (sorted.length - start) / left)
    if (next === null) break
    breaks.push(sorted[next] as number)
    start = next
  }
  return { breaks, count: breaks.length + 1, min, max }
}

/** The border between two different values that lies nearest to `ideal`, behind `start`. */
function nextStart(sorted: readonly number[], start: number, ideal: number): number | null {
  let best: number | null = null
  for (let i = start + 1; i < sorted.length; i += 1) {
    if (sorted[i] === sorted[i - 1]) continue
    if (best === null || Math.abs(i - ideal) < Math.abs(best - ideal)) best = i
    else break
  }
  return best
}

/** The class of a value, from 0 (lowest values). */
export function classOf(value: number, { breaks }: Classes): number {
  let found = 0
  for (const edge of breaks) if (value >= edge) found += 1
  return found
}

/**
 * Which of the seven colours (1 = worst … 7 = best) a class takes; with fewer classes they are spread over the whole scale.
 *
 * @param better - `lower` turns the scale round
 */
export function colourOf(index: number, count: number, better: 'higher' | 'lower' | 'neither'): number {
  const step = count <= 1 ? MAX_CLASSES - 1 : Math.round((index * (MAX_CLASSES - 1)) / (count - 1))
  return better === 'lower' && count > 1 ? MAX_CLASSES - step : step + 1
}
