import { UnreadableFile } from './raw.ts'

const MAX_ROW = 1_048_576
const MAX_COLUMN = 16_384

/** Row and column of a cell, from 1. */
export interface CellPlace {
  row: number
  column: number
}

function outside(reference: string, sheet: string): UnreadableFile {
  return new UnreadableFile('IOC_XLSX_REFERENCE', 422, { sheet, reference: reference.slice(0, 40) })
}

/**
 * `BC12` → row 12, column 55.
 * @throws UnreadableFile for a place outside every sheet (`XFE1`, `A1048577`, `A0`)
 */
export function toPlace(reference: string, sheet: string): CellPlace {
  let at = 0
  let column = 0
  for (; at < reference.length && at < 4; at += 1) {
    const letter = reference.charCodeAt(at) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  let row = 0
  for (const start = at; at < reference.length; at += 1) {
    const digit = reference.charCodeAt(at) - 48
    if (digit < 0 || digit > 9 || (digit === 0 && at === start) || row > MAX_ROW) throw outside(reference, sheet)
    row = row * 10 + digit
  }
  if (column < 1 || column > MAX_COLUMN || row < 1 || row > MAX_ROW) throw outside(reference, sheet)
  return { row, column }
}

/** A row number as written in a sheet. @throws UnreadableFile */
export function toRowNo(text: string, sheet: string): number {
  const row = /^[1-9]\d{0,6}$/.test(text) ? Number(text) : 0
  if (row < 1 || row > MAX_ROW) throw outside(text, sheet)
  return row
}
