import type { Cell, FigureRow } from '../../shared/answer.ts'
import { isCell } from '../../shared/cell.ts'
import type { MeasureBook } from '../../shared/measures/catalogue.ts'
import type { Measure } from '../../shared/measures/measure.ts'
import type { Resolved } from './resolve.ts'
import type { Combination } from './span.ts'

/** A count that a cell gives away: the cell's own, or one of those that a rate or a median stands on. */
export interface Quantity {
  row: number
  measure: string
  value: number
  /** The basic counts it is made of. */
  sum: Combination
}

/** The same quantity in all rows that differ in one dimension only: their sum is a figure that others can ask for. */
export type Line = readonly Quantity[]

/** An answer as somebody sees it who wants to compute what is hidden. */
export interface Table {
  /** What each row gives away, cell by cell. */
  rows: readonly ReadonlyMap<string, readonly Quantity[]>[]
  lines: readonly Line[]
  /** The lines through a quantity. */
  through: (quantity: Quantity) => readonly Line[]
}

/** Which quantities must stay unknown, and how small is too small. */
export interface Secrets {
  least: number
  hidden: Set<Quantity>
  /** Nothing is left that could be hidden beside these. */
  bare: Set<Quantity>
}

/** Small enough to point at somebody. */
export function isSmall(value: number, least: number): boolean {
  return value !== 0 && Math.abs(value) < least
}

/** The measures whose cells of a row are hidden. */
export function hiddenMeasures({ rows }: Table, { hidden }: Secrets, row: number): Set<string> {
  const cells = [...(rows[row] ?? [])]
  return new Set(cells.filter(([, quantities]) => quantities.some((q) => hidden.has(q))).map(([measure]) => measure))
}

/** What the quantities of a line add up to. */
export function sumOf(line: Line): number {
  return line.reduce((sum, { value }) => sum + value, 0)
}

/** One kind of quantity of a measure, in any row. */
interface Part {
  sum: Combination
  countOf: (cell: Cell) => number
  /** Adds up over time too. */
  flows: boolean
}

/** Catalogues and deliveries say nothing about people. */
const NOT_ABOUT_PEOPLE: ReadonlySet<string> = new Set(['procedures', 'feeds'])

/** Takes an answer apart into the counts that it gives away. */
export function createTable(
  rows: readonly FigureRow[],
  resolved: Pick<Resolved, 'measures' | 'leaves' | 'by' | 'book'>,
): Table {
  const flowing = new Map(resolved.leaves.map((leaf) => [leaf.id, leaf.kind !== 'stock' && leaf.kind !== 'dueSoon']))
  const personal = new Set(
    resolved.leaves.filter(({ dataset }) => !NOT_ABOUT_PEOPLE.has(dataset)).map((leaf) => leaf.id),
  )
  // Along a dimension with a single key there is nothing to add up.
  const split = resolved.by.filter((dimension) => new Set(rows.map((row) => row[dimension])).size > 1)
  const held = rows.map(() => new Map<string, Quantity[]>())
  const lines = new Map<string, Quantity[]>()
  const through = new Map<Quantity, Line[]>()
  for (const measure of resolved.measures)
    for (const [p, part] of partsOf(measure, flowing, resolved.book).entries()) {
      if (![...part.sum.keys()].some((id) => personal.has(basis(id)))) continue
      for (const [r, row] of rows.entries()) {
        const cell = row[measure.id]
        if (!isCell(cell) || cell.value === null) continue
        const quantity = { row: r, measure: measure.id, value: part.countOf(cell), sum: part.sum }
        held[r]?.set(measure.id, [...(held[r]?.get(measure.id) ?? []), quantity])
        through.set(quantity, [])
        for (const dimension of split) {
          if (isTime(dimension) && !part.flows) continue
          const others = resolved.by.filter((name) => name !== dimension).map((name) => row[name])
          const key = JSON.stringify([measure.id, p, dimension, others])
          const line = lines.get(key) ?? []
          lines.set(key, line)
          line.push(quantity)
          through.get(quantity)?.push(line)
        }
      }
    }
  return { rows: held, lines: [...lines.values()], through: (quantity) => through.get(quantity) ?? [] }
}

function partsOf(measure: Measure, flowing: ReadonlyMap<string, boolean>, book: MeasureBook): Part[] {
  const combine = (...terms: readonly Term[]) => combined(terms, book)
  const part = (sum: Combination, countOf: Part['countOf']): Part => ({
    sum,
    countOf,
    flows: [...sum.keys()].every((id) => flowing.get(basis(id)) ?? false),
  })
  switch (measure.kind) {
    case 'reported':
    case 'oldest':
      return []
    case 'distribution':
      return [part(new Map([[`${CASES}${measure.id}`, 1]]), (cell) => cell.n ?? 1)]
    case 'rate': {
      const over = combine([1, measure.numerator], [-1, measure.numeratorMinus ?? []])
      const under = combine([1, measure.denominator])
      const hits = part(over, (cell) => cell.numerator ?? 0)
      const base = part(under, (cell) => cell.denominator ?? 0)
      const misses = part(add(under, -1, over), (cell) => (cell.denominator ?? 0) - (cell.numerator ?? 0))
      return measure.ratio ? [hits, base] : [hits, base, misses]
    }
    case 'sum':
      return [part(combine([1, measure.plus], [-1, measure.minus]), (cell) => cell.value ?? 0)]
    default:
      return [part(new Map([[measure.id, 1]]), (cell) => cell.value ?? 0)]
  }
}

/** The rows behind a median are counted apart from every other count. */
const CASES = 'cases of '

function basis(id: string): string {
  return id.startsWith(CASES) ? id.slice(CASES.length) : id
}

function isTime(dimension: string): boolean {
  return ['day', 'week', 'month', 'quarter', 'year'].includes(dimension)
}

type Term = readonly [times: number, ids: readonly string[]]

function combined(terms: readonly Term[], book: MeasureBook): Combination {
  return terms.reduce<Combination>(
    (sum, [times, ids]) => ids.reduce((into, id) => add(into, times, leavesIn(id, book)), sum),
    new Map(),
  )
}

function leavesIn(id: string, book: MeasureBook): Combination {
  const measure = book.find(id)
  if (measure?.kind !== 'sum') return new Map([[id, 1]])
  return combined(
    [
      [1, measure.plus],
      [-1, measure.minus],
    ],
    book,
  )
}

function add(into: Combination, times: number, sum: Combination): Combination {
  const added = new Map(into)
  for (const [id, factor] of sum) added.set(id, (added.get(id) ?? 0) + times * factor)
  return new Map([...added].filter(([, factor]) => factor !== 0))
}
