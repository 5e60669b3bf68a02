import { toNfc } from './nfc.ts'

/** What the bytes of an older encoding mean: each alone, and where two together make one letter. */
export interface ByteTable {
  /** Code unit of each byte; `NO_LETTER` where the encoding has none. */
  codes: Uint16Array
  /** Code unit of `first << 8 | second`, 0 where the two do not belong together; null when every letter is one byte. */
  pairs: Uint16Array | null
}

/** Stands in a table for a byte without meaning. */
export const NO_LETTER = 0xffff

/** Some text decoded, and the first byte that has no meaning, counted from the first one given to the decoder; −1 when all have. */
export interface Decoded {
  utf8: Buffer
  badByte: number
}

/**
 * Decodes a text piece by piece; a letter may lie across two pieces. Letters with separate tone marks are not composed yet.
 * A letter of UTF-8 is a bad byte too, though its bytes mean something: the text was glued from two encodings (U28).
 * After a bad byte nothing more is to be decoded.
 */
export function createByteDecoder({ codes, pairs }: ByteTable): (bytes: Uint8Array, last: boolean) => Decoded {
  let carried: Uint8Array = new Uint8Array()
  let position = 0
  return (piece, last) => {
    const bytes = carried.length === 0 ? piece : Buffer.concat([carried, piece])
    const start = position - carried.length
    position += piece.length
    carried = new Uint8Array()
    const out = Buffer.allocUnsafe(bytes.length * 3)
    let to = 0
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at] as number
      if (!last && waits(bytes, at, pairs)) {
        carried = bytes.slice(at)
        break
      }
      const joined =
        pairs === null || at + 1 === bytes.length ? 0 : (pairs[(byte << 8) | (bytes[at + 1] ?? 0)] as number)
      const code = joined === 0 ? (codes[byte] as number) : joined
      if (code === NO_LETTER || (byte === 0xe1 && isUtf8Letter(bytes, at)))
        return { utf8: out.subarray(0, to), badByte: start + at }
      if (joined !== 0) at += 1
      if (code < 0x80) out[to++] = code
      else {
        if (code < 0x800) out[to++] = 0xc0 | (code >> 6)
        else {
          out[to++] = 0xe0 | (code >> 12)
          out[to++] = 0x80 | ((code >> 6) & 0x3f)
        }
        out[to++] = 0x80 | (code & 0x3f)
      }
    }
    return { utf8: out.subarray(0, to), badByte: -1 }
  }
}

/** Does it take the next piece to say what the byte at `at` means? */
function waits(bytes: Uint8Array, at: number, pairs: Uint16Array | null): boolean {
  const left = bytes.length - at
  const byte = bytes[at] as number
  return (left < 3 && byte === 0xe1) || (left < 2 && pairs !== null && begins(pairs, byte))
}

/** The letters from Ạ to ỹ in UTF-8: `á` or `ỏ`, then a sign that stands in no word. */
function isUtf8Letter(bytes: Uint8Array, at: number): boolean {
  const [second = 0, third = 0] = [bytes[at + 1], bytes[at + 2]]
  return (second === 0xba || second === 0xbb) && third >= 0x80 && third < 0xc0 && third !== 0xa0
}

/** May this byte be the first of two that make one letter? */
function begins(pairs: Uint16Array, byte: number): boolean {
  return pairs.subarray(byte << 8, (byte << 8) + 256).some((code) => code !== 0)
}

/** A text for the eye: bytes without meaning become `�`, letters are composed. One pass, however many are without meaning. */
export function showBytes(bytes: Uint8Array, { codes, pairs }: ByteTable): string {
  const units = new Uint16Array(bytes.length)
  let to = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] as number
    const next = bytes[at + 1]
    const joined = pairs === null || next === undefined ? 0 : (pairs[(byte << 8) | next] as number)
    const code = joined === 0 ? (codes[byte] as number) : joined
    if (joined !== 0) at += 1
    units[to++] = code === NO_LETTER ? 0xfffd : code
  }
  return toNfc(Buffer.from(units.buffer, 0, to * 2).toString('utf16le'))
}

/**
 * A Unicode text whose letters are really bytes of an older encoding (`.VnTime` in a workbook holds U+00B5 for à), as what it says.
 * Characters that are no such bytes stay.
 */
export function retype(text: string, { codes, pairs }: ByteTable): string {
  let said = ''
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    const next = text.charCodeAt(at + 1)
    const joined = pairs !== null && unit < 0x100 && next < 0x100 ? (pairs[(unit << 8) | next] as number) : 0
    if (joined !== 0) {
      said += String.fromCharCode(joined)
      at += 1
      continue
    }
    const code = unit >= 0x80 && unit < 0x100 ? (codes[unit] as number) : unit
    said += code === NO_LETTER ? text[at] : String.fromCharCode(code)
  }
  return toNfc(said)
}
