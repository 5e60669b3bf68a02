import { GridRows, type ReadBudget } from './grid-rows.ts'
import type { ReadLimits } from './limits.ts'
import { toOdsValue } from './ods-cell.ts'
import { UnreadableFile } from './raw.ts'
import type { GrowingSheet, SheetPiece } from './sheets-in-order.ts'
import { checkSheets } from './xlsx-workbook.ts'
import type { XmlEvents } from './xml.ts'

type Attributes = Readonly<Record<string, string>>

/** A number of repetitions or of spanned cells; nonsense is 1. */
function toTimes(text: string | undefined): number {
  return text !== undefined && /^[1-9]\d{0,7}$/.test(text) ? Number(text) : 1
}

/** Tables, rows and cells out of the events of `content.xml`. What is repeated is counted, never unfolded. */
export class OdsContent implements XmlEvents {
  pieces: SheetPiece[] = []
  /** Is this a spreadsheet at all? */
  found = false
  readonly #limits: ReadLimits
  readonly #left: ReadBudget
  readonly #sheets: GrowingSheet[] = []
  readonly #hiddenStyles = new Set<string>()
  #style = ''
  #grid: GridRows
  #depth = 0
  #bodyDepth = 0
  #sheet: GrowingSheet | null = null
  #columns = 0
  #rowNo = 0
  #rowTimes = 1
  #rowHidden = false
  #inRow = false
  #column = 0
  #cell: { attributes: Attributes; depth: number; text: string; paragraphs: number } | null = null
  #inText = false
  /** Depth of shapes and of tables inside a table; nothing in them is a row. */
  #ignoredFrom = 0

  constructor(limits: ReadLimits, left: ReadBudget) {
    this.#limits = limits
    this.#left = left
    this.#grid = new GridRows('', limits, left)
  }

  open(name: string, attributes: Attributes): void {
    this.#depth += 1
    if (this.#ignoredFrom > 0) return
    if (this.#cell !== null) this.#insideCell(name, attributes)
    else if (this.#inRow) {
      if (name === 'table-cell' || name === 'covered-table-cell') {
        this.#cell = { attributes, depth: this.#depth, text: '', paragraphs: 0 }
      }
    } else if (this.#sheet !== null) {
      if (name === 'table-row') this.#openRow(attributes)
      else if (name === 'table-column') this.#addColumns(attributes)
      else if (name === 'shapes' || name === 'table') this.#ignoredFrom = this.#depth
    } else this.#outside(name, attributes)
  }

  text(text: string): void {
    if (this.#inText && this.#cell !== null) this.#cell.text += text.replaceAll(/[ \t\r\n]+/g, ' ')
  }

  close(name: string): void {
    if (this.#ignoredFrom > 0) {
      if (this.#depth === this.#ignoredFrom) this.#ignoredFrom = 0
    } else if (this.#cell !== null) {
      if (this.#depth === this.#cell.depth) this.#closeCell()
      else if (this.#depth === this.#cell.depth + 1) this.#inText = false
    } else if (this.#inRow && name === 'table-row') this.#closeRow()
    else if (this.#sheet !== null && this.#depth === this.#bodyDepth + 1) {
      this.pieces.push({ end: true })
      this.#sheet = null
    }
    this.#depth -= 1
  }

  /** Styles, which come first, and the tables of the body; not those of shapes, links or changes. */
  #outside(name: string, attributes: Attributes): void {
    if (name === 'style') this.#style = attributes['style:name'] ?? ''
    else if (name === 'table-properties' && attributes['table:display'] === 'false') this.#hiddenStyles.add(this.#style)
    else if (name === 'spreadsheet') {
      this.found = true
      this.#bodyDepth = this.#depth
    } else if (name === 'table' && this.found && this.#depth === this.#bodyDepth + 1) this.#openSheet(attributes)
  }

  #openSheet(attributes: Attributes): void {
    const name = (attributes['table:name'] ?? '').normalize('NFC')
    const hidden = this.#hiddenStyles.has(attributes['table:style-name'] ?? '')
    this.#sheet = { name, hidden, merges: [], hiddenRows: 0, hiddenColumns: 0 }
    this.#sheets.push(this.#sheet)
    checkSheets(this.#sheets, this.#limits)
    this.#left.rows += this.#limits.headRows
    this.#grid = new GridRows(name, this.#limits, this.#left)
    this.pieces.push({ sheet: this.#sheet })
    this.#columns = 0
    this.#rowNo = 0
    this.#rowTimes = 1
  }

  /** Hidden columns up to the last that is read. */
  #addColumns(attributes: Attributes): void {
    const first = Math.min(this.#columns, this.#limits.columns)
    this.#columns += toTimes(attributes['table:number-columns-repeated'])
    const isHidden = (attributes['table:visibility'] ?? 'visible') !== 'visible'
    if (isHidden && this.#sheet) this.#sheet.hiddenColumns += Math.min(this.#columns, this.#limits.columns) - first
  }

  #openRow(attributes: Attributes): void {
    this.#rowNo += this.#rowNo === 0 ? 1 : this.#rowTimes
    this.#rowTimes = toTimes(attributes['table:number-rows-repeated'])
    this.#rowHidden = (attributes['table:visibility'] ?? 'visible') !== 'visible'
    this.#inRow = true
    this.#column = 1
    this.#grid.openRow(this.#rowNo)
  }

  #closeRow(): void {
    this.#inRow = false
    if (!this.#grid.closeRow(this.#rowTimes)) return
    const row = this.#grid.rows.pop()
    if (row) this.pieces.push({ row, times: this.#rowTimes })
    if (this.#rowHidden && this.#sheet) this.#sheet.hiddenRows += this.#rowTimes
  }

  #insideCell(name: string, attributes: Attributes): void {
    const cell = this.#cell
    if (cell === null) return
    if (this.#depth === cell.depth + 1) {
      this.#inText = name === 'p'
      if (!this.#inText) return
      if (cell.paragraphs > 0) cell.text += '\n'
      cell.paragraphs += 1
      this.#checkLength(cell.text.length)
    } else if (!this.#inText) return
    else if (name === 's') cell.text += ' '.repeat(Math.min(toTimes(attributes['text:c']), this.#limits.cellChars))
    else if (name === 'tab') cell.text += '\t'
    else if (name === 'line-break') cell.text += '\n'
    this.#checkLength(cell.text.length)
  }

  /** Few bytes may stand for many blanks. */
  #checkLength(length: number): void {
    const { cellChars: limit } = this.#limits
    if (length <= limit * 2) return
    throw new UnreadableFile('IOC_CELL_TOO_LONG', 422, { row: this.#rowNo, column: this.#column, limit })
  }

  #closeCell(): void {
    if (this.#cell === null) return
    const { attributes, text } = this.#cell
    this.#cell = null
    this.#inText = false
    const times = toTimes(attributes['table:number-columns-repeated'])
    const value = toOdsValue(attributes, text)
    if (value !== '') for (let at = 0; at < times; at += 1) this.#grid.put(this.#column + at, value)
    this.#merge(attributes)
    this.#column += times
  }

  #merge(attributes: Attributes): void {
    const wide = toTimes(attributes['table:number-columns-spanned'])
    const high = toTimes(attributes['table:number-rows-spanned'])
    if ((wide === 1 && high === 1) || this.#rowNo > this.#limits.headRows || this.#column > this.#limits.columns) return
    const [top, left] = [this.#rowNo, this.#column]
    this.#sheet?.merges.push({ top, left, bottom: top + high - 1, right: left + wide - 1 })
  }
}
