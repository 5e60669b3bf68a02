import { inSubstream, RECORD, walkRecords } from './biff-records.ts'
import { LongTexts, readShortText, toTextCell } from './biff-text.ts'
import type { ReadLimits } from './limits.ts'
import type { Ole } from './ole.ts'
import { type RawCell, UnreadableFile } from './raw.ts'
import { lookOf, type NumberLook, toLook } from './xlsx-styles.ts'
import { damaged } from './zip.ts'

/** The stream that holds a workbook of Excel 97–2003. */
export const WORKBOOK_STREAM = 'WORKBOOK'

const BIFF8 = 0x0600
const GLOBALS = 0x0005
const MAX_STYLES = 65_536
/** Kinds of sheets. Charts hold no rows. */
const SHEET = { table: 0, macros: 1 } as const

/** A sheet as the workbook lists it; `at` is where it begins in the stream. */
export interface BiffEntry {
  name: string
  hidden: boolean
  at: number
}

/** Everything that the cells of all sheets share. */
export interface BiffWorkbook {
  sheets: BiffEntry[]
  is1904: boolean
  looks: NumberLook[]
  strings: RawCell[]
}

/** Collects what the first substream says. */
class Globals {
  readonly sheets: BiffEntry[] = []
  is1904 = false
  readonly strings: RawCell[] = []
  readonly #limits: ReadLimits
  readonly #formats = new Map<number, NumberLook>()
  readonly #formatOf: number[] = []
  readonly #texts = new LongTexts((text) => this.#addText(text))
  #textBytes = 0
  #inTexts = false

  constructor(limits: ReadLimits) {
    this.#limits = limits
  }

  get looks(): NumberLook[] {
    return this.#formatOf.map((id) => lookOf(id, this.#formats))
  }

  begin(bof: Buffer): void {
    if (bof.length < 4) throw damaged('record cut off', 'Workbook')
    if (bof.readUInt16LE(0) !== BIFF8) throw new UnreadableFile('IOC_FILE_OLD_EXCEL', 415, { found: 'Excel 5.0/95' })
    if (bof.readUInt16LE(2) !== GLOBALS) throw damaged('no workbook', 'Workbook')
  }

  take(type: number, data: Buffer): void {
    if (type === RECORD.continue) {
      if (this.#inTexts) this.#texts.push(data, true)
      return
    }
    this.#inTexts = false
    if (type === RECORD.filePass) throw new UnreadableFile('IOC_FILE_ENCRYPTED', 422)
    if (type === RECORD.sst) {
      this.#inTexts = true
      this.#texts.push(data.subarray(8), false)
    } else if (type === RECORD.boundSheet) this.#addSheet(data)
    else if (type === RECORD.date1904) this.is1904 = data[0] === 1
    else if (type === RECORD.format && data.length > 2) {
      if (this.#formats.size < MAX_STYLES) this.#formats.set(data.readUInt16LE(0), toLook(readShortText(data, 2, 2)))
    } else if (type === RECORD.xf && data.length >= 4 && this.#formatOf.length < MAX_STYLES) {
      this.#formatOf.push(data.readUInt16LE(2))
    }
  }

  finish(): void {
    this.#texts.finish()
  }

  #addSheet(data: Buffer): void {
    if (data.length < 8) throw damaged('record cut off', 'Workbook')
    const kind = (data[5] ?? 0) & 0x0f
    if (kind === SHEET.macros) throw new UnreadableFile('IOC_FILE_MACROS', 415)
    if (kind !== SHEET.table) return
    const name = readShortText(data, 6, 1).toWellFormed().replaceAll('\0', '').normalize('NFC')
    this.sheets.push({ name, hidden: ((data[4] ?? 0) & 0x03) !== 0, at: data.readUInt32LE(0) })
  }

  #addText(text: string): void {
    const { sharedStrings, sharedStringBytes } = this.#limits
    this.#textBytes += Buffer.byteLength(text)
    const limit =
      this.strings.length >= sharedStrings
        ? sharedStrings
        : this.#textBytes > sharedStringBytes
          ? sharedStringBytes
          : null
    if (limit !== null) throw new UnreadableFile('IOC_XLSX_TOO_BIG', 413, { part: 'Workbook', limit })
    this.strings.push(toTextCell(text))
  }
}

/** Reads what a workbook of Excel 97–2003 says of itself: sheets in order, date system, formats and shared texts. @throws UnreadableFile */
export async function readBiffWorkbook(ole: Ole, limits: ReadLimits): Promise<BiffWorkbook> {
  const globals = new Globals(limits)
  const take = inSubstream(
    (bof) => globals.begin(bof),
    (type, data) => globals.take(type, data),
  )
  for await (const _ of walkRecords(ole.read(WORKBOOK_STREAM), take));
  globals.finish()
  const { sheets, is1904, looks, strings } = globals
  return { sheets, is1904, looks, strings }
}
