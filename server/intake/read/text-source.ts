import type { FileHandle } from 'node:fs/promises'
import { UnreadableFile } from './raw.ts'

const CHUNK_BYTES = 256 * 1024

/** How text is encoded, told by its byte order mark; without one it must be UTF-8. */
export interface TextEncoding {
  name: 'utf-8' | 'utf-16le' | 'utf-16be'
  markBytes: number
}

/** Reads the byte order mark. */
export function toEncoding(head: Uint8Array): TextEncoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { name: 'utf-8', markBytes: 3 }
  if (head[0] === 0xff && head[1] === 0xfe) return { name: 'utf-16le', markBytes: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { name: 'utf-16be', markBytes: 2 }
  return { name: 'utf-8', markBytes: 0 }
}

/** The file from `start` on, in fresh buffers that the reader may keep. */
export async function* readChunks(handle: FileHandle, start = 0): AsyncGenerator<Buffer> {
  let position = start
  for (;;) {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES)
    const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES, position)
    if (bytesRead === 0) return
    position += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}

/**
 * The file's text as UTF-8 bytes without byte order mark. UTF-8 passes unchanged and unchecked; the reader checks it where it
 * knows the row.
 * @throws UnreadableFile `IOC_TEXT_NOT_UTF16` near a broken surrogate pair or an odd last byte
 */
export async function* readUtf8(handle: FileHandle, encoding: TextEncoding): AsyncGenerator<Buffer> {
  if (encoding.name === 'utf-8') {
    yield* readChunks(handle, encoding.markBytes)
    return
  }
  const decoder = new TextDecoder(encoding.name, { fatal: true, ignoreBOM: true })
  let byte = encoding.markBytes
  for await (const chunk of readChunks(handle, encoding.markBytes)) {
    yield Buffer.from(decode(decoder, chunk, byte))
    byte += chunk.length
  }
  yield Buffer.from(decode(decoder, null, byte))
}

function decode(decoder: TextDecoder, chunk: Buffer | null, byte: number): string {
  try {
    return chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true })
  } catch {
    throw new UnreadableFile('IOC_TEXT_NOT_UTF16', 422, { byte })
  }
}
