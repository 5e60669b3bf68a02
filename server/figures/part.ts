import { addDays } from '../../shared/period.ts'
import type { Leaf } from './leaves.ts'
import type { Resolved } from './resolve.ts'

/** One counted piece of an answer: a leaf's value in one group. Pieces of the same group add up. */
export interface Part {
  measure: string
  /** Index of the bucket. */
  bucket: number
  /** The group's unit; `''` without a split by unit. */
  unit: string
  /** Keys of the column dimensions, in the query's order. */
  keys: readonly (string | null)[]
  value: number | null
  /** How many rows a median or mean stands on. */
  n?: number
  /** Part of a unit's rows was apportioned. */
  estimated: boolean
  /** The period that a published figure stands for. */
  period?: string
  /** Why there is no value, where it is known. */
  none?: 'notApplicable'
}

/** The text by which pieces of one group find each other. */
export function groupKey(bucket: number, unit: string, keys: readonly (string | null)[]): string {
  return JSON.stringify([bucket, unit, ...keys])
}

/** On which day a stock is taken in each bucket; null for buckets wholly in the future. */
export function stockDays(
  { buckets, today }: Pick<Resolved, 'buckets' | 'today'>,
  at: 'start' | 'end' = 'end',
): (string | null)[] {
  return buckets.map(({ from, to }) => {
    if (from > today) return null
    if (at === 'start') return addDays(from, -1)
    return to < today ? to : today
  })
}

/** At which edge of a bucket a stock is taken. */
export function edgeOf(leaf: Leaf): 'start' | 'end' {
  return leaf.kind === 'stock' && leaf.at === 'start' ? 'start' : 'end'
}
