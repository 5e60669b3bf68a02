import type { FileHandle } from 'node:fs/promises'
import type { Question } from '../../../shared/batch.ts'
import { readText } from './decoded-text.ts'
import type { OldEncoding, TextEncoding } from './encoding.ts'
import { chooseEncoding, ENCODING, type SaidOfBytes } from './encoding-choice.ts'
import { GridRows, toBudget } from './grid-rows.ts'
import { toTabbedLines } from './html-lines.ts'
import { HtmlSheet } from './html-table.ts'
import { HtmlTokens } from './html-tokens.ts'
import type { ReadLimits } from './limits.ts'
import { type RawFile, type RawRow, UnreadableFile } from './raw.ts'

/** A web page that can be read, or about whose encoding somebody has to say something first. */
export interface OpenedHtml {
  kind: 'html'
  file: RawFile
  encoding?: string
  asks?: Question[]
  used?: string[]
}

/** Where a page says how it is encoded, it says it here. */
const HEAD_BYTES = 8 * 1024
const CHARSET =
  /<meta\b[^>]{0,300}?charset\s*=\s*["']?\s*([\w-]{1,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w-]{1,40})/i

/** Old encodings by the names that pages give them. */
const DECLARED = new Map<string, OldEncoding>([
  ['windows-1258', 'windows-1258'],
  ['cp1258', 'windows-1258'],
  ['x-cp1258', 'windows-1258'],
  ['x-viet-tcvn', 'tcvn3'],
  ['x-viet-tcvn5712', 'tcvn3'],
  ['tcvn', 'tcvn3'],
  ['tcvn-5712', 'tcvn3'],
  ['x-viet-vni', 'vni'],
])

/** What the page says of its own encoding, where that is an old one; Unicode is known by its bytes. */
async function readDeclared(handle: FileHandle): Promise<OldEncoding | undefined> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
  const match = CHARSET.exec(buffer.toString('latin1', 0, bytesRead))
  return DECLARED.get((match?.[1] ?? match?.[2] ?? '').toLowerCase())
}

async function* readRows(
  handle: FileHandle,
  encoding: TextEncoding,
  sheet: HtmlSheet,
  limits: ReadLimits,
): AsyncGenerator<RawRow[]> {
  const tokens = new HtmlTokens(sheet, limits)
  for await (const text of readText(handle, encoding)) {
    tokens.push(text, false)
    yield sheet.grid.rows
    sheet.grid.rows = []
  }
  tokens.push('', true)
  sheet.end()
  yield sheet.grid.rows
}

async function* after(head: RawRow[], rest: AsyncIterable<RawRow[]>): AsyncGenerator<RawRow[]> {
  yield head
  for await (const rows of rest) if (rows.length > 0) yield rows
}

async function* readSheet(handle: FileHandle, encoding: TextEncoding, limits: ReadLimits): RawFile {
  const sheet = new HtmlSheet(new GridRows('', limits, toBudget(limits, 1)), limits)
  const rows = readRows(handle, encoding, sheet, limits)
  try {
    const head: RawRow[] = []
    let step = await rows.next()
    for (; !step.done; step = await rows.next()) {
      head.push(...step.value)
      if (sheet.rowNo > limits.headRows) break
    }
    if (!sheet.hasCells) throw new UnreadableFile('IOC_FILE_HTML', 415)
    yield {
      name: '',
      index: 0,
      hidden: false,
      merges: sheet.merges,
      ...(encoding.name === 'tcvn3' && { capitalsLost: true }),
      rows: after(head, rows),
      get hiddenRows() {
        return sheet.hiddenRows
      },
    }
  } finally {
    await rows.return(undefined)
    await handle.close()
  }
}

async function* nothing(): RawFile {}

/** Opens a web page with tables, under whatever name: the usual export of older portals. */
export async function openHtml(handle: FileHandle, limits: ReadLimits, said: SaidOfBytes): Promise<OpenedHtml> {
  const declared = await readDeclared(handle)
  const answers = declared === undefined ? said.answers : { [ENCODING]: declared, ...said.answers }
  const choice = await chooseEncoding(handle, { ...said, answers }, toTabbedLines)
  if ('asks' in choice) {
    await handle.close()
    return { kind: 'html', file: nothing(), asks: choice.asks }
  }
  const { encoding, used } = choice
  return { kind: 'html', file: readSheet(handle, encoding, limits), encoding: encoding.name, used }
}
