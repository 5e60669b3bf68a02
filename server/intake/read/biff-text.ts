import type { RawCell } from './raw.ts'
import { damaged } from './zip.ts'

const WIDE = 0x01
const READINGS = 0x04
const RUNS = 0x08

function cutOff(): Error {
  return damaged('text cut off', 'Workbook')
}

/** A text as a cell: composed, without the zero bytes with which some programs fill up. What is no text is broken. */
export function toTextCell(text: string): RawCell {
  const plain = text.endsWith('\0') ? text.slice(0, text.search(/\0*$/)) : text
  return plain.includes('\0') || !plain.isWellFormed() ? { broken: 'text' } : plain.normalize('NFC')
}

/** Characters as BIFF8 stores them: two bytes each, or one where all are below 256. */
function toText(bytes: Buffer, wide: boolean): string {
  return bytes.toString(wide ? 'utf16le' : 'latin1')
}

/**
 * A short text that lies in one record as a whole.
 * @param countBytes - how its number of characters is written
 */
export function readShortText(data: Buffer, at: number, countBytes: 1 | 2): string {
  if (at + countBytes + 1 > data.length) throw cutOff()
  const chars = data.readUIntLE(at, countBytes)
  const wide = ((data[at + countBytes] ?? 0) & WIDE) !== 0
  const start = at + countBytes + 1
  const end = start + chars * (wide ? 2 : 1)
  if (end > data.length) throw cutOff()
  return toText(data.subarray(start, end), wide)
}

/**
 * Texts that follow one another through a record and its continuations. Where a record ends inside the characters of a text,
 * the next begins with a byte that says anew how wide they are.
 */
export class LongTexts {
  readonly #take: (text: string) => void
  #head: Buffer = Buffer.alloc(0)
  #left = 0
  #wide = false
  #pieces: string[] = []
  /** Bytes of formatting behind the characters. */
  #skip = 0
  #open = false

  constructor(take: (text: string) => void) {
    this.#take = take
  }

  /** @param continued - whether these are the bytes of a continuation @throws UnreadableFile */
  push(segment: Buffer, continued: boolean): void {
    let at = 0
    if (continued && this.#open && this.#left > 0) {
      this.#wide = ((segment[0] ?? 0) & WIDE) !== 0
      at = 1
    }
    while (at < segment.length) {
      if (!this.#open) at = this.#begin(segment, at)
      if (this.#open) at = this.#go(segment, at)
    }
  }

  /** @throws UnreadableFile when a text is not complete */
  finish(): void {
    if (this.#open || this.#head.length > 0) throw cutOff()
  }

  /** The head of a text: number of characters, flags, and the sizes of what follows them. It may be cut in two as well. */
  #begin(segment: Buffer, at: number): number {
    const known = this.#head.length
    const head = known > 0 ? Buffer.concat([this.#head, segment.subarray(at, at + 9)]) : segment.subarray(at, at + 9)
    const flags = head[2] ?? 0
    const length = 3 + (flags & RUNS ? 2 : 0) + (flags & READINGS ? 4 : 0)
    if (head.length < 3 || head.length < length) {
      this.#head = Buffer.from(head)
      return segment.length
    }
    const runs = flags & RUNS ? head.readUInt16LE(3) : 0
    const readings = flags & READINGS ? head.readUInt32LE(length - 4) : 0
    this.#head = Buffer.alloc(0)
    this.#left = head.readUInt16LE(0)
    this.#wide = (flags & WIDE) !== 0
    this.#pieces = []
    this.#skip = runs * 4 + readings
    this.#open = true
    return at + length - known
  }

  #go(segment: Buffer, from: number): number {
    let at = from
    if (this.#left > 0) {
      const width = this.#wide ? 2 : 1
      const chars = Math.min(this.#left, Math.floor((segment.length - at) / width))
      if (chars === 0 && at < segment.length) throw cutOff()
      this.#pieces.push(toText(segment.subarray(at, at + chars * width), this.#wide))
      at += chars * width
      this.#left -= chars
      if (this.#left > 0) {
        if (at < segment.length) throw cutOff()
        return at
      }
    }
    const skipped = Math.min(this.#skip, segment.length - at)
    this.#skip -= skipped
    at += skipped
    if (this.#skip === 0) this.#end()
    return at
  }

  #end(): void {
    this.#open = false
    const [first = '', ...others] = this.#pieces
    this.#take(others.length === 0 ? first : first + others.join(''))
  }
}
