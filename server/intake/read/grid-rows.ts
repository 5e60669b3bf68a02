import type { ReadLimits } from './limits.ts'
import { type RawCell, type RawRow, UnreadableFile } from './raw.ts'

/** What the sheets of one file may still use together. */
export interface ReadBudget {
  rows: number
  chars: number
}

/** The budget of a file that has so many sheets. */
export function toBudget({ rows, headRows, totalChars }: ReadLimits, sheets: number): ReadBudget {
  return { rows: rows + headRows * sheets, chars: totalChars }
}

/** Puts the cells of one sheet together to rows, under the limits that hold for workbooks of every kind. */
export class GridRows {
  /** Rows that are complete; whoever passes them on empties the list. */
  rows: RawRow[] = []
  readonly #sheet: string
  readonly #limits: ReadLimits
  readonly #left: ReadBudget
  #row: RawRow = { rowNo: 0, cells: [] }
  #rowChars = 0

  constructor(sheet: string, limits: ReadLimits, left: ReadBudget) {
    this.#sheet = sheet
    this.#limits = limits
    this.#left = left
  }

  get rowNo(): number {
    return this.#row.rowNo
  }

  openRow(rowNo: number): void {
    this.#row = { rowNo, cells: [] }
    this.#rowChars = 0
  }

  /** @param column - from 1; cells may come in any order @throws UnreadableFile beyond a limit */
  put(column: number, value: RawCell): void {
    if (value === null || value === '') return
    const { columns } = this.#limits
    if (column > columns) throw this.#refuse('IOC_TOO_MANY_COLUMNS', 422, column, columns)
    if (typeof value === 'string') this.#count(value.length, column)
    const { cells } = this.#row
    while (cells.length < column) cells.push(null)
    cells[column - 1] = value
  }

  /**
   * @param times - how many equal rows it stands for
   * @returns whether the row holds anything
   * @throws UnreadableFile beyond a limit
   */
  closeRow(times = 1): boolean {
    if (this.#row.cells.length === 0) return false
    this.#left.rows -= times
    if (this.#left.rows < 0) throw this.#refuse('IOC_TOO_MANY_ROWS', 413, 1, this.#limits.rows)
    this.#left.chars -= this.#rowChars * (times - 1)
    if (this.#left.chars < 0) throw this.#refuse('IOC_XLSX_TOO_BIG', 413, 1, this.#limits.totalChars)
    this.rows.push(this.#row)
    return true
  }

  #count(chars: number, column: number): void {
    this.#rowChars += chars
    this.#left.chars -= chars
    const { cellChars, recordBytes, totalChars } = this.#limits
    if (chars > cellChars) throw this.#refuse('IOC_CELL_TOO_LONG', 422, column, cellChars)
    if (this.#rowChars > recordBytes) throw this.#refuse('IOC_RECORD_TOO_LONG', 422, column, recordBytes)
    if (this.#left.chars < 0) throw this.#refuse('IOC_XLSX_TOO_BIG', 413, column, totalChars)
  }

  #refuse(code: string, status: 413 | 422, column: number, limit: number): UnreadableFile {
    return new UnreadableFile(code, status, { sheet: this.#sheet, row: this.#row.rowNo, column, limit })
  }
}
