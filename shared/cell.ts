import type { Cell, FigureRow } from './answer.ts'

/** Is this the cell of a measure, and not a dimension's key? */
export function isCell(value: FigureRow[string] | undefined): value is Cell {
  return typeof value === 'object' && value !== null
}
