import type { FileHandle } from 'node:fs/promises'
import { CsvRecords, type CsvShape } from './csv-records.ts'
import { detectDelimiter, readSepLine } from './delimiter.ts'
import type { TextEncoding } from './encoding.ts'
import type { ReadLimits } from './limits.ts'
import { type RawFile, type RawRow, UnreadableFile } from './raw.ts'
import { readUtf8 } from './text-source.ts'

const ROWS_AT_ONCE = 1_000
const LF = 0x0a
const CR = 0x0d

/** How a delimited text is encoded and cut into cells. */
export interface CsvForm {
  encoding: TextEncoding
  shape: CsvShape
  /** Bytes of a `sep=` line, once decoded. */
  skip: number
}

/** Looks at the beginning of a text for separator, line ends and a `sep=` line. */
export async function findForm(handle: FileHandle, encoding: TextEncoding): Promise<CsvForm> {
  const head = await readHead(handle, encoding)
  const sample = head.toString('utf8')
  const sep = readSepLine(sample)
  const skip = sep?.chars ?? 0
  const delimiter = sep?.delimiter ?? detectDelimiter(`${sample}\n`)
  const newline = head.includes(CR) && !head.includes(LF) ? CR : LF
  return { encoding, shape: { delimiter, newline, offset: encoding.markBytes + skip }, skip }
}

async function readHead(handle: FileHandle, encoding: TextEncoding): Promise<Buffer> {
  try {
    for await (const chunk of readUtf8(handle, encoding)) return chunk
  } catch (error) {
    // The same bytes are met again by the rows, where the row can be named.
    if (!(error instanceof UnreadableFile)) throw error
  }
  return Buffer.alloc(0)
}

async function* readRows(handle: FileHandle, form: CsvForm, limits: ReadLimits): AsyncGenerator<RawRow[]> {
  const records = new CsvRecords(form.shape, limits)
  let { skip } = form
  let batch: RawRow[] = []
  for await (const chunk of named(readUtf8(handle, form.encoding), records)) {
    for (const row of records.read(skip > 0 ? chunk.subarray(skip) : chunk, false)) {
      batch.push(row)
      if (batch.length >= ROWS_AT_ONCE) {
        yield batch
        batch = []
      }
    }
    skip = 0
  }
  for (const row of records.read(Buffer.alloc(0), true)) batch.push(row)
  if (batch.length > 0) yield batch
}

/** The decoder knows the byte at which a text ends to make sense, the records know the row. */
async function* named(chunks: AsyncIterable<Buffer>, records: CsvRecords): AsyncGenerator<Buffer> {
  try {
    yield* chunks
  } catch (error) {
    if (!(error instanceof UnreadableFile) || error.params.row !== undefined) throw error
    throw new UnreadableFile(error.code, error.status, { ...error.params, row: records.row })
  }
}

/**
 * A delimited text (comma, semicolon, tab or bar) as one sheet without a name. Empty cells are `''`.
 * Closes the file when the rows are read or abandoned.
 */
export async function* readCsv(handle: FileHandle, form: CsvForm, limits: ReadLimits): RawFile {
  const { name } = form.encoding
  try {
    yield {
      name: '',
      index: 0,
      hidden: false,
      merges: [],
      ...(name === 'tcvn3' && { capitalsLost: true }),
      rows: readRows(handle, form, limits),
    }
  } finally {
    await handle.close()
  }
}
