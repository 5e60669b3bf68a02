import type { FileHandle } from 'node:fs/promises'
import type { UnreadableFile } from './raw.ts'
import { damaged } from './zip.ts'

/** Sector numbers from here on are marks: free, end of chain, table. */
const LAST_SECTOR = 0xfffffff9
const ENTRY_BYTES = 128
const HEADER_BYTES = 512
const HEADER_TABLES = 109
const MINI_SECTOR_BYTES = 64
/** Streams shorter than this lie in the root's own stream; what the header says of it is not asked. */
const MINI_BELOW = 4_096
/** Most Office files have a handful; those with macros a few hundred. */
const MAX_ENTRIES = 8_192
const READ_BYTES = 256 * 1024

/** The first bytes of every OLE container: old Office files, and new ones under a password. */
export const OLE_MAGIC = Buffer.from('d0cf11e0a1b11ae1', 'hex')

/** A stream or storage of the container's root. */
interface OleEntry {
  start: number
  size: number
  stream: boolean
}

/** An OLE container: names of its root in capitals, and its streams from any place on. */
export interface Ole {
  has(name: string): boolean
  isStream(name: string): boolean
  /** @throws UnreadableFile when the chain of sectors breaks, leaves the file or goes in a circle */
  read(name: string, from?: number): AsyncGenerator<Buffer>
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}

function broken(reason: string): UnreadableFile {
  return damaged(reason, 'OLE')
}

/** The sectors of a file and the table that chains them. */
class Sectors {
  readonly handle: FileHandle
  readonly bytes: number
  readonly count: number
  table: Uint32Array = new Uint32Array()

  constructor(handle: FileHandle, bytes: number, fileBytes: number) {
    this.handle = handle
    this.bytes = bytes
    this.count = Math.max(0, Math.ceil(fileBytes / bytes) - 1)
  }

  async read(sector: number, sectors = 1): Promise<Buffer> {
    if (sector >= this.count) throw broken('sector outside the file')
    return readAt(this.handle, (sector + 1) * this.bytes, sectors * this.bytes)
  }

  /** The sectors of one chain in order, at most so many. */
  chain(start: number, most: number): number[] {
    const sectors: number[] = []
    for (let sector = start; sector <= LAST_SECTOR && sectors.length < most; sector = this.table[sector] ?? 0) {
      if (sector >= this.count) throw broken('sector outside the file')
      if (sectors.length > this.count) throw broken('sectors in a circle')
      sectors.push(sector)
    }
    return sectors
  }

  /** Reads the table of chains; no more of it than the file has sectors, however often its list names it. */
  async readTable(header: Buffer): Promise<void> {
    const perSector = this.bytes / 4
    const needed = Math.ceil(this.count / perSector)
    const places: number[] = []
    for (let at = 0; at < HEADER_TABLES; at += 1) places.push(header.readUInt32LE(76 + at * 4))
    let next = header.readUInt32LE(68)
    for (let seen = 0; next <= LAST_SECTOR && places.length < needed; seen += 1) {
      if (seen > this.count) throw broken('sectors in a circle')
      const list = await this.read(next)
      if (list.length < this.bytes) throw broken('cut off')
      for (let at = 0; at < perSector - 1; at += 1) places.push(list.readUInt32LE(at * 4))
      next = list.readUInt32LE(this.bytes - 4)
    }
    const table = new Uint32Array(needed * perSector).fill(0xffffffff)
    for (const [at, place] of places.slice(0, needed).entries()) {
      if (place > LAST_SECTOR) continue
      const sector = await this.read(place)
      for (let entry = 0; entry * 4 + 4 <= sector.length; entry += 1) {
        table[at * perSector + entry] = sector.readUInt32LE(entry * 4)
      }
    }
    this.table = table
  }
}

interface DirectoryEntry extends OleEntry {
  name: string
  left: number
  right: number
  child: number
}

async function readDirectory(sectors: Sectors, start: number): Promise<DirectoryEntry[]> {
  const entries: DirectoryEntry[] = []
  for (const sector of sectors.chain(start, (MAX_ENTRIES * ENTRY_BYTES) / sectors.bytes)) {
    const bytes = await sectors.read(sector)
    for (let at = 0; at + ENTRY_BYTES <= bytes.length; at += ENTRY_BYTES) {
      const nameBytes = Math.min(64, bytes.readUInt16LE(at + 64))
      entries.push({
        name: bytes.toString('utf16le', at, at + Math.max(0, nameBytes - 2)).toUpperCase(),
        stream: bytes[at + 66] === 2,
        left: bytes.readUInt32LE(at + 68),
        right: bytes.readUInt32LE(at + 72),
        child: bytes.readUInt32LE(at + 76),
        start: bytes.readUInt32LE(at + 116),
        size: bytes.readUInt32LE(at + 120),
      })
    }
  }
  return entries
}

