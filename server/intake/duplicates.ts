import type { Repair } from '../../shared/batch.ts'
import type { Row } from '../../shared/datasets/dataset.ts'
import { worded } from '../../shared/repair-words.ts'

/** Which of several rows of one key is kept: the earlier one, the later one, or the one updated last. */
export type KeepPolicy = 'first' | 'last' | 'updated'

/** Where a row stands, as one number: sheet and row together. */
export type PlaceNumber = number

/** Row of each key that several rows claim, by dataset and key; found by reading the file once before. */
export type Winners = Map<string, PlaceNumber>

/** The answer `duplicates`; undefined where nobody answered. */
export function keepPolicy({ duplicates }: Readonly<Record<string, string>>): KeepPolicy | undefined {
  return duplicates === 'first' || duplicates === 'last' || duplicates === 'updated' ? duplicates : undefined
}

/** The repair of rows of one key. @param dated - do the rows say when they were updated? */
export function duplicatesRepair(dated: boolean): Repair {
  const choices = [worded('first', 'first'), worded('last', 'last')]
  if (dated) choices.unshift(worded('updated', 'updated'))
  return { kind: 'duplicates', answer: 'duplicates', choices, open: false }
}

/** When a row was updated, as far as it says so. Rows of different source versions are no duplicates, so that versions decide nothing here. */
export type Stamp = string | null

export function stampOf({ updatedAt }: Row): Stamp {
  return typeof updatedAt === 'string' ? updatedAt : null
}

/** Collects, row by row, who wins each key. */
export interface Contest {
  winners: Winners
  /** Keeps what has to be known of the first row of a key. */
  enter(index: number, stamp: Stamp): void
  /** Another row of a key with other content; `first` is the place of its first row. */
  meet(key: string, index: number, first: PlaceNumber, place: PlaceNumber, stamp: Stamp): void
}

/** A contest by position keeps nothing of single rows; one by date keeps their stamps. */
export function createContest(policy: KeepPolicy): Contest {
  const stamps: Stamp[] = []
  const best = new Map<string, Stamp>()
  const winners: Winners = new Map()
  return {
    winners,
    enter(index, stamp) {
      if (policy === 'updated') stamps[index] = stamp
    },
    meet(key, index, first, place, stamp) {
      if (policy === 'last') winners.set(key, place)
      if (policy !== 'updated') return
      if (!best.has(key)) {
        best.set(key, stamps[index] ?? null)
        winners.set(key, first)
      }
      const before = best.get(key) ?? null
      // Rows that cannot be compared, or were updated at one moment, stay a fault: nobody can say which is right.
      if (stamp === null || before === null) {
        best.set(key, null)
        winners.delete(key)
      } else if (stamp > before) {
        best.set(key, stamp)
        winners.set(key, place)
      } else if (stamp === before) winners.delete(key)
    },
  }
}
