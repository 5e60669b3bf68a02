/** A sum of unknowns, each so many times. */
export type Combination = ReadonlyMap<string, number>

/** What can be computed from sums whose values are known. */
export interface Span {
  /** Makes one more sum known. */
  add(sum: Combination): void
  /** What is left of a sum when everything known is taken out of it; nothing where it can be computed. */
  rest(sum: Combination): Combination
}

/** A prime; arithmetic modulo it is exact and stays below 2^53. */
const PRIME = 67_108_859

/** Known sums, kept in echelon form: each has an unknown of its own that no other begins with. */
export function createSpan(known: Iterable<Combination> = []): Span {
  const places = new Map<string, number>()
  const names: string[] = []
  const byFirst = new Map<number, Map<number, number>>()
  const placeOf = (name: string) => {
    const held = places.get(name)
    if (held !== undefined) return held
    places.set(name, names.length)
    return names.push(name) - 1
  }
  /** Takes known sums out from the first unknown on; stops at the first that is not known when only that is asked. */
  const reduce = (sum: Combination, onlyFirst: boolean): { first: number | null; rest: Map<number, number> } => {
    const rest = new Map([...sum].map(([name, times]) => [placeOf(name), modulo(times)]))
    const waiting = [...rest.keys()].sort((a, b) => a - b)
    let unknown: number | null = null
    for (let first = waiting.shift(); first !== undefined; first = waiting.shift()) {
      const times = rest.get(first) ?? 0
      if (times === 0) continue
      const held = byFirst.get(first)
      if (!held) {
        unknown ??= first
        if (onlyFirst) break
        continue
      }
      for (const [place, factor] of held) {
        if (!rest.has(place)) insert(waiting, place)
        rest.set(place, modulo((rest.get(place) ?? 0) - times * factor))
      }
    }
    return { first: unknown, rest }
  }
  const span: Span = {
    add(sum) {
      const { first, rest } = reduce(sum, true)
      if (first === null) return
      const scale = inverse(rest.get(first) ?? 1)
      const scaled = [...rest].flatMap(([place, times]) =>
        times === 0 ? [] : [[place, modulo(times * scale)] as const],
      )
      byFirst.set(first, new Map(scaled))
    },
    rest(sum) {
      const left = [...reduce(sum, false).rest].filter(([, times]) => times !== 0)
      return new Map(left.map(([place, times]) => [names[place] ?? '', times]))
    },
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
