import type { FileHandle } from 'node:fs/promises'

const FREE = 0xfffffff0
const MAX_SECTORS = 64
const ENTRY_BYTES = 128
const HEADER_SECTORS = 109

/** The first bytes of every OLE container: old Office files, and new ones under a password. */
export const OLE_MAGIC = Buffer.from('d0cf11e0a1b11ae1', 'hex')

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}

function namesOf(sector: Buffer): string[] {
  const names: string[] = []
  for (let at = 0; at + ENTRY_BYTES <= sector.length; at += ENTRY_BYTES) {
    const bytes = sector.readUInt16LE(at + 64)
    if (bytes > 2 && bytes <= 64) names.push(sector.toString('utf16le', at, at + bytes - 2))
  }
  return names
}

/** Names of the streams in an OLE container, from the first sectors of its directory. Broken containers give those found so far. */
async function readStreamNames(handle: FileHandle): Promise<string[]> {
  const header = await readAt(handle, 0, 512)
  if (header.length < 512) return []
  const size = header.readUInt16LE(30) === 12 ? 4096 : 512
  const names: string[] = []
  let sector = header.readUInt32LE(48)
  for (let count = 0; count < MAX_SECTORS && sector < FREE; count += 1) {
    names.push(...namesOf(await readAt(handle, (sector + 1) * size, size)))
    const table = Math.floor((sector * 4) / size)
    if (table >= HEADER_SECTORS) break
    const next = await readAt(handle, (header.readUInt32LE(76 + table * 4) + 1) * size + ((sector * 4) % size), 4)
    if (next.length < 4) break
    sector = next.readUInt32LE(0)
  }
  return names
}

/** What an OLE container is: a workbook under a password, a workbook of Excel 97–2003, or something that is no table. */
export async function identifyOle(handle: FileHandle): Promise<'encrypted' | 'xls' | 'other'> {
  const names = await readStreamNames(handle)
  if (names.includes('EncryptedPackage')) return 'encrypted'
  return names.includes('Workbook') || names.includes('Book') ? 'xls' : 'other'
}
