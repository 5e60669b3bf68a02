/** A seeded source of chance: the same seed tells the same story. */
export interface Random {
  chance(p: number): boolean
  below(n: number): number
  pick<T>(list: readonly T[]): T
}

/** mulberry32, good enough to choose test data by. */
export function createRandom(seed: number): Random {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (n: number) => Math.floor(next() * n)
  return { chance: (p) => next() < p, below, pick: (list) => list[below(list.length)] as (typeof list)[number] }
}
