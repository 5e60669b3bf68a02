import type { Cell } from '../../shared/answer.ts'

/** A unit with its figure, before ranking. */
export interface Entrant {
  unit: string
  name: string
  cell: Cell
}

/** A ranked unit. `rank` is shared by equal values and the next one skips: 1, 2, 2, 4. */
export interface Ranked extends Entrant {
  value: number
  rank: number
}

/** A ranking and the units that cannot be ranked. */
export interface Ranking {
  ranked: Ranked[]
  /** Too few cases to compare fairly. */
  tooFew: Entrant[]
  /** Nobody delivered, or it has no meaning here. */
  none: Entrant[]
}

/** Values closer than this are the same for a reader. */
const SAME = 1e-9

/**
 * Ranks the units shown, best first. Units with fewer cases than `minimum` are set aside instead of winning or losing by
 * chance; equal values share a rank.
 *
 * @param minimum - least number of cases (the rate's denominator, else n); 0 = no guard
 */
export function rank(entrants: readonly Entrant[], better: 'higher' | 'lower' | 'neither', minimum: number): Ranking {
  const none = entrants.filter(({ cell }) => cell.value === null && cell.none !== 'tooFew')
  const rest = entrants.filter(({ cell }) => cell.value !== null || cell.none === 'tooFew')
  const tooFew = rest.filter(({ cell }) => cell.value === null || casesOf(cell) < minimum)
  const direction = better === 'lower' ? 1 : -1
  const sorted = rest
    .filter((entrant) => !tooFew.includes(entrant))
    .map((entrant) => ({ ...entrant, value: entrant.cell.value as number }))
    .sort((a, b) => direction * (a.value - b.value) || a.name.localeCompare(b.name, 'vi'))
  let held = 0
  const ranked = sorted.map((entrant, index) => {
    const before = sorted[index - 1]
    if (!before || Math.abs(before.value - entrant.value) > SAME) held = index + 1
    return { ...entrant, rank: held }
  })
  return { ranked, tooFew, none }
}

/** The first and last few; where everything fits, everything once. */
export function ends<T>(list: readonly T[], each: number): { first: T[]; last: T[] } {
  if (list.length <= each * 2) {
    const half = Math.ceil(list.length / 2)
    return { first: list.slice(0, half), last: list.slice(half) }
  }
  return { first: list.slice(0, each), last: list.slice(-each) }
}

function casesOf(cell: Cell): number {
  return cell.denominator ?? cell.n ?? Number.POSITIVE_INFINITY
}
