import { RECORD } from './biff-records.ts'
import { LongTexts, readShortText, toTextCell } from './biff-text.ts'
import type { BiffWorkbook } from './biff-workbook.ts'
import type { RawCell } from './raw.ts'
import { toLooked } from './xlsx-cell.ts'
import { damaged } from './zip.ts'

/** Error values by their number. */
const ERRORS = new Map([
  [0x00, '#NULL!'],
  [0x07, '#DIV/0!'],
  [0x0f, '#VALUE!'],
  [0x17, '#REF!'],
  [0x1d, '#NAME?'],
  [0x24, '#NUM!'],
  [0x2a, '#N/A'],
])

/** Records that hold the value of a cell, or of several. */
export const CELL_RECORDS: ReadonlySet<number> = new Set([
  RECORD.number,
  RECORD.rk,
  RECORD.mulRk,
  RECORD.labelSst,
  RECORD.label,
  RECORD.rString,
  RECORD.formula,
  RECORD.boolErr,
])

/** The least bytes of a record of a cell, all fields that are always there. */
const LEAST = new Map<number, number>([
  [RECORD.number, 14],
  [RECORD.rk, 10],
  [RECORD.mulRk, 12],
  [RECORD.labelSst, 10],
  [RECORD.label, 9],
  [RECORD.rString, 9],
  [RECORD.formula, 14],
  [RECORD.boolErr, 8],
])

function toError(code: number): RawCell {
  return { broken: ERRORS.get(code) ?? '#N/A' }
}

const FLOAT = new DataView(new ArrayBuffer(8))

/** A number packed into 30 bits: a whole number or the upper half of a floating one, either perhaps in hundredths. */
function fromRk(packed: number): number {
  FLOAT.setInt32(0, packed & ~3)
  const number = packed & 2 ? packed >> 2 : FLOAT.getFloat64(0)
  return packed & 1 ? number / 100 : number
}

/** Turns records of cells into values at places, rows and columns from 1. */
export class BiffCells {
  readonly #workbook: BiffWorkbook
  readonly #put: (row: number, column: number, value: RawCell) => void
  #waiting: { row: number; column: number } | null = null
  #texts: LongTexts | null = null

  constructor(workbook: BiffWorkbook, put: (row: number, column: number, value: RawCell) => void) {
    this.#workbook = workbook
    this.#put = put
  }

  take(type: number, data: Buffer): void {
    if (type === RECORD.continue) {
      this.#texts?.push(data, true)
      return
    }
    this.#texts?.finish()
    this.#texts = null
    if (type === RECORD.string) this.#formulaText(data)
    else if (CELL_RECORDS.has(type)) this.#cell(type, data)
  }

  finish(): void {
    this.#texts?.finish()
    this.#settle({ broken: 'formula' })
  }

  /** A formula whose text never came has no value. */
  #settle(value: RawCell): void {
    if (this.#waiting !== null) this.#put(this.#waiting.row, this.#waiting.column, value)
    this.#waiting = null
  }

  #formulaText(data: Buffer): void {
    this.#texts = new LongTexts((text) => this.#settle(toTextCell(text)))
    this.#texts.push(data, false)
  }

  #cell(type: number, data: Buffer): void {
    this.#settle({ broken: 'formula' })
    if (data.length < (LEAST.get(type) ?? 0)) throw damaged('record cut off', 'Workbook')
    const row = data.readUInt16LE(0) + 1
    const column = data.readUInt16LE(2) + 1
    if (type === RECORD.mulRk) {
      for (let at = 4, offset = 0; at + 8 <= data.length; at += 6, offset += 1) {
        this.#put(row, column + offset, this.#number(fromRk(data.readInt32LE(at + 2)), data.readUInt16LE(at)))
      }
      return
    }
    if (type === RECORD.formula && data.readUInt16LE(12) === 0xffff && data[6] === 0) this.#waiting = { row, column }
    else this.#put(row, column, this.#value(type, data))
  }

  #value(type: number, data: Buffer): RawCell {
    switch (type) {
      case RECORD.number:
        return this.#number(data.readDoubleLE(6), data.readUInt16LE(4))
      case RECORD.rk:
        return this.#number(fromRk(data.readInt32LE(6)), data.readUInt16LE(4))
      case RECORD.boolErr:
        return data[7] === 0 ? data[6] === 1 : toError(data[6] ?? 0)
      case RECORD.labelSst: {
        const text = this.#workbook.strings[data.readUInt32LE(6)]
        if (text === undefined) throw damaged('missing shared string', 'Workbook')
        return text
      }
      case RECORD.formula:
        return this.#formula(data)
      default:
        return toTextCell(readShortText(data, 6, 2))
    }
  }

  /** The value that the program stored last. */
  #formula(data: Buffer): RawCell {
    if (data.readUInt16LE(12) !== 0xffff) return this.#number(data.readDoubleLE(6), data.readUInt16LE(4))
    if (data[6] === 1) return data[8] === 1
    return data[6] === 2 ? toError(data[8] ?? 0) : ''
  }

  #number(number: number, style: number): RawCell {
    if (!Number.isFinite(number)) return { broken: '#NUM!' }
    return toLooked(number, this.#workbook.looks[style] ?? 'number', this.#workbook.is1904)
  }
}
