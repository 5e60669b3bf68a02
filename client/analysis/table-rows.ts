import type { Cell, FigureRow } from '../../shared/answer.ts'
import { isCell } from '../../shared/cell.ts'
import type { Order } from './view.ts'

/** One line of the table. */
export interface TableRow {
  key: string
  name: string
  cell: Cell
  /** The same figure of the period compared; null where nobody was asked. */
  before: Cell | null
  companions: readonly Cell[]
}

/** Keys of the table's own columns; any other key of an order is a measure. */
export const NAME = 'name'
export const CHANGE = 'change'

const NO_DATA: Cell = { value: null, none: 'noData' }

/** The cell of a measure in a row; "no data" where the answer has none. */
export function cellIn(row: FigureRow | undefined, measure: string): Cell {
  const cell = row?.[measure]
  return isCell(cell) ? cell : NO_DATA
}

/** Joins the answer with that of the period compared. @param before - null = not asked or not there yet */
export function toRows(
  rows: readonly FigureRow[],
  before: readonly FigureRow[] | null,
  { dimension, measure, companions }: { dimension: string; measure: string; companions: readonly string[] },
  nameOf: (key: string) => string,
): TableRow[] {
  const earlier = new Map(before?.map((row) => [keyIn(row, dimension), row]))
  return rows.map((row) => {
    const key = keyIn(row, dimension)
    return {
      key,
      name: nameOf(key),
      cell: cellIn(row, measure),
      before: before && cellIn(earlier.get(key), measure),
      companions: companions.map((id) => cellIn(row, id)),
    }
  })
}

function keyIn(row: FigureRow, dimension: string): string {
  const key = row[dimension]
  return typeof key === 'string' ? key : ''
}

/** How much a figure moved, in its own unit of measure; null where one of the two is none. */
export function changeOf({ cell, before }: Pick<TableRow, 'cell' | 'before'>): number | null {
  return cell.value === null || before?.value == null ? null : cell.value - before.value
}

/** The order in which a table begins: times as they run, else the largest first; of what should be small, the worst. */
export function firstOrder(measure: string, isTime: boolean): Order {
  return isTime ? { key: NAME, direction: 'asc' } : { key: measure, direction: 'desc' }
}

/** Sorts lines; those without a value come last whatever the direction, equal ones by name. */
export function sortRows(
  rows: readonly TableRow[],
  { key, direction }: Order,
  { measure, companions, isTime }: { measure: string; companions: readonly string[]; isTime: boolean },
): TableRow[] {
  const value = (row: TableRow): number | null => {
    if (key === CHANGE) return changeOf(row)
    if (key === measure) return row.cell.value
    return row.companions[companions.indexOf(key)]?.value ?? null
  }
  const sign = direction === 'asc' ? 1 : -1
  const byName = (a: TableRow, b: TableRow) =>
    isTime ? (a.key < b.key ? -1 : 1) : a.name.localeCompare(b.name, 'vi', { numeric: true })
  return rows.toSorted((a, b) => {
    if (key === NAME) return sign * byName(a, b)
    const [left, right] = [value(a), value(b)]
    if (left === null || right === null) return Number(left === null) - Number(right === null) || byName(a, b)
    return sign * (left - right) || byName(a, b)
  })
}

/** The ends of the drawn scale, a little wider than all intervals; null where no row has one. */
export function scaleOf(rows: readonly TableRow[]): { from: number; to: number } | null {
  const cells = rows.flatMap(({ cell }) => (cell.low === undefined || cell.high === undefined ? [] : [cell]))
  if (cells.length === 0) return null
  const low = Math.min(...cells.map(({ low }) => low as number))
  const high = Math.max(...cells.map(({ high }) => high as number))
  return { from: Math.floor(low * 20) / 20, to: Math.ceil(high * 20) / 20 }
}
