import type { GridRows } from './grid-rows.ts'
import { beginCell, type HtmlCell, toHtmlValue, toShown } from './html-cell.ts'
import { resolveEntities } from './html-entities.ts'
import type { HtmlEvents } from './html-tokens.ts'
import type { ReadLimits } from './limits.ts'
import { looksInCss } from './number-words.ts'
import { type RawCell, type RawSheet, UnreadableFile } from './raw.ts'
import type { NumberLook } from './xlsx-styles.ts'

/** Elements that begin a new line of text. */
const BLOCKS = new Set('p div br h1 h2 h3 h4 h5 h6 center li ul ol hr caption form dt dd pre'.split(' '))
/** Line ends of the source are blanks. */
const BREAKS = /[\t\r\n\f]/
const HIDDEN = /display\s*:\s*none/i

interface Placed {
  value: RawCell
  cell: HtmlCell
}

/** A table that is open. */
interface Frame {
  /** Column of its first cell. */
  base: number
  /** Number of the row, counted in this table from 1. */
  row: number
  /** By column: the last row of this table that a cell from above reaches into. */
  takenTo: number[]
  next: number
  open: boolean
  hidden: boolean
  cells: Placed[]
  cell: HtmlCell | null
  /** The first row of a table inside a cell, kept back: a single row belongs to that cell. */
  first: Placed[] | null
  /** Do its rows stand in the sheet by themselves? */
  own: boolean
}

/**
 * Lays a web page out as one sheet, as spreadsheet programs do: tables one under another, text between them as lines of their own. A
 * table of several rows inside a cell takes rows of its own; one of a single row is the text of its cell.
 */
export class HtmlSheet implements HtmlEvents {
  readonly grid: GridRows
  readonly merges: RawSheet['merges'] = []
  hiddenRows = 0
  /** Has there been a cell? A page without one is no table. */
  hasCells = false
  readonly #limits: ReadLimits
  readonly #frames: Frame[] = []
  readonly #looks = new Map<string, NumberLook>()
  #loose = ''
  #rowNo = 0

  constructor(grid: GridRows, limits: ReadLimits) {
    this.grid = grid
    this.#limits = limits
  }

  get rowNo(): number {
    return this.#rowNo
  }

  open(name: string, attributes: ReadonlyMap<string, string>): void {
    if (name === 'td' || name === 'th') this.#openCell(attributes)
    else if (name === 'tr') this.#openRow(attributes)
    else if (name === 'table') this.#openTable()
    else if (BLOCKS.has(name)) this.#break()
  }

  close(name: string): void {
    const frame = this.#frames.at(-1)
    if (name === 'td' || name === 'th') this.#closeCell(frame)
    else if (name === 'tr') this.#closeRow(frame)
    else if (name === 'table') this.#closeTable()
    else if (BLOCKS.has(name)) this.#break()
  }

