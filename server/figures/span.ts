/** A sum of unknowns, each so many times. */
export type Combination = ReadonlyMap<string, number>

/** What can be computed from sums whose values are known. */
export interface Span {
  /** Makes one more sum known. */
  add(sum: Combination): void
  /** Can this sum be computed from the known ones? */
  has(sum: Combination): boolean
}

/** A prime; arithmetic modulo it is exact and stays below 2^53. */
const PRIME = 67_108_859

/** Known sums, kept in echelon form: each has an unknown of its own that no other begins with. */
export function createSpan(known: Iterable<Combination> = []): Span {
  const order = new Map<string, number>()
  const byFirst = new Map<number, Map<number, number>>()
  const placeOf = (name: string) => {
    const place = order.get(name) ?? order.size
    order.set(name, place)
    return place
  }
  const reduce = (sum: Combination): { first: number; rest: Map<number, number> } | null => {
    const rest = new Map([...sum].map(([name, times]) => [placeOf(name), modulo(times)]))
    const waiting = [...rest.keys()].sort((a, b) => a - b)
    for (let first = waiting.shift(); first !== undefined; first = waiting.shift()) {
      const times = rest.get(first) ?? 0
      if (times === 0) continue
      const held = byFirst.get(first)
      if (!held) return { first, rest }
      for (const [place, factor] of held) {
        if (!rest.has(place)) insert(waiting, place)
        rest.set(place, modulo((rest.get(place) ?? 0) - times * factor))
      }
    }
    return null
  }
  const span: Span = {
    add(sum) {
      const reduced = reduce(sum)
      if (!reduced) return
      const { first, rest } = reduced
      const scale = inverse(rest.get(first) ?? 1)
      const scaled = [...rest].flatMap(([place, times]) =>
        times === 0 ? [] : [[place, modulo(times * scale)] as const],
      )
      byFirst.set(first, new Map(scaled))
    },
    has: (sum) => reduce(sum) === null,
  }
  for (const sum of known) span.add(sum)
  return span
}

function modulo(value: number): number {
  const rest = value % PRIME
  return rest < 0 ? rest + PRIME : rest
}

function inverse(value: number): number {
  let [a, b, x, y] = [modulo(value), PRIME, 1, 0]
  while (a > 1) {
    const quotient = Math.floor(b / a)
    ;[a, b, x, y] = [b - quotient * a, a, y - quotient * x, x]
  }
  return modulo(x)
}

/** Puts a number into an ascending list. */
function insert(list: number[], value: number): void {
  let low = 0
  for (let high = list.length; low < high; ) {
    const middle = (low + high) >> 1
    if ((list[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  list.splice(low, 0, value)
}
