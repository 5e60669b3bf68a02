import type { ReadLimits } from '../read/limits.ts'
import { UnreadableFile } from '../read/raw.ts'
import { toEncoding } from '../read/text-source.ts'
import type { Zip } from '../read/zip.ts'
import { MarkupCutter } from './markup.ts'

/** What comes in the place of one tag or text. */
export type Rewrite = (token: string) => string

const PIECE_CHARS = 64 * 1024

/**
 * Writes one XML part anew, token by token, in the encoding in which it was; what the rewriter gives back unchanged stays the
 * same to the byte. Memory does not grow with the part.
 *
 * @throws UnreadableFile
 */
export async function* rewritten(
  chunks: AsyncIterable<Buffer>,
  part: string,
  limits: ReadLimits,
  rewrite: Rewrite,
): AsyncGenerator<Buffer> {
  const cutter = new MarkupCutter(part, limits.xmlTokenBytes)
  let decoder: TextDecoder | null = null
  let encode = (text: string): Buffer => Buffer.from(text)
  let pieces = ''
  const onToken = (token: string) => {
    pieces += rewrite(token)
  }
  for await (const chunk of chunks) {
    if (decoder === null) {
      const { name } = toEncoding(chunk)
      decoder = new TextDecoder(name, { ignoreBOM: true })
      if (name !== 'utf-8') encode = (text) => toUtf16(text, name === 'utf-16be')
    }
    cutter.push(decoder.decode(chunk, { stream: true }), onToken)
    if (pieces.length < PIECE_CHARS) continue
    yield encode(pieces)
    pieces = ''
  }
  cutter.push(decoder?.decode() ?? '', onToken)
  cutter.end(onToken)
  if (pieces !== '') yield encode(pieces)
}

function toUtf16(text: string, isBigEndian: boolean): Buffer {
  const bytes = Buffer.from(text, 'utf16le')
  return isBigEndian ? bytes.swap16() : bytes
}

/** Looks at the tokens of a part, to its end or until enough is known. @throws UnreadableFile */
export async function surveyed(
  zip: Zip,
  part: string,
  limits: ReadLimits,
  look: (token: string) => void,
  isEnough: () => boolean = () => false,
): Promise<void> {
  const chunks = async function* () {
    for await (const chunk of zip.read(part)) {
      yield chunk
      if (isEnough()) return
    }
  }
  const rewrite = (token: string) => {
    look(token)
    return ''
  }
  for await (const _ of rewritten(chunks(), part, limits, rewrite));
}

/** Parts that are held whole are lists of the container's parts, which are few. */
const LIST_CHARS = 8 * 1024 * 1024

/** A short part as text. @throws UnreadableFile IOC_XLSX_TOO_BIG */
export async function textOf(zip: Zip, part: string): Promise<string> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const chunk of zip.read(part)) {
    size += chunk.length
    if (size > LIST_CHARS) throw new UnreadableFile('IOC_XLSX_TOO_BIG', 413, { part, limit: LIST_CHARS })
    pieces.push(chunk)
  }
  const bytes = Buffer.concat(pieces)
  const { name, markBytes } = toEncoding(bytes)
  return new TextDecoder(name).decode(bytes.subarray(markBytes))
}
