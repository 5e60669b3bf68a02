import type { Cell } from '../../shared/answer.ts'

/** A unit with its figure. */
export interface Entrant {
  unit: string
  name: string
  cell: Cell
}

/** A ranked unit. `rank` is shared by equal figures and the next one skips: 1, 2, 2, 4. */
export interface Ranked extends Entrant {
  value: number
  rank: number
}

/** A ranking and the units that cannot be ranked. */
export interface Ranking {
  ranked: Ranked[]
  /** Too few cases to compare fairly. */
  tooFew: Entrant[]
  /** Hidden, because the figure is too small to be shown here. */
  hidden: Entrant[]
  /** Nobody delivered, it has no meaning here, or it is not compared with the others. */
  none: Entrant[]
}

/** The units in the order of the places that the answer gives them, equal ones by name. */
export function inOrder(entrants: readonly Entrant[]): Ranking {
  const ranked = entrants.flatMap(({ cell, ...unit }) =>
    cell.rank && cell.value !== null ? [{ ...unit, cell, value: cell.value, rank: cell.rank.place }] : [],
  )
  return {
    ranked: ranked.toSorted((a, b) => a.rank - b.rank || a.name.localeCompare(b.name, 'vi')),
    tooFew: entrants.filter(({ cell }) => cell.none === 'tooFew'),
    hidden: entrants.filter(({ cell }) => cell.none === 'suppressed'),
    none: entrants.filter(({ cell }) => !cell.rank && cell.none !== 'tooFew' && cell.none !== 'suppressed'),
  }
}

/** The first and last few; where everything fits, everything once. */
export function ends<T>(list: readonly T[], each: number): { first: T[]; last: T[] } {
  if (list.length <= each * 2) {
    const half = Math.ceil(list.length / 2)
    return { first: list.slice(0, half), last: list.slice(half) }
  }
  return { first: list.slice(0, each), last: list.slice(-each) }
}
