import { damaged } from './zip.ts'

/** Numbers of the records that say something about cells. */
export const RECORD = {
  formula: 0x06,
  eof: 0x0a,
  date1904: 0x22,
  filePass: 0x2f,
  continue: 0x3c,
  columnInfo: 0x7d,
  boundSheet: 0x85,
  mulRk: 0xbd,
  rString: 0xd6,
  xf: 0xe0,
  mergedCells: 0xe5,
  sst: 0xfc,
  labelSst: 0xfd,
  number: 0x203,
  label: 0x204,
  boolErr: 0x205,
  string: 0x207,
  row: 0x208,
  rk: 0x27e,
  format: 0x41e,
  bof: 0x809,
} as const

const HEADER_BYTES = 4

/** Takes one record; its bytes hold only until the next one. @returns whether nothing further is wanted */
export type TakeRecord = (type: number, data: Buffer) => boolean

/**
 * Runs through the records of a stream and yields after every piece of it, until the taker has enough.
 *
 * @throws UnreadableFile when a record is longer than what is left
 */
export async function* walkRecords(chunks: AsyncIterable<Buffer>, take: TakeRecord): AsyncGenerator<void> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of chunks) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    let at = 0
    while (at + HEADER_BYTES <= bytes.length) {
      const end = at + HEADER_BYTES + bytes.readUInt16LE(at + 2)
      if (end > bytes.length) break
      if (take(bytes.readUInt16LE(at), bytes.subarray(at + HEADER_BYTES, end))) return
      at = end
    }
    rest = bytes.subarray(at)
    yield
  }
  throw damaged('record cut off', 'Workbook')
}

/**
 * Hands on the records of one substream without those of substreams inside it: the values under a chart are no cells.
 *
 * @param begin - takes the substream's own first record
 */
export function inSubstream(begin: (bof: Buffer) => void, take: (type: number, data: Buffer) => void): TakeRecord {
  let depth = 0
  return (type, data) => {
    if (type === RECORD.bof) {
      depth += 1
      if (depth === 1) begin(data)
      return false
    }
    if (depth === 0) throw damaged('record before the beginning', 'Workbook')
    if (type === RECORD.eof) depth -= 1
    else if (depth === 1) take(type, data)
    return depth === 0
  }
}
