import type { FigureRow } from '../../shared/answer.ts'
import { isCell } from '../../shared/cell.ts'
import { BadQuery } from './errors.ts'

const MOST_ROWS = 1000

/** Which page of an ordered answer is wanted. */
export interface Paging {
  by: readonly string[]
  measures: readonly string[]
  order?: readonly (readonly [string, 'asc' | 'desc'])[]
  limit?: number
  after?: string
}

/** Orders rows (by their keys where nothing else is said; no figure comes last) and cuts the page. */
export function pageOf(
  rows: FigureRow[],
  { by, measures, order = [], limit, after }: Paging,
): { rows: FigureRow[]; next?: string } {
  for (const [key] of order)
    if (!by.includes(key) && !measures.includes(key)) throw new BadQuery(`không xếp được theo "${key}"`)
  const keys = [...order, ...by.map((key) => [key, 'asc'] as const)]
  const sorted = rows.toSorted((a, b) => {
    for (const [key, direction] of keys) {
      const difference = compare(sortValue(a[key]), sortValue(b[key]), direction)
      if (difference !== 0) return difference
    }
    return 0
  })
  return cut(sorted, { ...(limit !== undefined && { limit }), ...(after !== undefined && { after }) })
}

/** One page of a list, and where the next one begins. */
export function cut<T>(
  list: readonly T[],
  { limit, after }: Pick<Paging, 'limit' | 'after'>,
): { rows: T[]; next?: string } {
  const start = after === undefined ? 0 : offsetOf(after)
  const end = start + (limit ?? MOST_ROWS)
  return { rows: list.slice(start, end), ...(end < list.length && { next: `${end}` }) }
}

function offsetOf(after: string): number {
  if (!/^\d{1,9}$/.test(after)) throw new BadQuery('"after" không phải là giá trị "next" đã nhận')
  return Number(after)
}

function sortValue(value: FigureRow[string] | undefined): string | number | null {
  return isCell(value) ? value.value : (value ?? null)
}

function compare(a: string | number | null, b: string | number | null, direction: 'asc' | 'desc'): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return (a < b ? -1 : 1) * (direction === 'asc' ? 1 : -1)
}
