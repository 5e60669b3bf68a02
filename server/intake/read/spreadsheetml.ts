import type { FileHandle } from 'node:fs/promises'
import { toIsoDate } from './excel-date.ts'
import { GridRows, type ReadBudget, toBudget } from './grid-rows.ts'
import type { ReadLimits } from './limits.ts'
import { toNamedLook } from './number-words.ts'
import { type RawCell, type RawFile, UnreadableFile } from './raw.ts'
import { type GrowingSheet, type SheetPiece, toSheets } from './sheets-in-order.ts'
import { readChunks } from './text-source.ts'
import { toNumberCell } from './xlsx-cell.ts'
import type { NumberLook } from './xlsx-styles.ts'
import { checkSheets } from './xlsx-workbook.ts'
import { walkXml, type XmlEvents } from './xml.ts'

type Attributes = Readonly<Record<string, string>>

const MAX_STYLES = 65_536

/** A whole number above zero; nonsense is `otherwise`. */
function toCount(text: string | undefined, otherwise: number): number {
  return text !== undefined && /^\d{1,8}$/.test(text) ? Number(text) : otherwise
}

/** Sheets, rows and cells out of the events of an "XML Spreadsheet 2003". */
class Spreadsheet implements XmlEvents {
  pieces: SheetPiece[] = []
  readonly #limits: ReadLimits
  readonly #left: ReadBudget
  readonly #hidden: ReadonlySet<number>
  readonly #looks = new Map<string, NumberLook>()
  readonly #sheets: GrowingSheet[] = []
  #style = ''
  #grid: GridRows
  #sheet: GrowingSheet | null = null
  #columns = 0
  #rowNo = 0
  #rowHidden = false
  #column = 0
  /** By column: the last row that a cell from above reaches into; cells without a number of their own stand beside it. */
  #takenTo: number[] = []
  #cell: Attributes | null = null
  #type = ''
  #text = ''
  #inData = false
  #inComment = false

