import type { FileHandle } from 'node:fs/promises'
import { createByteDecoder } from './byte-text.ts'
import { isOldEncoding, labelOf, OLD_ENCODINGS, readMark, type TextEncoding, type Unicode } from './encoding.ts'
import { UnreadableFile } from './raw.ts'
import { createUtf16Decoder } from './utf16.ts'

const CHUNK_BYTES = 256 * 1024

/** Reads the byte order mark; a text without one is taken for UTF-8. */
export function toEncoding(head: Uint8Array): TextEncoding & { name: Unicode } {
  return readMark(head) ?? { name: 'utf-8', markBytes: 0 }
}

/** How far each file has been read, bytes. */
const positions = new WeakMap<FileHandle, number>()

/** How far a file has been read, bytes: so that somebody who waits hears how long it still takes. */
export function positionOf(handle: FileHandle): number {
  return positions.get(handle) ?? 0
}

/** The file from `start` on, in fresh buffers that the reader may keep. */
export async function* readChunks(handle: FileHandle, start = 0): AsyncGenerator<Buffer> {
  let position = start
  for (;;) {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES)
    const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES, position)
    if (bytesRead === 0) return
    position += bytesRead
    positions.set(handle, position)
    yield buffer.subarray(0, bytesRead)
  }
}

/**
 * The file's text as UTF-8 bytes without byte order mark. UTF-8 passes unchanged and unchecked; the reader checks it where it
 * knows the row. Other encodings are checked here: what stands before a bad byte still comes, then the error. Letters and their
 * tones may come apart (Windows-1258): whoever cuts the text into cells composes them.
 *
 * @throws UnreadableFile `IOC_TEXT_NOT_UTF16`, `IOC_TEXT_BAD_BYTE` with `byte`, from the beginning of the file
 */
export async function* readUtf8(handle: FileHandle, { name, markBytes }: TextEncoding): AsyncGenerator<Buffer> {
  if (name === 'utf-8') {
    yield* readChunks(handle, markBytes)
    return
  }
  const decode = isOldEncoding(name) ? createByteDecoder(OLD_ENCODINGS[name].table) : createUtf16Decoder(name)
  const bad = (byte: number) =>
    isOldEncoding(name)
      ? new UnreadableFile('IOC_TEXT_BAD_BYTE', 422, { byte, encoding: labelOf(name) })
      : new UnreadableFile('IOC_TEXT_NOT_UTF16', 422, { byte })
  for await (const chunk of readChunks(handle, markBytes)) {
    const { utf8, badByte } = decode(chunk, false)
    if (utf8.length > 0) yield utf8
    if (badByte !== -1) throw bad(markBytes + badByte)
  }
  const { utf8, badByte } = decode(Buffer.alloc(0), true)
  if (utf8.length > 0) yield utf8
  if (badByte !== -1) throw bad(markBytes + badByte)
}
