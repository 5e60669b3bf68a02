import { toPlace } from './cell-reference.ts'
import type { ReadLimits } from './limits.ts'
import { type RawSheet, UnreadableFile } from './raw.ts'
import type { SheetEntry } from './xlsx-workbook.ts'
import type { Zip } from './zip.ts'

const MARK = 'mergeCell'
const ELEMENT = /<(?:\w+:)?mergeCell\s[^>]{0,100}?ref\s*=\s*["']([^"':>]{1,20}):([^"':>]{1,20})["']/g
/** Longer than any element looked for, so that one cut in two by the end of a piece is found in the next. */
const OVERLAP_CHARS = 400
const MAX_MERGES = 10_000

/**
 * The merged ranges that begin in the head of a sheet. They stand behind all rows in the file but are needed before them, so the part
 * is unpacked once more and only searched, which is much faster than reading it.
 * @throws UnreadableFile
 */
export async function readMerges(
  zip: Zip,
  { part, name }: SheetEntry,
  limits: ReadLimits,
): Promise<RawSheet['merges']> {
  const merges: RawSheet['merges'] = []
  let rest = ''
  for await (const chunk of zip.read(part)) {
    const text = rest + chunk.toString('latin1')
    let done = 0
    if (text.includes(MARK)) {
      for (const match of text.matchAll(ELEMENT)) {
        done = match.index + match[0].length
        const first = toPlace(match[1] ?? '', name)
        const last = toPlace(match[2] ?? '', name)
        if (first.row > limits.headRows) continue
        merges.push({ top: first.row, left: first.column, bottom: last.row, right: last.column })
        if (merges.length > MAX_MERGES) throw new UnreadableFile('IOC_XLSX_TOO_BIG', 413, { part, limit: MAX_MERGES })
      }
    }
    rest = text.slice(Math.max(done, text.length - OVERLAP_CHARS))
  }
  return merges
}
