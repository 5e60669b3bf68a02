import { isUtf8 } from 'node:buffer'
import type { FileHandle } from 'node:fs/promises'
import type { TextEncoding } from './encoding.ts'
import { UnreadableFile } from './raw.ts'
import { readUtf8 } from './text-source.ts'
import { firstInvalidByte } from './utf8.ts'

/** How many bytes at the end belong to a letter that goes on in the next piece. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0
  }
  return 0
}

/**
 * A file's text in pieces, in whatever encoding it is.
 * @throws UnreadableFile naming the byte, never a replaced character
 */
export async function* readText(handle: FileHandle, encoding: TextEncoding): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0)
  let offset = encoding.markBytes
  for await (const chunk of readUtf8(handle, encoding)) {
    const all = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    const end = all.length - unfinished(all)
    const whole = all.subarray(0, end)
    if (!isUtf8(whole)) throw new UnreadableFile('IOC_TEXT_NOT_UTF8', 422, { byte: offset + firstInvalidByte(whole) })
    yield whole.toString('utf8')
    rest = all.subarray(end)
    offset += end
  }
  if (rest.length > 0) throw new UnreadableFile('IOC_TEXT_NOT_UTF8', 422, { byte: offset })
}
