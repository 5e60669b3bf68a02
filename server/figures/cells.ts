import type { Cell } from '../../shared/answer.ts'
import type { Measure, Rate, Sum } from '../../shared/measures/measure.ts'
import type { Part } from './part.ts'

/** A leaf's value in one group, with what a cell must say about it. */
export interface LeafValue {
  value: number | null
  n?: number
  estimated: boolean
  period?: string
  basis?: NonNullable<Cell['basis']>
  none?: NonNullable<Cell['none']>
}

/** Adds the pieces of one leaf in one group; a missing piece is no figure only when nothing else is there. */
export function leafValue(parts: readonly Part[]): LeafValue {
  const values = parts.map((part) => part.value).filter((value) => value !== null)
  const value = values.length === 0 ? null : values.reduce((sum, each) => sum + each, 0)
  const n = parts.reduce((sum, part) => sum + (part.n ?? 0), 0)
  const period = parts.find((part) => part.period)?.period
  const none = value === null ? parts.find((part) => part.none)?.none : undefined
  return {
    value,
    estimated: parts.some((part) => part.estimated),
    ...(parts.some((part) => part.n !== undefined) && { n }),
    ...(period !== undefined && { period }),
    ...(none && { none }),
  }
}

/**
 * Boxes that many forms do not have: an empty one counts as nothing where it is added to others. What was carried over is then
 * inside the total of box 3, from which nothing was taken away.
 */
const OFTEN_ABSENT = new Set(['dossiers.returned', 'dossiers.early', 'dossiers.carriedOver'])

/** A measure's cell from the values of its leaves. */
export function toCell(measure: Measure, leaf: (id: string) => LeafValue): Cell {
  if (measure.kind === 'rate') return rateCell(measure, leaf)
  if (measure.kind === 'sum') return sumCell(measure, leaf)
  const { value, n, estimated, period, basis, none } = leaf(measure.id)
  return {
    value,
    ...(n !== undefined && { n }),
    ...(estimated && { estimated }),
    ...(basis && { basis }),
    ...(period !== undefined && { period }),
    ...(value === null && { none: none ?? 'noData' }),
  }
}

function rateCell(rate: Rate, leaf: (id: string) => LeafValue): Cell {
  const plus = total(rate.numerator, leaf)
  const minus = total(rate.numeratorMinus ?? [], leaf)
  const below = total(rate.denominator, leaf)
  const leaves = [...rate.numerator, ...(rate.numeratorMinus ?? []), ...rate.denominator].map(leaf)
  const marks = marksOf(leaves)
  if (plus === null || minus === null || below === null || below === 0) {
    return { value: null, ...marks, none: noneOf(leaves) }
  }
  const numerator = plus - minus
  const interval = rate.ratio ? {} : wilson(numerator, below)
  return { value: numerator / below, numerator, denominator: below, n: below, ...interval, ...marks }
}

function sumCell(sum: Sum, leaf: (id: string) => LeafValue): Cell {
  const plus = total(sum.plus, leaf)
  const minus = total(sum.minus, leaf)
  const leaves = [...sum.plus, ...sum.minus].map(leaf)
  const marks = marksOf(leaves)
  if (plus === null || minus === null) return { value: null, ...marks, none: noneOf(leaves) }
  return { value: plus - minus, ...marks }
}

/** The sum of leaves; null as soon as one that every form has is missing, one has no meaning here, or all are missing. */
function total(ids: readonly string[], leaf: (id: string) => LeafValue): number | null {
  const values = ids.map((id) => ({ ...leaf(id), id }))
  if (ids.length > 0 && values.every(({ value }) => value === null)) return null
  const lacks = ({ id, value, none }: (typeof values)[number]) =>
    value === null && (none === 'notApplicable' || !OFTEN_ABSENT.has(id))
  if (values.some(lacks)) return null
  return values.reduce((sum, { value }) => sum + (value ?? 0), 0)
}

/** What is made of a part without meaning has none; else nobody delivered it. */
function noneOf(leaves: readonly LeafValue[]): NonNullable<Cell['none']> {
  return leaves.some((leaf) => leaf.none === 'notApplicable') ? 'notApplicable' : 'noData'
}

function marksOf(leaves: readonly LeafValue[]): Pick<Cell, 'estimated' | 'basis'> {
  const bases = new Set(leaves.flatMap((leaf) => (leaf.basis ? [leaf.basis] : [])))
  const [basis] = bases
  return {
    ...(leaves.some((leaf) => leaf.estimated) && { estimated: true }),
    ...(basis && { basis: bases.size > 1 ? 'mixed' : basis }),
  }
}

const Z = 1.959963984540054

/**
 * The interval of a share at 95 %.
 *
 * @see Wilson, E. B. (1927), "Probable inference, the law of succession, and statistical inference"
 */
export function wilson(hits: number, n: number): { low: number; high: number } | Record<string, never> {
  if (hits < 0 || hits > n) return {}
  const p = hits / n
  const middle = p + (Z * Z) / (2 * n)
  const spread = Z * Math.sqrt((p * (1 - p)) / n + (Z * Z) / (4 * n * n))
  const scale = 1 + (Z * Z) / n
  // At the ends the interval touches 0 and 1 exactly; arithmetic would miss them by a hair.
  return { low: hits === 0 ? 0 : (middle - spread) / scale, high: hits === n ? 1 : (middle + spread) / scale }
}
