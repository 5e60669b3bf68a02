import { crc32 } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import type { ReadLimits } from './limits.ts'
import { UnreadableFile } from './raw.ts'

const LOCAL_HEADER_BYTES = 30
const SYMLINK = 0o120000
const FILE_TYPE = 0o170000
const UNSAFE_NAME = /^(absolute path|invalid relative path|invalid characters in fileName)/

/** The parts of a container whose directory has passed every limit. Nothing is unpacked until a part is asked for. */
export interface Zip {
  /** Part names in lower case, as packages compare them. */
  has(name: string): boolean
  names: readonly string[]
  /** Unpacks one part, counting. @throws UnreadableFile when it is not what the directory says */
  read(name: string): AsyncGenerator<Buffer>
  /** All parts as they are packed, in the order of the directory, to be copied unread. */
  packed: readonly PackedPart[]
  /** Which part of everything that may hold rows was unpacked so far, 0–1. */
  readSoFar(): number
  close(): void
}

/** A part as it lies in the container. */
export interface PackedPart {
  /** As it is written there. */
  name: string
  /** Unpacked, bytes. */
  size: number
  crc32: number
  isDeflated: boolean
  /** @throws UnreadableFile when the container is cut off */
  bytes(): AsyncGenerator<Buffer>
}

function tooBig(part: string, limit: number): UnreadableFile {
  return new UnreadableFile('IOC_ZIP_TOO_BIG', 413, { part, limit })
}

function unsafe(part: string, reason: string): UnreadableFile {
  return new UnreadableFile('IOC_ZIP_UNSAFE', 422, { part: part.slice(0, 100), reason })
}

/** A container that is cut off, inconsistent or broken. */
export function damaged(reason: string, part = ''): UnreadableFile {
  return new UnreadableFile('IOC_FILE_DAMAGED', 422, { reason: reason.slice(0, 200), ...(part === '' ? {} : { part }) })
}

function checkEntry(entry: Entry, limits: ReadLimits): void {
  const { fileName: name, compressedSize: packed, uncompressedSize: size } = entry
  if (entry.isEncrypted()) throw new UnreadableFile('IOC_FILE_ENCRYPTED', 422, { part: name.slice(0, 100) })
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) throw damaged('compression method', name)
  if (((entry.externalFileAttributes >>> 16) & FILE_TYPE) === SYMLINK) throw unsafe(name, 'symlink')
  if (/\p{Cc}/u.test(name)) throw unsafe(name, 'control character')
  if (size > limits.zipEntryBytes) throw tooBig(name, limits.zipEntryBytes)
  if (size > limits.zipRatioFromBytes && size > packed * limits.zipRatio) throw tooBig(name, packed * limits.zipRatio)
}

/** Packed data that two entries share is how a few kilobytes become gigabytes. */
function checkOverlap(entries: readonly Entry[]): void {
  const ranges = entries
    .map((entry) => ({
      name: entry.fileName,
      start: entry.relativeOffsetOfLocalHeader,
      end: entry.relativeOffsetOfLocalHeader + LOCAL_HEADER_BYTES + entry.fileNameLength + entry.compressedSize,
    }))
    .sort((a, b) => a.start - b.start)
  ranges.forEach(({ name, start }, index) => {
    const before = ranges[index - 1]
    if (before !== undefined && start < before.end) throw unsafe(name, 'overlap')
  })
}

async function readDirectory(file: ZipFile, limits: ReadLimits): Promise<Map<string, Entry>> {
  if (file.entryCount > limits.zipEntries) {
    throw new UnreadableFile('IOC_ZIP_ENTRIES', 413, { entries: file.entryCount, limit: limits.zipEntries })
  }
  const entries = new Map<string, Entry>()
  let total = 0
  for await (const entry of file.eachEntry()) {
    checkEntry(entry, limits)
    total += entry.uncompressedSize
    if (total > limits.zipTotalBytes) throw tooBig(entry.fileName, limits.zipTotalBytes)
    const name = entry.fileName.toLowerCase()
    if (entries.has(name)) throw unsafe(entry.fileName, 'duplicate')
    entries.set(name, entry)
  }
  checkOverlap([...entries.values()])
  return entries
}

/** Errors of the zip library in our words; ours pass. */
function toUnreadable(error: unknown, part?: string): unknown {
  if (error instanceof UnreadableFile || !(error instanceof Error)) return error
  if (UNSAFE_NAME.test(error.message)) return unsafe(error.message.replace(/^[^:]*: */, ''), 'name')
  return error.message.includes('encrypt')
    ? new UnreadableFile('IOC_FILE_ENCRYPTED', 422)
    : damaged(error.message, part)
}

async function* readPart(file: ZipFile, entry: Entry, count: (bytes: number) => void): AsyncGenerator<Buffer> {
  const part = entry.fileName
  let size = 0
  let sum = 0
  try {
    const stream = await file.openReadStreamPromise(entry)
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > entry.uncompressedSize) throw damaged('size mismatch', part)
      sum = crc32(chunk, sum)
      count(chunk.length)
      yield chunk
    }
  } catch (error) {
    throw toUnreadable(error, part)
  }
  if (size !== entry.uncompressedSize) throw damaged('size mismatch', part)
  if (sum !== entry.crc32) throw damaged('checksum mismatch', part)
}

function toPacked(file: ZipFile, entry: Entry): PackedPart {
  return {
    name: entry.fileName,
    size: entry.uncompressedSize,
    crc32: entry.crc32,
    isDeflated: entry.compressionMethod === 8,
    async *bytes() {
      try {
        yield* (await file.openReadStreamPromise(entry, { decodeFileData: false })) as AsyncIterable<Buffer>
      } catch (error) {
        throw toUnreadable(error, entry.fileName)
      }
    },
  }
}

/**
 * Opens a zip container after checking its whole directory: number of entries, declared sizes, ratio, overlaps, names, links.
 * @throws UnreadableFile
 */
export async function openZip(path: string, limits: ReadLimits): Promise<Zip> {
  let file: ZipFile | null = null
  try {
    file = await openPromise(path, { autoClose: false, lazyEntries: true, strictFileNames: true })
    const opened = file
    const entries = await readDirectory(opened, limits)
    const texts = [...entries].filter(([name]) => name.endsWith('.xml')).map(([, entry]) => entry.uncompressedSize)
    const all = texts.reduce((sum, size) => sum + size, 0)
    // A sheet is unpacked twice, for its merged ranges and for its rows: what counts is the latest reading of each part.
    const unpacked = new Map<string, number>()
    return {
      names: [...entries.keys()],
      has: (name) => entries.has(name.toLowerCase()),
      read: (name) => {
        const entry = entries.get(name.toLowerCase())
        if (entry === undefined) throw damaged('missing part', name)
        unpacked.set(entry.fileName, 0)
        return readPart(opened, entry, (bytes) => {
          unpacked.set(entry.fileName, (unpacked.get(entry.fileName) ?? 0) + bytes)
        })
      },
      packed: [...entries.values()].map((entry) => toPacked(opened, entry)),
      readSoFar: () => (all === 0 ? 0 : [...unpacked.values()].reduce((sum, size) => sum + size, 0) / all),
      close: () => opened.close(),
    }
  } catch (error) {
    file?.close()
    throw toUnreadable(error)
  }
}
