import { toPlace, toRowNo } from './cell-reference.ts'
import type { ReadLimits } from './limits.ts'
import { type RawCell, type RawRow, type RawSheet, UnreadableFile } from './raw.ts'
import { toRawCell, type WrittenCell } from './xlsx-cell.ts'
import type { SheetEntry, Workbook } from './xlsx-workbook.ts'
import { walkXml, type XmlEvents } from './xml.ts'
import type { Zip } from './zip.ts'

/** What the sheets of one file may still use together. */
export interface ReadBudget {
  rows: number
  chars: number
}

/** Builds rows out of the events of one sheet. */
class SheetRows implements XmlEvents {
  rows: RawRow[] = []
  readonly #workbook: Workbook
  readonly #sheet: string
  readonly #limits: ReadLimits
  readonly #left: ReadBudget
  #row: RawRow = { rowNo: 0, cells: [] }
  #rowChars = 0
  #column = 0
  #cell: WrittenCell | null = null
  #into: 'value' | 'inline' | null = null
  #inReading = false

  constructor(workbook: Workbook, sheet: string, limits: ReadLimits, left: ReadBudget) {
    this.#workbook = workbook
    this.#sheet = sheet
    this.#limits = limits
    this.#left = left
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') this.#openRow(attributes.r)
    else if (name === 'c') this.#openCell(attributes)
    else if (this.#cell === null) return
    else if (name === 'f') this.#cell.formula = true
    else if (name === 'rPh') this.#inReading = true
    else if (name === 'is') this.#cell.inline = ''
    else if (name === 'v') {
      this.#cell.value = ''
      this.#into = 'value'
    } else if (name === 't' && !this.#inReading && this.#cell.inline !== null) this.#into = 'inline'
  }

  text(text: string): void {
    if (this.#cell === null || this.#into === null) return
    this.#cell[this.#into] = (this.#cell[this.#into] ?? '') + text
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#into = null
    else if (name === 'rPh') this.#inReading = false
    else if (name === 'c') this.#closeCell()
    else if (name === 'row') this.#closeRow()
  }

  #openRow(written: string | undefined): void {
    const rowNo = written === undefined ? this.#row.rowNo + 1 : toRowNo(written, this.#sheet)
    if (rowNo <= this.#row.rowNo) throw this.#misplaced(String(rowNo))
    this.#row = { rowNo, cells: [] }
    this.#rowChars = 0
    this.#column = 0
  }

  #openCell({ r, t, s }: Readonly<Record<string, string>>): void {
    if (r === undefined) this.#column += 1
    else {
      const { row, column } = toPlace(r, this.#sheet)
      if (row !== this.#row.rowNo || column <= this.#column) throw this.#misplaced(r)
      this.#column = column
    }
    this.#cell = { type: t ?? 'n', style: Number(s ?? 0), value: null, inline: null, formula: false }
    this.#into = null
    this.#inReading = false
  }

  #closeCell(): void {
    if (this.#cell === null) return
    const value = toRawCell(this.#cell, this.#workbook, this.#sheet)
    this.#cell = null
    if (value === null || value === '') return
    if (this.#column > this.#limits.columns) throw this.#refuse('IOC_TOO_MANY_COLUMNS', 422, this.#limits.columns)
    if (typeof value === 'string') this.#count(value.length)
    const { cells } = this.#row
    while (cells.length < this.#column - 1) cells.push(null)
    cells.push(value satisfies RawCell)
  }

  #count(chars: number): void {
    this.#rowChars += chars
    this.#left.chars -= chars
    const { cellChars, recordBytes, totalChars } = this.#limits
    if (chars > cellChars) throw this.#refuse('IOC_CELL_TOO_LONG', 422, cellChars)
    if (this.#rowChars > recordBytes) throw this.#refuse('IOC_RECORD_TOO_LONG', 422, recordBytes)
    if (this.#left.chars < 0) throw this.#refuse('IOC_XLSX_TOO_BIG', 413, totalChars)
  }

  #closeRow(): void {
    if (this.#row.cells.length === 0) return
    this.#left.rows -= 1
    if (this.#left.rows < 0) throw this.#refuse('IOC_TOO_MANY_ROWS', 413, this.#limits.rows)
    this.rows.push(this.#row)
  }

  #refuse(code: string, status: 413 | 422, limit: number): UnreadableFile {
    return new UnreadableFile(code, status, { sheet: this.#sheet, row: this.#row.rowNo, column: this.#column, limit })
  }

  #misplaced(reference: string): UnreadableFile {
    return new UnreadableFile('IOC_XLSX_REFERENCE', 422, { sheet: this.#sheet, reference: reference.slice(0, 40) })
  }
}

async function* readRows(
  zip: Zip,
  { part }: SheetEntry,
  rows: SheetRows,
  limits: ReadLimits,
): AsyncGenerator<RawRow[]> {
  for await (const _ of walkXml(zip.read(part), rows, part, limits)) {
    if (rows.rows.length === 0) continue
    yield rows.rows
    rows.rows = []
  }
}

/** One sheet with the merged ranges of its head and its rows as they are unpacked. @throws UnreadableFile */
export function toRawSheet(
  zip: Zip,
  workbook: Workbook,
  entry: SheetEntry,
  index: number,
  merges: RawSheet['merges'],
  limits: ReadLimits,
  left: ReadBudget,
): RawSheet {
  const rows = new SheetRows(workbook, entry.name, limits, left)
  return { name: entry.name, index, hidden: entry.hidden, merges, rows: readRows(zip, entry, rows, limits) }
}
