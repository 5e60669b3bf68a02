import { MASK, maskCell } from '../personal.ts'
import { isPersonalHeader } from '../words.ts'
import { showBytes } from './byte-text.ts'
import { detectDelimiter } from './delimiter.ts'
import { type EncodingName, isOldEncoding, OLD_ENCODINGS } from './encoding.ts'

const LINES = 5
/** Lines searched for the headers of personal columns, which are never shown. */
const HEADER_LINES = 40
const MAX_LINE = 160
const NOT_ASCII = /[\u0080-\uffff]/

function show(bytes: Uint8Array, name: EncodingName): string {
  return isOldEncoding(name) ? showBytes(bytes, OLD_ENCODINGS[name].table) : new TextDecoder(name).decode(bytes)
}

/** Back to the bytes, so that the other half of the pair of UTF-16 can be shown without what was masked. */
function swapped(text: string): string {
  return Buffer.from(text, 'utf16le').swap16().toString('utf16le').toWellFormed()
}

/**
 * How the first lines of a text read under each encoding, one list of lines for each name. Only cells that tell something are
 * shown: plain letters, digits and codes read the same everywhere. Personal columns and values are masked as the likeliest
 * encoding, `names[0]`, reads them, since they cannot be recognised in any other.
 */
export function previewsOf(sample: Uint8Array, names: readonly [EncodingName, ...EncodingName[]]): string[][] {
  const [likely] = names
  const old = isOldEncoding(likely)
  const delimiter = detectDelimiter(show(sample.subarray(0, 64 * 1024), likely))
  const lines = splitBytes(Buffer.from(sample), old ? '\n' : null, likely)
    .slice(0, 2_000)
    .map((line) => splitBytes(line, old ? delimiter : null, likely, delimiter))
  const read = (cell: Uint8Array) => unquote(show(cell, likely))
  const personal = new Set<number>()
  for (const cells of lines.slice(0, HEADER_LINES))
    cells.forEach((cell, at) => {
      if (isPersonalHeader(read(cell))) personal.add(at)
    })
  const telling = lines
    .map((cells) => cells.map((cell, at) => ({ cell, said: sayable(read(cell), personal.has(at)) })))
    .filter((cells) => cells.some(({ said }) => said !== null))
    .slice(0, LINES)
  return names.map((name) =>
    telling.map((cells) =>
      cells
        .map(({ cell, said }) => {
          if (said === null) return '…'
          if (name === likely || said === MASK) return said
          return old ? maskCell(unquote(show(cell, name))) : swapped(said)
        })
        .join(' | ')
        .slice(0, MAX_LINE),
    ),
  )
}

/** What may be shown of a cell; null where it tells nothing. */
function sayable(text: string, personal: boolean): string | null {
  if (!NOT_ASCII.test(text)) return null
  return personal && !isPersonalHeader(text) ? MASK : maskCell(text)
}

function unquote(text: string): string {
  return text.trim().replace(/^"|"$/g, '').replaceAll('""', '"')
}

/** Cuts bytes at one sign; those of UTF-16 at its two bytes. */
function splitBytes(bytes: Buffer, sign: string | null, name: EncodingName, wide = '\n'): Buffer[] {
  const mark = Buffer.from(sign ?? wide, sign === null ? 'utf16le' : 'latin1')
  if (sign === null && name === 'utf-16be') mark.swap16()
  const parts: Buffer[] = []
  let from = 0
  for (let at = bytes.indexOf(mark); at !== -1; at = bytes.indexOf(mark, at + 1)) {
    if (sign === null && at % 2 !== from % 2) continue
    parts.push(bytes.subarray(from, at))
    from = at + mark.length
  }
  parts.push(bytes.subarray(from))
  return parts
}
