import type { Cell, FigureRow } from '../../shared/answer.ts'
import { isCell } from '../../shared/cell.ts'
import type { MeasureBook } from '../../shared/measures/catalogue.ts'
import type { Count, Distribution, Measure } from '../../shared/measures/measure.ts'
import { TIME_DIMENSIONS } from '../../shared/query.ts'
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

/** The quantities of a row, cell by cell. */
export type SheetRow = ReadonlyMap<string, readonly Quantity[]>

/** An answer taken apart into the counts that it gives away; or what its rows add up to over some of its dimensions. */
export interface Sheet {
  rows: readonly SheetRow[]
  /** The keys of each row, by dimension. */
  keys: readonly Readonly<Record<string, unknown>>[]
  /** Measures that add up over time too. */
  flows: ReadonlySet<string>
}

/** One kind of quantity of a measure, in any row. */
interface Part {
  sum: Combination
  countOf: (cell: Cell) => number
}

/** Catalogues and deliveries say nothing about people. */
const NOT_ABOUT_PEOPLE: ReadonlySet<string> = new Set(['procedures', 'feeds'])

/** Takes an answer apart. */
export function createSheet(
  rows: readonly FigureRow[],
  { measures, leaves, by, book }: Pick<Resolved, 'measures' | 'leaves' | 'by' | 'book'>,
): Sheet {
  const byId = new Map(leaves.map((leaf) => [leaf.id, leaf as Measure]))
  const leafOf = (id: string) => byId.get(basis(id)) ?? book.find(id)
  const personal = (id: string) => {
    const leaf = leafOf(id)
    return !(leaf && 'dataset' in leaf && NOT_ABOUT_PEOPLE.has(leaf.dataset))
  }
  const isFlow = (id: string) => !['stock', 'dueSoon'].includes(leafOf(id)?.kind ?? 'stock')
  const parts = new Map(measures.map((measure) => [measure.id, partsOf(measure, book)]))
  const namesOf = (list: readonly Part[]) => list.flatMap(({ sum }) => [...sum.keys()])
  const told = [...parts].filter(([, list]) => namesOf(list).some(personal))
  return {
    rows: rows.map((row, r) => {
      const cells = told.flatMap(([measure, list]) => {
        const cell = row[measure]
        if (!isCell(cell) || cell.value === null) return []
        return [[measure, list.map(({ sum, countOf }) => ({ row: r, measure, value: countOf(cell), sum }))] as const]
      })
      return new Map(cells)
    }),
    keys: rows.map((row) => Object.fromEntries(by.map((name) => [name, row[name]]))),
    flows: new Set(told.filter(([, list]) => namesOf(list).every(isFlow)).map(([measure]) => measure)),
  }
}

/** The answer to the same question without some dimensions; what is inside on several days adds up to nothing. */
export function addUp({ rows, keys, flows }: Sheet, without: readonly string[]): Sheet {
  const overTime = without.some((name) => (TIME_DIMENSIONS as readonly string[]).includes(name))
  const groups = Map.groupBy(rows.keys(), (r) => groupOf(keys[r] ?? {}, without))
  const totals = [...groups.values()].map((group, r) => {
    const cells = new Map<string, Quantity[]>()
    for (const from of group)
      for (const [measure, quantities] of rows[from] ?? []) {
        if (overTime && !flows.has(measure)) continue
        const held = cells.get(measure)
        if (held) for (const [p, { value }] of quantities.entries()) addTo(held[p], value)
        else
          cells.set(
            measure,
            quantities.map((quantity) => ({ ...quantity, row: r })),
          )
      }
    return cells
  })
  return {
    rows: totals,
    keys: [...groups.values()].map(([first = 0]) => keys[first] ?? {}),
    flows,
  }
}

function addTo(quantity: Quantity | undefined, value: number): void {
  if (quantity) quantity.value += value
}

/** The text that rows share which add up to one total. */
export function groupOf(keys: Readonly<Record<string, unknown>>, without: readonly string[]): string {
  return JSON.stringify(Object.entries(keys).filter(([name]) => !without.includes(name)))
}

function partsOf(measure: Measure, book: MeasureBook): Part[] {
  const combine = (...terms: readonly Term[]) => combined(terms, book)
  const own = new Map([[measure.id, 1]])
  switch (measure.kind) {
    case 'reported':
    case 'oldest':
      return []
    case 'distribution':
      return [{ sum: new Map([[casesOf(measure, book), 1]]), countOf: (cell) => cell.n ?? 1 }]
    case 'rate': {
      const over = combine([1, measure.numerator], [-1, measure.numeratorMinus ?? []])
      const under = combine([1, measure.denominator])
      const hits: Part = { sum: over, countOf: (cell) => cell.numerator ?? 0 }
      const base: Part = { sum: under, countOf: (cell) => cell.denominator ?? 0 }
      const misses: Part = { sum: add(under, -1, over), countOf: (cell) => base.countOf(cell) - hits.countOf(cell) }
      return measure.ratio ? [hits, base] : [hits, base, misses]
    }
    case 'sum':
      return [{ sum: combine([1, measure.plus], [-1, measure.minus]), countOf: (cell) => cell.value ?? 0 }]
    default:
      return [{ sum: own, countOf: (cell) => cell.value ?? 0 }]
  }
}

/** Before the id of a median whose rows no measure counts. */
const CASES = 'cases of '

/** The count of the very rows that a median stands on: its `n` gives that count away. */
function casesOf(measure: Distribution, { measures }: MeasureBook): string {
  const rowsOf = ({ dataset, on, where }: Distribution | Count) => JSON.stringify([dataset, on, where])
  const same = measures.find((other) => other.kind === 'count' && !other.adds && rowsOf(other) === rowsOf(measure))
  return same?.id ?? `${CASES}${measure.id}`
}

function basis(id: string): string {
  return id.startsWith(CASES) ? id.slice(CASES.length) : id
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
