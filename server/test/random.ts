import { createRandom as createNumbers } from '../../fixtures/sample/random.ts'

/** A seeded source of chance: the same seed tells the same story. */
export interface Random {
  chance(p: number): boolean
  below(n: number): number
  pick<T>(list: readonly T[]): T
}

/** Chance for tests, over the numbers that also make the sample. */
export function createRandom(seed: number): Random {
  const next = createNumbers(seed)
  const below = (n: number) => Math.floor(next() * n)
  return { chance: (p) => next() < p, below, pick: (list) => list[below(list.length)] as (typeof list)[number] }
}
