import type { Decoded } from './byte-text.ts'

/** Is this the first half of a pair? */
function isHigh(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800
}

/** Where the first half of a character stands without its other half, in code units; −1 when all are whole. */
function firstHalf(text: string): number {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if ((unit & 0xf800) !== 0xd800) continue
    if (!isHigh(unit) || (text.charCodeAt(at + 1) & 0xfc00) !== 0xdc00) return at
    at += 1
  }
  return -1
}

/**
 * Decodes UTF-16 piece by piece; a character may lie across two pieces. Half a character and half a unit at the end are bad bytes.
 * After a bad byte nothing more is to be decoded.
 */
export function createUtf16Decoder(name: 'utf-16le' | 'utf-16be'): (bytes: Buffer, last: boolean) => Decoded {
  let carried = Buffer.alloc(0)
  let position = 0
  return (piece, last) => {
    const bytes = carried.length > 0 ? Buffer.concat([carried, piece]) : piece
    const start = position - carried.length
    position += piece.length
    let end = bytes.length - (bytes.length % 2)
    const lastUnit = name === 'utf-16le' ? bytes[end - 1] : bytes[end - 2]
    if (!last && end > 0 && isHigh((lastUnit ?? 0) << 8)) end -= 2
    carried = Buffer.from(bytes.subarray(end))
    const units = name === 'utf-16le' ? bytes.subarray(0, end) : Buffer.from(bytes.subarray(0, end)).swap16()
    const text = units.toString('utf16le')
    const half = text.isWellFormed() ? -1 : firstHalf(text)
    if (half !== -1) return { utf8: Buffer.from(text.slice(0, half)), badByte: start + half * 2 }
    return { utf8: Buffer.from(text), badByte: last && carried.length > 0 ? start + end : -1 }
  }
}
