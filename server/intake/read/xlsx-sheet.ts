import { toPlace, toRowNo } from './cell-reference.ts'
import { GridRows, type ReadBudget } from './grid-rows.ts'
import type { ReadLimits } from './limits.ts'
import { type RawRow, type RawSheet, UnreadableFile } from './raw.ts'
import { toRawCell, type WrittenCell } from './xlsx-cell.ts'
import type { SheetEntry, Workbook } from './xlsx-workbook.ts'
import { walkXml, type XmlEvents } from './xml.ts'
import type { Zip } from './zip.ts'

const TRUE = /^(1|true)$/

/** Builds rows out of the events of one sheet. */
class SheetRows implements XmlEvents {
  readonly grid: GridRows
  hiddenRows = 0
  hiddenColumns = 0
  readonly #workbook: Workbook
  readonly #sheet: string
  readonly #columns: number
  #column = 0
  #hidden = false
  #cell: WrittenCell | null = null
  #into: 'value' | 'inline' | null = null
  #inReading = false

  constructor(workbook: Workbook, sheet: string, limits: ReadLimits, left: ReadBudget) {
    this.grid = new GridRows(sheet, limits, left)
    this.#workbook = workbook
    this.#sheet = sheet
    this.#columns = limits.columns
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') this.#openRow(attributes)
    else if (name === 'c') this.#openCell(attributes)
    else if (name === 'col') this.#countColumns(attributes)
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
    else if (name === 'row' && this.grid.closeRow() && this.#hidden) this.hiddenRows += 1
  }

  /** Hidden columns up to the last that is read; programs hide the thousands behind it for looks. */
  #countColumns({ min, max, hidden }: Readonly<Record<string, string>>): void {
    const last = Math.min(Number(max), this.#columns)
    if (TRUE.test(hidden ?? '') && Number(min) <= last) this.hiddenColumns += last - Number(min) + 1
  }

  #openRow({ r, hidden }: Readonly<Record<string, string>>): void {
    const rowNo = r === undefined ? this.grid.rowNo + 1 : toRowNo(r, this.#sheet)
    if (rowNo <= this.grid.rowNo) throw this.#misplaced(String(rowNo))
    this.grid.openRow(rowNo)
    this.#hidden = TRUE.test(hidden ?? '')
    this.#column = 0
  }

  #openCell({ r, t, s }: Readonly<Record<string, string>>): void {
    if (r === undefined) this.#column += 1
    else {
      const { row, column } = toPlace(r, this.#sheet)
      if (row !== this.grid.rowNo || column <= this.#column) throw this.#misplaced(r)
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
    this.grid.put(this.#column, value)
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
    if (rows.grid.rows.length === 0) continue
    yield rows.grid.rows
    rows.grid.rows = []
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
  return {
    name: entry.name,
    index,
    hidden: entry.hidden,
    merges,
    rows: readRows(zip, entry, rows, limits),
    get hiddenRows() {
      return rows.hiddenRows
    },
    get hiddenColumns() {
      return rows.hiddenColumns
    },
  }
}