  constructor(limits: ReadLimits, left: ReadBudget, hidden: ReadonlySet<number>) {
    this.#limits = limits
    this.#left = left
    this.#hidden = hidden
    this.#grid = new GridRows('', limits, left)
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'Comment') this.#inComment = true
    else if (name === 'Data' && this.#cell !== null && !this.#inComment) {
      this.#inData = true
      this.#type = attributes['ss:Type'] ?? 'String'
    } else if (name === 'Cell' && this.#sheet !== null) this.#openCell(attributes)
    else if (name === 'Row' && this.#sheet !== null) this.#openRow(attributes)
    else if (name === 'Column' && this.#sheet !== null) this.#addColumns(attributes)
    else if (name === 'Worksheet') this.#openSheet(attributes)
    else if (name === 'Style') this.#style = attributes['ss:ID'] ?? ''
    else if (name === 'NumberFormat' && this.#looks.size < MAX_STYLES) {
      this.#looks.set(this.#style, toNamedLook(attributes['ss:Format'] ?? ''))
    }
  }

  text(text: string): void {
    if (this.#inData) this.#text += text
  }

  close(name: string): void {
    if (name === 'Comment') this.#inComment = false
    else if (name === 'Data') this.#inData = false
    else if (name === 'Cell') this.#closeCell()
    else if (name === 'Row') this.#closeRow()
    else if (name === 'Worksheet') {
      this.pieces.push({ end: true })
      this.#sheet = null
    }
  }

  #openSheet(attributes: Attributes): void {
    const name = (attributes['ss:Name'] ?? '').normalize('NFC')
    this.#sheet = { name, hidden: this.#hidden.has(this.#sheets.length), merges: [], hiddenRows: 0, hiddenColumns: 0 }
    this.#sheets.push(this.#sheet)
    checkSheets(this.#sheets, this.#limits)
    this.#left.rows += this.#limits.headRows
    this.#grid = new GridRows(name, this.#limits, this.#left)
    this.pieces.push({ sheet: this.#sheet })
    this.#columns = 0
    this.#rowNo = 0
    this.#takenTo = []
  }

  #addColumns(attributes: Attributes): void {
    const first = toCount(attributes['ss:Index'], this.#columns + 1)
    this.#columns = first + toCount(attributes['ss:Span'], 0)
    const last = Math.min(this.#columns, this.#limits.columns)
    if (attributes['ss:Hidden'] === '1' && this.#sheet) this.#sheet.hiddenColumns += Math.max(0, last - first + 1)
  }

  #openRow(attributes: Attributes): void {
    const rowNo = toCount(attributes['ss:Index'], this.#rowNo + 1)
    if (rowNo <= this.#rowNo) throw this.#misplaced(`${rowNo}`)
    this.#rowNo = rowNo
    this.#rowHidden = attributes['ss:Hidden'] === '1'
    this.#column = 0
    this.#grid.openRow(rowNo)
  }

  #closeRow(): void {
    if (!this.#grid.closeRow()) return
    const row = this.#grid.rows.pop()
    if (row) this.pieces.push({ row, times: 1 })
    if (this.#rowHidden && this.#sheet) this.#sheet.hiddenRows += 1
  }

  #openCell(attributes: Attributes): void {
    let next = this.#column + 1
    while ((this.#takenTo[next] ?? 0) >= this.#rowNo) next += 1
    const column = toCount(attributes['ss:Index'], next)
    if (column <= this.#column) throw this.#misplaced(`${this.#rowNo}:${column}`)
    this.#column = column
    this.#cell = attributes
    this.#text = ''
    this.#type = ''
  }

  #closeCell(): void {
    const cell = this.#cell
    if (cell === null || this.#sheet === null) return
    this.#cell = null
    this.#inData = false
    this.#grid.put(this.#column, this.#value(cell))
    const wide = toCount(cell['ss:MergeAcross'], 0)
    const high = toCount(cell['ss:MergeDown'], 0)
    if (high > 0) {
      const last = Math.min(this.#column + wide, this.#limits.columns)
      for (let at = this.#column; at <= last; at += 1) this.#takenTo[at] = this.#rowNo + high
    }
    if (wide + high > 0 && this.#rowNo <= this.#limits.headRows && this.#column <= this.#limits.columns) {
      const [top, left] = [this.#rowNo, this.#column]
      this.#sheet.merges.push({ top, left, bottom: top + high, right: left + wide })
    }
    this.#column += wide
  }

  #value(cell: Attributes): RawCell {
    switch (this.#type) {
      case '':
        return cell['ss:Formula'] === undefined ? null : { broken: 'formula' }
      case 'Number':
        return toNumberCell(this.#text, this.#looks.get(cell['ss:StyleID'] ?? '') ?? 'number', false)
      case 'DateTime':
        return toIsoDate(this.#text)
      case 'Boolean':
        return this.#text === '1'
      case 'Error':
        return { broken: this.#text.slice(0, 40) }
      default:
        return this.#text.normalize('NFC')
    }
  }

  #misplaced(reference: string): UnreadableFile {
    const sheet = this.#sheet?.name ?? ''
    return new UnreadableFile('IOC_XLSX_REFERENCE', 422, { sheet, reference })
  }
}

const MARK = /<(?:\w{1,20}:)?Worksheet[\s>]|<(?:\w{1,20}:)?Visible>\s{0,20}Sheet(?:Very)?Hidden/g
/** Longer than any mark, so that one cut in two by the end of a piece is found in the next. */
const OVERLAP_CHARS = 100

/** Numbers of the sheets that are hidden: that stands behind their rows. */
async function findHidden(handle: FileHandle): Promise<Set<number>> {
  const hidden = new Set<number>()
  let sheet = -1
  let rest = ''
  for await (const chunk of readChunks(handle)) {
    // Without the zero bytes of UTF-16, so that its marks are found as well.
    const text = rest + chunk.toString('latin1').replaceAll('\0', '')
    let done = 0
    for (const match of text.matchAll(MARK)) {
      done = match.index + match[0].length
      if (match[0].includes('Visible')) hidden.add(sheet)
      else sheet += 1
    }
    rest = text.slice(Math.max(done, text.length - OVERLAP_CHARS))
  }
  return hidden
}

/** The file without blanks in front: some portals write them, and XML does not allow them. */
async function* trimmed(handle: FileHandle): AsyncGenerator<Buffer> {
  let begun = false
  for await (const chunk of readChunks(handle)) {
    let from = 0
    while (!begun && from < chunk.length && [9, 10, 13, 32].includes(chunk[from] ?? 0)) from += 1
    begun ||= from < chunk.length
    if (begun) yield chunk.subarray(from)
  }
}

async function* readPieces(handle: FileHandle, limits: ReadLimits): AsyncGenerator<SheetPiece[]> {
  try {
    const sheets = new Spreadsheet(limits, toBudget(limits, 0), await findHidden(handle))
    for await (const _ of walkXml(trimmed(handle), sheets, 'XML', limits)) {
      yield sheets.pieces
      sheets.pieces = []
    }
    yield sheets.pieces
  } finally {
    await handle.close()
  }
}

/** The sheets of an "XML Spreadsheet 2003", which portals call `.xls`. Closes the file when they are read or abandoned. */
export function readSpreadsheetMl(handle: FileHandle, limits: ReadLimits): RawFile {
  return toSheets(readPieces(handle, limits), limits.headRows)
}
