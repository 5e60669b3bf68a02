import type { ByteTable } from './byte-text.ts'

/** Letters of the bytes A0–FF, in order; B0–B4 are tones that follow their letter. */
const HIGH =
  '\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ'
/** Capital letters with a tone at 80–9F: in the standard, though few fonts had them. */
const CAPITALS = 'ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ'
/** The last capitals stand where other texts have control characters. */
const LOW: readonly (readonly [at: number, letters: string])[] = [
  [0x01, 'ÚỤ'],
  [0x04, 'ỪỬỮ'],
  [0x11, 'ỨỰỲỶỸÝỴ'],
]

function put(codes: Uint16Array, at: number, letters: string): void {
  for (let step = 0; step < letters.length; step += 1) codes[at + step] = letters.charCodeAt(step)
}

function toTable(): ByteTable {
  const codes = Uint16Array.from({ length: 256 }, (_, byte) => byte)
  put(codes, 0x80, CAPITALS)
  put(codes, 0xa0, HIGH)
  for (const [at, letters] of LOW) put(codes, at, letters)
  return { codes, pairs: null }
}

/** TCVN3, also called ABC: the encoding of the fonts `.VnTime`, `.VnArial` and their like. @see TCVN 5712:1993 */
export const TCVN3: ByteTable = toTable()
