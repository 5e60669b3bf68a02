import { isUtf8 } from 'node:buffer'
import type { ReadLimits } from './limits.ts'
import { toNfc } from './nfc.ts'
import { type RawRow, UnreadableFile } from './raw.ts'
import { firstInvalidByte } from './utf8.ts'

const QUOTE = 0x22
const TAB = 0x09
const LF = 0x0a
const CR = 0x0d

/** How a delimited text is written. */
export interface CsvShape {
  /** One ASCII character. */
  delimiter: string
  /** The byte that ends a line: LF (also for CRLF), or CR for files that know no LF. */
  newline: typeof LF | typeof CR
  /** Bytes before the first record (byte order mark, `sep=` line), so that positions are the file's own. */
  offset: number
}

/** Cells in NFC. A line is normalised as a whole only to see whether it must be: NFC may turn a letter into a delimiter (U+037E). */
function splitLine(line: string, ascii: boolean, delimiter: string): string[] {
  const cells = line.split(delimiter)
  return ascii || line === toNfc(line) ? cells : cells.map(toNfc)
}

/**
 * Records of RFC 4180 out of UTF-8 bytes, as strict as the RFC: a quote stands only around a whole cell, doubled inside. Where tabs
 * separate, a quote may stand anywhere: cells copied from Excel are quoted only if they hold a tab or a line end.
 * Lines without quotes, nearly all there are, are cut without looking at single characters. Row numbers count empty lines, as
 * spreadsheet programs do; records without any text are not passed on.
 */
export class CsvRecords {
  readonly #delimiter: string
  readonly #delimiterByte: number
  readonly #newline: number
  readonly #otherBreak: string
  readonly #limits: ReadLimits
  #rest: Buffer = Buffer.alloc(0)
  #offset: number
  #rowNo = 0
  #kept = 0

  constructor({ delimiter, newline, offset }: CsvShape, limits: ReadLimits) {
    this.#delimiter = delimiter
    this.#delimiterByte = delimiter.charCodeAt(0)
    this.#newline = newline
    this.#otherBreak = newline === LF ? '\r' : '\n'
    this.#offset = offset
    this.#limits = limits
  }

  /** The row that is being read: the one after the last that ended. */
  get row(): number {
    return this.#rowNo + 1
  }

