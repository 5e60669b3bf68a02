import type { FileHandle } from 'node:fs/promises'
import { identifyOle, OLE_MAGIC } from './ole.ts'
import { UnreadableFile } from './raw.ts'
import { toEncoding } from './text-source.ts'

const HEAD_BYTES = 64 * 1024

/** First bytes of files that officers upload by mistake, and what to call them. */
const BINARY: readonly (readonly [found: string, magic: string])[] = [
  ['PDF', '255044462d'],
  ['JPEG', 'ffd8ff'],
  ['PNG', '89504e47'],
  ['GIF', '47494638'],
  ['ELF', '7f454c46'],
  ['GZIP', '1f8b08'],
  ['7Z', '377abcaf271c'],
  ['RAR', '526172211a07'],
  ['ZSTD', '28b52ffd'],
]

/** Excel 2–4 without a container. */
const OLD_BIFF = ['09000400', '09000600', '09020600', '09040600']

const HTML = /^<(?:!doctype html|html|head|meta|style|body|table|div)\b|^mime-version:/i
const OFFICE_2003_XML = /^<\?xml[\s\S]*urn:schemas-microsoft-com:office:spreadsheet/i
const JSON_START = /^(?:\{\s*["}]|\[\s*(?:[[\]{"\d-]|(?:true|false|null)\b))/

/** What the first bytes promise. The readers look closer. */
export type Container = 'zip' | 'text' | 'json'

function refuseMagic(head: Buffer): void {
  const found = BINARY.find(([, magic]) => head.subarray(0, magic.length / 2).toString('hex') === magic)?.[0]
  if (found) throw new UnreadableFile('IOC_FILE_BINARY', 415, { found })
  const start = head.subarray(0, 4).toString('latin1')
  if (OLD_BIFF.includes(head.toString('hex', 0, 4)))
    throw new UnreadableFile('IOC_FILE_OLD_EXCEL', 415, { found: 'XLS' })
  if (start.startsWith('MZ') && head.includes(0)) throw new UnreadableFile('IOC_FILE_BINARY', 415, { found: 'EXE' })
}

async function refuseOle(handle: FileHandle): Promise<never> {
  const found = await identifyOle(handle)
  if (found === 'encrypted') throw new UnreadableFile('IOC_FILE_ENCRYPTED', 422)
  if (found === 'xls') throw new UnreadableFile('IOC_FILE_OLD_EXCEL', 415, { found: 'XLS' })
  throw new UnreadableFile('IOC_FILE_BINARY', 415, { found: 'OLE' })
}

/** UTF-16 without its mark shows as text in which every other byte is NUL; any other NUL is no text. */
function refuseNul(head: Buffer): void {
  const first = head.indexOf(0)
  if (first === -1) return
  const even = head.filter((byte, at) => byte === 0 && at % 2 === 0).length
  const odd = head.filter((byte, at) => byte === 0 && at % 2 === 1).length
  const most = Math.max(even, odd)
  if (most > head.length / 8 && most > 20 * Math.min(even, odd)) {
    throw new UnreadableFile('IOC_TEXT_ENCODING', 422, { suspected: odd > even ? 'UTF-16LE' : 'UTF-16BE' })
  }
  throw new UnreadableFile('IOC_TEXT_NUL', 422, { byte: first })
}

/**
 * Says by its content, never by its name, how a file is to be opened.
 * @throws UnreadableFile for everything that is no table of ours, with the reason in words an officer can act on
 */
export async function detectContainer(handle: FileHandle): Promise<Container> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
  const head = buffer.subarray(0, bytesRead)
  if (head.length === 0) throw new UnreadableFile('IOC_FILE_EMPTY', 422)
  const start = head.subarray(0, 4).toString('latin1')
  if (start === 'PK\u0003\u0004' || start === 'PK\u0005\u0006') return 'zip'
  if (head.subarray(0, 8).equals(OLE_MAGIC)) await refuseOle(handle)
  refuseMagic(head)
  const { name, markBytes } = toEncoding(head)
  if (name === 'utf-8') refuseNul(head)
  const text = new TextDecoder(name).decode(head.subarray(markBytes)).trimStart()
  if (text === '') throw new UnreadableFile('IOC_FILE_EMPTY', 422)
  if (OFFICE_2003_XML.test(text)) throw new UnreadableFile('IOC_FILE_OLD_EXCEL', 415, { found: 'XML 2003' })
  if (HTML.test(text)) throw new UnreadableFile('IOC_FILE_HTML', 415)
  if (/^<(\?xml|svg|!doctype)/i.test(text)) throw new UnreadableFile('IOC_FILE_NOT_TABLE', 415, { found: 'XML' })
  return JSON_START.test(text) ? 'json' : 'text'
}
