import type { FileHandle } from 'node:fs/promises'
import { guessUtf16, readMark, type Unicode } from './encoding.ts'
import { OLE_MAGIC } from './ole.ts'
import { UnreadableFile } from './raw.ts'

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

/** Old workbooks without a container; some programs still write the last two. */
const OLD_BIFF = ['09000400', '09000600', '09020600', '09040600', '09080800', '09081000']

/** How exports of portals and of office programs begin that are web pages under another name. */
const HTML =
  /^(?:<!--|(?:<\?xml[^>]{0,300}>\s*)?<(?:!doctype\s+html|html|head|meta|title|link|style|script|body|table|div|center|font|form|p|br|b|h[1-6]|span)\b)/i
const EXCEL_2003_XML = 'urn:schemas-microsoft-com:office:spreadsheet'
const JSON_START = /^(?:\{\s*["}]|\[\s*(?:[[\]{"\d-]|(?:true|false|null)\b))/

/** What the first bytes promise. The readers look closer. */
export type Container = 'zip' | 'ole' | 'html' | 'xml-2003' | 'text' | 'json'

function refuseMagic(head: Buffer): void {
  const found = BINARY.find(([, magic]) => head.subarray(0, magic.length / 2).toString('hex') === magic)?.[0]
  if (found) throw new UnreadableFile('IOC_FILE_BINARY', 415, { found })
  const start = head.subarray(0, 4).toString('latin1')
  if (OLD_BIFF.includes(head.toString('hex', 0, 4)))
    throw new UnreadableFile('IOC_FILE_OLD_EXCEL', 415, { found: 'XLS' })
  if (start.startsWith('MZ') && head.includes(0)) throw new UnreadableFile('IOC_FILE_BINARY', 415, { found: 'EXE' })
}

/** A NUL is no text, unless it is half a letter of UTF-16 without its mark. */
function unmarked(head: Buffer): { name: Unicode; markBytes: number } {
  const wide = guessUtf16(head)
  const first = head.indexOf(0)
  if (wide === null && first !== -1) throw new UnreadableFile('IOC_TEXT_NUL', 422, { byte: first })
  return { name: wide ?? 'utf-8', markBytes: 0 }
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
  if (head.subarray(0, 8).equals(OLE_MAGIC)) return 'ole'
  refuseMagic(head)
  const mark = readMark(head)
  if (mark?.name === 'utf-8') unmarked(head)
  const { name, markBytes } = mark ?? unmarked(head)
  const text = new TextDecoder(name).decode(head.subarray(markBytes)).trimStart()
  if (text === '') throw new UnreadableFile('IOC_FILE_EMPTY', 422)
  if (/^<(?:\?xml|(?:\w+:)?Workbook)\b/.test(text) && text.includes(EXCEL_2003_XML)) return 'xml-2003'
  if (/^mime-version:/i.test(text)) throw new UnreadableFile('IOC_FILE_MHTML', 415)
  if (HTML.test(text)) return 'html'
  if (/^<(\?xml|svg|!doctype)/i.test(text)) throw new UnreadableFile('IOC_FILE_NOT_TABLE', 415, { found: 'XML' })
  return JSON_START.test(text) ? 'json' : 'text'
}