  text(text: string): void {
    if (text.includes('\0')) throw new UnreadableFile('IOC_TEXT_NUL', 422, { row: this.#rowNo + 1 })
    const resolved = resolveEntities(text)
    const plain = BREAKS.test(resolved) ? resolved.replaceAll(/[ \t\r\n\f]+/g, ' ') : resolved
    const cell = this.#frames.at(-1)?.cell
    if (cell) cell.text += plain
    else if (plain !== ' ' || this.#loose !== '') this.#loose += plain
    this.#checkLength(cell?.text ?? this.#loose, cell?.column ?? 1)
  }

  style(css: string): void {
    for (const [name, look] of looksInCss(css)) this.#looks.set(name, look)
  }

  end(): void {
    while (this.#frames.length > 0) this.#closeTable()
    this.#flushLoose()
  }

  /** Blanks and references may make the source of a cell longer than the cell. */
  #checkLength({ length }: string, column: number): void {
    const { cellChars } = this.#limits
    if (length > cellChars * 4) {
      throw new UnreadableFile('IOC_CELL_TOO_LONG', 422, { row: this.#rowNo + 1, column, limit: cellChars })
    }
  }

  #break(): void {
    const cell = this.#frames.at(-1)?.cell
    if (cell) cell.text += '\n'
    else this.#flushLoose()
  }

  #flushLoose(): void {
    const text = toShown(this.#loose)
    this.#loose = ''
    if (text === '') return
    this.#rowNo += 1
    this.grid.openRow(this.#rowNo)
    this.grid.put(1, text)
    this.grid.closeRow()
  }

  #openTable(): void {
    const outer = this.#frames.at(-1)
    const inside = outer?.cell ?? null
    if (inside === null) this.#flushLoose()
    const { xmlDepth } = this.#limits
    if (this.#frames.length >= xmlDepth) {
      throw new UnreadableFile('IOC_XML_TOO_DEEP', 422, { part: 'HTML', limit: xmlDepth })
    }
    const base = inside?.column ?? 1
    const own = inside === null
    this.#frames.push({
      ...{ base, row: 0, takenTo: [], next: base, open: false, hidden: false, cells: [], cell: null },
      ...{ first: null, own },
    })
  }

  #openRow(attributes: ReadonlyMap<string, string>): void {
    const frame = this.#frames.at(-1) ?? this.#implied()
    this.#closeRow(frame)
    if (!this.#frames.some(({ cell }) => cell !== null)) this.#flushLoose()
    frame.row += 1
    frame.next = frame.base
    frame.open = true
    frame.hidden = HIDDEN.test(attributes.get('style') ?? '')
    if (frame.row === 2 && !frame.own) this.#settle(this.#frames.length)
  }

  /** Rows and cells without a table around them, as some exports have them. */
  #implied(): Frame {
    this.#openTable()
    return this.#frames.at(-1) as Frame
  }

  #openCell(attributes: ReadonlyMap<string, string>): void {
    const frame = this.#frames.at(-1) ?? this.#implied()
    if (!frame.open) this.#openRow(new Map())
    this.#closeCell(frame)
    this.hasCells = true
    while (frame.next <= this.#limits.columns && (frame.takenTo[frame.next] ?? 0) >= frame.row) frame.next += 1
    const cell = beginCell(frame.next, attributes)
    frame.next += cell.colspan
    if (cell.rowspan > 1) {
      const last = Math.min(frame.next - 1, this.#limits.columns)
      for (let at = cell.column; at <= last; at += 1) frame.takenTo[at] = frame.row + cell.rowspan - 1
    }
    frame.cell = cell
  }

  #closeCell(frame: Frame | undefined): void {
    if (!frame?.cell) return
    const { cell } = frame
    frame.cell = null
    const value = toHtmlValue(cell, this.#looks)
    if (value === '' && cell.colspan === 1 && cell.rowspan === 1) return
    const { columns } = this.#limits
    if (cell.column <= columns) frame.cells.push({ value, cell })
    else if (value !== '') {
      throw new UnreadableFile('IOC_TOO_MANY_COLUMNS', 422, {
        row: this.#rowNo + 1,
        column: cell.column,
        limit: columns,
      })
    }
  }

  #closeRow(frame: Frame | undefined): void {
    if (!frame?.open) return
    this.#closeCell(frame)
    frame.open = false
    if (frame.own) this.#emit(frame)
    else frame.first = frame.cells
    frame.cells = []
  }

  #closeTable(): void {
    const frame = this.#frames.at(-1)
    this.#closeRow(frame)
    this.#frames.pop()
    const outer = this.#frames.at(-1)
    if (!frame || !outer?.cell) return
    const words = (frame.first ?? []).map(({ value }) => String(typeof value === 'object' ? '' : value))
    outer.cell.text += ` ${words.join(' ')} `
    this.#checkLength(outer.cell.text, outer.cell.column)
  }

  /** A second row inside a cell: what was begun around it is put down as it stands, and its rows go on below. */
  #settle(depth: number): void {
    for (const frame of this.#frames.slice(0, depth)) {
      const first = frame.first
      frame.own = true
      frame.first = null
      if (first !== null) this.#emit({ ...frame, cells: first })
      if (frame.cell === null) continue
      const { column, attributes, text } = frame.cell
      frame.cells.push({
        value: toHtmlValue({ ...frame.cell, attributes: new Map(), text }, this.#looks),
        cell: frame.cell,
      })
      frame.cell = { column, colspan: 1, rowspan: 1, attributes, text: '' }
      if (frame.cells.some(({ value }) => value !== '')) this.#emit(frame)
      frame.cells = []
    }
  }

  #emit({ cells, hidden }: Frame): void {
    this.#rowNo += 1
    this.grid.openRow(this.#rowNo)
    for (const { value, cell } of cells) {
      this.grid.put(cell.column, value)
      this.#merge(cell)
    }
    if (this.grid.closeRow() && hidden) this.hiddenRows += 1
  }

  #merge({ column, colspan, rowspan }: HtmlCell): void {
    if ((colspan === 1 && rowspan === 1) || this.#rowNo > this.#limits.headRows) return
    const [top, left] = [this.#rowNo, column]
    this.merges.push({ top, left, bottom: top + rowspan - 1, right: left + colspan - 1 })
  }
}
