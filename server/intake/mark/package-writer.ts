import { closeSync, openSync, writeSync } from 'node:fs'
import { pipeline, Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'
import { Zip as ZipWriter } from 'fflate'
import type { PackedPart } from '../read/zip.ts'

/** Any day will do; one that is always the same makes equal workbooks equal files. */
const WRITTEN_AT = new Date(2000, 0, 1)

/** Writes a workbook's container part after part, with no more of it in memory than is on its way. */
export interface PackageWriter {
  /** A part as it was packed elsewhere. */
  copy(part: PackedPart): Promise<void>
  add(name: string, content: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<void>
  /** Writes the directory and closes the file. */
  end(): void
  /** Closes a file that will not be finished. */
  abandon(): void
}

/** Opens a container to write, in the disposable child: it writes at once and waits for nothing else. */
export function createPackage(target: string): PackageWriter {
  const file = openSync(target, 'wx', 0o600)
  let failure: Error | null = null
  const zip = new ZipWriter((error, bytes) => {
    if (error) failure = error
    else writeAll(file, bytes)
  })

  /** One part, packed already; its sum and size are known when the last byte is. */
  const put = async (name: string, packed: AsyncIterable<Buffer>, sums: () => { crc: number; size: number }) => {
    const entry = { filename: name, size: 0, crc: 0, compression: 8, mtime: WRITTEN_AT, ondata: null as never }
    zip.add(entry)
    const ondata = (entry as { ondata: (error: null, bytes: Uint8Array, final: boolean) => void }).ondata
    for await (const bytes of packed) ondata(null, bytes, false)
    Object.assign(entry, sums())
    ondata(null, new Uint8Array(0), true)
    if (failure) throw failure
  }
  const add: PackageWriter['add'] = async (name, content) => {
    const sums = { crc: 0, size: 0 }
    await put(name, deflated(content, sums), () => sums)
  }

  return {
    add,
    async copy(part) {
      if (part.name.endsWith('/')) return
      if (part.isDeflated) await put(part.name, part.bytes(), () => ({ crc: part.crc32, size: part.size }))
      else await add(part.name, part.bytes())
    },
    end() {
      zip.end()
      closeSync(file)
      if (failure) throw failure
    },
    abandon: () => closeSync(file),
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
}

async function* deflated(
  content: AsyncIterable<Buffer> | Iterable<Buffer>,
  sums: { crc: number; size: number },
): AsyncGenerator<Buffer> {
  const packer = createDeflateRaw({ level: 6 })
  const counted = async function* () {
    for await (const bytes of content) {
      sums.crc = crc32(bytes, sums.crc)
      sums.size += bytes.length
      yield bytes
    }
  }
  // An error of the content destroys the packer with it, and is thrown by the reading of its end.
  pipeline(Readable.from(counted(), { objectMode: false }), packer, () => {})
  yield* packer as AsyncIterable<Buffer>
}