/** What lies directly in the root: a workbook inside a letter is no workbook. */
function rootOf(entries: readonly DirectoryEntry[]): Map<string, OleEntry> {
  const found = new Map<string, OleEntry>()
  const seen = new Set<number>()
  const waiting = [entries[0]?.child ?? LAST_SECTOR]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const entry = entries[id]
    if (entry === undefined || id === 0 || seen.has(id)) continue
    seen.add(id)
    if (entry.name !== '' && !found.has(entry.name)) found.set(entry.name, entry)
    waiting.push(entry.left, entry.right)
  }
  return found
}

/** Neighbouring sectors together, so that a large stream is read in large pieces. */
async function* readChain(sectors: Sectors, start: number, size: number, from: number): AsyncGenerator<Buffer> {
  const chain = sectors.chain(start, Math.ceil(size / sectors.bytes))
  let at = Math.floor(from / sectors.bytes)
  let skip = from - at * sectors.bytes
  while (at < chain.length) {
    const first = chain[at] ?? 0
    let run = 1
    while (run * sectors.bytes < READ_BYTES && chain[at + run] === first + run) run += 1
    const bytes = await sectors.read(first, run)
    yield bytes.subarray(skip, Math.min(bytes.length, size - at * sectors.bytes))
    skip = 0
    at += run
  }
  if (chain.length * sectors.bytes < size) throw broken('cut off')
}

/** A short stream, put together from pieces of 64 bytes in the root's own stream. */
async function* readMini(
  sectors: Sectors,
  root: OleEntry,
  table: Uint32Array,
  { start, size }: OleEntry,
): AsyncGenerator<Buffer> {
  const homes = sectors.chain(root.start, sectors.count)
  const perSector = sectors.bytes / MINI_SECTOR_BYTES
  const pieces: Buffer[] = []
  let mini = start
  for (let left = size; left > 0; left -= MINI_SECTOR_BYTES) {
    const home = homes[Math.floor(mini / perSector)]
    if (mini > LAST_SECTOR || home === undefined) throw broken('cut off')
    const at = (mini % perSector) * MINI_SECTOR_BYTES
    pieces.push((await sectors.read(home)).subarray(at, at + Math.min(left, MINI_SECTOR_BYTES)))
    mini = table[mini] ?? LAST_SECTOR + 1
  }
  yield Buffer.concat(pieces)
}

async function readMiniTable(sectors: Sectors, start: number): Promise<Uint32Array> {
  const bytes: Buffer[] = []
  for (const sector of sectors.chain(start, sectors.count)) bytes.push(await sectors.read(sector))
  const all = Buffer.concat(bytes)
  return Uint32Array.from({ length: Math.floor(all.length / 4) }, (_, at) => all.readUInt32LE(at * 4))
}

/** Opens the container. Everything that chains is bounded by the number of sectors that the file really has. @throws UnreadableFile */
export async function openOle(handle: FileHandle): Promise<Ole> {
  const header = await readAt(handle, 0, HEADER_BYTES)
  const shift = header.length < HEADER_BYTES ? 0 : header.readUInt16LE(30)
  if (shift !== 9 && shift !== 12) throw broken('header')
  const sectors = new Sectors(handle, 2 ** shift, (await handle.stat()).size)
  await sectors.readTable(header)
  const entries = await readDirectory(sectors, header.readUInt32LE(48))
  const root = rootOf(entries)
  let mini: Uint32Array | null = null
  return {
    has: (name) => root.has(name),
    isStream: (name) => root.get(name)?.stream === true,
    async *read(name, from = 0) {
      const entry = root.get(name)
      if (entry === undefined) throw broken(`no ${name}`)
      if (entry.size >= MINI_BELOW) {
        yield* readChain(sectors, entry.start, entry.size, from)
        return
      }
      mini ??= await readMiniTable(sectors, header.readUInt32LE(60))
      for await (const bytes of readMini(sectors, entries[0] ?? entry, mini, entry)) yield bytes.subarray(from)
    },
  }
}