  /**
   * The records that end in these bytes; what is left waits for the next ones.
   * @throws UnreadableFile naming row and byte
   */
  *read(bytes: Buffer, last: boolean): Generator<RawRow> {
    const all = this.#rest.length > 0 ? Buffer.concat([this.#rest, bytes]) : bytes
    const end = last ? all.length : all.lastIndexOf(this.#newline) + 1
    const whole = all.subarray(0, end)
    const bad = this.#firstBadByte(whole)
    const good = bad === -1 ? whole : whole.subarray(0, whole.lastIndexOf(this.#newline, bad) + 1)
    const done = yield* this.#records(good, last && bad === -1)
    if (bad !== -1) throw this.#error(whole[bad] === 0 ? 'IOC_TEXT_NUL' : 'IOC_TEXT_NOT_UTF8', this.#offset + bad)
    this.#rest = all.subarray(done)
    this.#offset += done
    if (this.#rest.length > this.#limits.recordBytes) throw this.#tooLong()
  }

  #firstBadByte(bytes: Buffer): number {
    const nul = bytes.indexOf(0)
    const text = nul === -1 ? bytes : bytes.subarray(0, nul)
    return isUtf8(text) ? nul : firstInvalidByte(text)
  }

  *#records(bytes: Buffer, last: boolean): Generator<RawRow, number> {
    let at = 0
    let quote = bytes.indexOf(QUOTE)
    while (at < bytes.length) {
      let end = bytes.indexOf(this.#newline, at)
      if (end === -1) end = bytes.length
      if (quote === -1 || quote > end) {
        yield* this.#line(bytes, at, end)
        at = end + 1
        continue
      }
      const record = this.#quoted(bytes, at, last)
      if (record === null) return at
      yield* this.#keep(record.cells, record.end - at, at)
      at = record.end
      if (quote < at) quote = bytes.indexOf(QUOTE, at)
    }
    return Math.min(at, bytes.length)
  }

  *#line(bytes: Buffer, from: number, end: number): Generator<RawRow> {
    let to = end
    if (this.#newline === LF && to > from && bytes[to - 1] === CR) to -= 1
    const line = bytes.toString('utf8', from, to)
    const ascii = line.length === to - from
    if (!line.includes(this.#otherBreak)) {
      yield* this.#keep(splitLine(line, ascii, this.#delimiter), to - from, from)
      return
    }
    for (const part of line.split(this.#otherBreak)) {
      yield* this.#keep(splitLine(part, ascii, this.#delimiter), part.length, from)
    }
  }

  /** One record that holds a quote; null when it does not end in these bytes. */
  #quoted(bytes: Buffer, start: number, last: boolean): { cells: string[]; end: number } | null {
    const cells: string[] = []
    let at = start
    for (;;) {
      let quoted = bytes[at] === QUOTE
      let stop = quoted ? this.#closing(bytes, at) : this.#cellEnd(bytes, at)
      if (stop === -1 || (quoted && stop === bytes.length - 1)) {
        if (!last) return null
        if (stop === -1) throw this.#error('IOC_CSV_QUOTE', this.#offset + at, 1)
      }
      if (quoted && this.#delimiterByte === TAB && !this.#endsCell(bytes[stop + 1])) {
        quoted = false
        stop = this.#cellEnd(bytes, at)
      }
      const text = quoted
        ? bytes.toString('utf8', at + 1, stop).replaceAll('""', '"')
        : bytes.toString('utf8', at, stop)
      cells.push(toNfc(text))
      at = quoted ? stop + 1 : stop
      if (at >= bytes.length) return last ? { cells, end: bytes.length } : null
      if (bytes[at] === this.#delimiterByte) {
        at += 1
        continue
      }
      if (bytes[at] === LF) return { cells, end: at + 1 }
      if (bytes[at] === CR) return { cells, end: bytes[at + 1] === LF ? at + 2 : at + 1 }
      throw this.#error('IOC_CSV_QUOTE', this.#offset + at, 1)
    }
  }

  /** The quote that ends the cell opened at `at`; −1 when none does. */
  #closing(bytes: Buffer, at: number): number {
    let close = bytes.indexOf(QUOTE, at + 1)
    while (close !== -1 && bytes[close + 1] === QUOTE) close = bytes.indexOf(QUOTE, close + 2)
    return close
  }

  /** The delimiter or line end after an unquoted cell. A quote inside one is refused, but for tabs: nobody can say where it was to end. */
  #cellEnd(bytes: Buffer, from: number): number {
    for (let at = from; at < bytes.length; at += 1) {
      const byte = bytes[at]
      if (byte === this.#delimiterByte || byte === LF || byte === CR) return at
      if (byte === QUOTE && this.#delimiterByte !== TAB) throw this.#error('IOC_CSV_QUOTE', this.#offset + at, 1)
    }
    return bytes.length
  }

  /** May this byte stand right after a cell? Nothing may, at the end of the text. */
  #endsCell(byte: number | undefined): boolean {
    return byte === undefined || byte === this.#delimiterByte || byte === LF || byte === CR
  }

  *#keep(cells: string[], byteLength: number, at: number): Generator<RawRow> {
    this.#rowNo += 1
    const { columns, cellChars, recordBytes, rows, headRows } = this.#limits
    if (byteLength > recordBytes) throw this.#error('IOC_RECORD_TOO_LONG', this.#offset + at, 0, recordBytes)
    if (byteLength > cellChars) {
      const long = cells.findIndex((cell) => cell.length > cellChars)
      if (long !== -1)
        throw new UnreadableFile('IOC_CELL_TOO_LONG', 422, { row: this.#rowNo, column: long + 1, limit: cellChars })
    }
    if (cells[0] === '' && cells.every((cell) => cell === '')) return
    if (cells.length > columns && cells.findLastIndex((cell) => cell !== '') >= columns) {
      throw this.#error('IOC_TOO_MANY_COLUMNS', this.#offset + at, 0, columns)
    }
    this.#kept += 1
    if (this.#kept > rows + headRows)
      throw new UnreadableFile('IOC_TOO_MANY_ROWS', 413, { row: this.#rowNo, limit: rows })
    yield { rowNo: this.#rowNo, cells }
  }

  #tooLong(): UnreadableFile {
    return this.#rest.includes(QUOTE)
      ? this.#error('IOC_CSV_QUOTE', this.#offset, 1)
      : this.#error('IOC_RECORD_TOO_LONG', this.#offset, 1, this.#limits.recordBytes)
  }

  #error(code: string, byte: number, ahead = 1, limit?: number): UnreadableFile {
    return new UnreadableFile(code, 422, { row: this.#rowNo + ahead, byte, ...(limit === undefined ? {} : { limit }) })
  }
}
