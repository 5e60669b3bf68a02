import type { FileHandle } from 'node:fs/promises'
import { CsvRecords, type CsvShape } from './csv-records.ts'
import { detectDelimiter, readSepLine } from './delimiter.ts'
import type { ReadLimits } from './limits.ts'
import type { RawFile, RawRow } from './raw.ts'
import { readUtf8, toEncoding } from './text-source.ts'

const ROWS_AT_ONCE = 1_000
const LF = 0x0a
const CR = 0x0d

/** Looks at the beginning of a text for separator, line ends and a `sep=` line. */
function toShape(head: Buffer, markBytes: number): { shape: CsvShape; skip: number } {
  const sample = head.toString('utf8')
  const sep = readSepLine(sample)
  const skip = sep?.chars ?? 0
  const delimiter = sep?.delimiter ?? detectDelimiter(`${sample}\n`)
  const newline = head.includes(CR) && !head.includes(LF) ? CR : LF
  return { shape: { delimiter, newline, offset: markBytes + skip }, skip }
}

async function* readRows(handle: FileHandle, limits: ReadLimits): AsyncGenerator<RawRow[]> {
  const head = Buffer.alloc(4)
  const { bytesRead } = await handle.read(head, 0, 4, 0)
  const encoding = toEncoding(head.subarray(0, bytesRead))
  let records: CsvRecords | null = null
  let batch: RawRow[] = []
  for await (const chunk of readUtf8(handle, encoding)) {
    let bytes = chunk
    if (records === null) {
      const { shape, skip } = toShape(chunk, encoding.markBytes)
      records = new CsvRecords(shape, limits)
      bytes = chunk.subarray(skip)
    }
    for (const row of records.read(bytes, false)) {
      batch.push(row)
      if (batch.length >= ROWS_AT_ONCE) {
        yield batch
        batch = []
      }
    }
  }
  for (const row of records?.read(Buffer.alloc(0), true) ?? []) batch.push(row)
  if (batch.length > 0) yield batch
}

/**
 * A delimited text (comma, semicolon, tab or bar; UTF-8, or UTF-16 with its mark) as one sheet without a name. Empty cells are `''`.
 * Closes the file when the rows are read or abandoned.
 */
export async function* readCsv(handle: FileHandle, limits: ReadLimits): RawFile {
  try {
    yield { name: '', index: 0, hidden: false, merges: [], rows: readRows(handle, limits) }
  } finally {
    await handle.close()
  }
}
