import { toBudget } from './grid-rows.ts'
import type { ReadLimits } from './limits.ts'
import { OdsContent } from './ods-content.ts'
import { type RawFile, UnreadableFile } from './raw.ts'
import { type SheetPiece, toSheets } from './sheets-in-order.ts'
import { readXml, walkXml } from './xml.ts'
import type { Zip } from './zip.ts'

const CONTENT = 'content.xml'
const MANIFEST = 'meta-inf/manifest.xml'
const SPREADSHEET = 'application/vnd.oasis.opendocument.spreadsheet'

/** What a container says of itself in its first part; `''` when it says nothing. */
async function readMimeType(zip: Zip): Promise<string> {
  if (!zip.has('mimetype')) return ''
  for await (const chunk of zip.read('mimetype')) return chunk.toString('latin1', 0, 100).trim()
  return ''
}

/** Are its parts under a password? Their names then still show, their content does not. */
async function isEncrypted(zip: Zip, limits: ReadLimits): Promise<boolean> {
  if (zip.has('encrypted-package')) return true
  if (!zip.has(MANIFEST)) return false
  let encrypted = false
  const open = (name: string) => {
    if (name === 'encryption-data') encrypted = true
  }
  await readXml(zip.read(MANIFEST), { open }, MANIFEST, limits)
  return encrypted
}

async function* readPieces(zip: Zip, limits: ReadLimits): AsyncGenerator<SheetPiece[]> {
  const content = new OdsContent(limits, toBudget(limits, 0))
  try {
    for await (const _ of walkXml(zip.read(CONTENT), content, CONTENT, limits)) {
      yield content.pieces
      content.pieces = []
    }
    if (!content.found) throw new UnreadableFile('IOC_FILE_NOT_WORKBOOK', 422)
    yield content.pieces
  } finally {
    zip.close()
  }
}

/**
 * Opens a container as an OpenDocument spreadsheet; null when it is no OpenDocument. Closes it when its sheets are read or abandoned.
 *
 * @throws UnreadableFile for those under a password or with macros, and for letters and drawings
 */
export async function openOds(zip: Zip, limits: ReadLimits): Promise<RawFile | null> {
  if (!zip.has(CONTENT) && !zip.has('encrypted-package')) return null
  const type = await readMimeType(zip)
  if (type !== '' && !type.startsWith(SPREADSHEET)) {
    throw new UnreadableFile('IOC_FILE_NOT_TABLE', 415, { found: type.slice(-40) })
  }
  if (await isEncrypted(zip, limits)) throw new UnreadableFile('IOC_FILE_ENCRYPTED', 422)
  if (zip.names.some((name) => /^(basic|scripts)\/./.test(name))) throw new UnreadableFile('IOC_FILE_MACROS', 415)
  return toSheets(readPieces(zip, limits), limits.headRows)
}
