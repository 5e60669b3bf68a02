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
 * After a bad byte nothing more is to be decoded.
 */
export function createByteDecoder({ codes, pairs }: ByteTable): (bytes: Uint8Array, last: boolean) => Decoded {
  let carried = -1
  let position = 0
  return (piece, last) => {
    const bytes = carried === -1 ? piece : Buffer.concat([Buffer.of(carried), piece])
    const start = position - (carried === -1 ? 0 : 1)
    position += piece.length
    carried = -1
    const out = Buffer.allocUnsafe(bytes.length * 3)
    let to = 0
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at] as number
      let code = codes[byte] as number
      if (pairs !== null) {
        const next = bytes[at + 1]
        const joined = next === undefined ? 0 : (pairs[(byte << 8) | next] as number)
        if (joined !== 0) {
          code = joined
          at += 1
        } else if (next === undefined && !last && begins(pairs, byte)) {
          carried = byte
          break
        }
      }
      if (code === NO_LETTER) return { utf8: out.subarray(0, to), badByte: start + at }
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
