import { type ByteTable, NO_LETTER } from './byte-text.ts'

/** Letters of one byte. */
const ALONE = { í: 'í', ì: 'ì', æ: 'ỉ', ó: 'ĩ', ò: 'ị', ô: 'ơ', ö: 'ư', î: 'ỵ', ñ: 'đ' }

/** The sign behind a letter and what it makes of it; capitals lie 32 below in both bytes. */
const TONES = { ù: '\u0301', ø: '\u0300', û: '\u0309', õ: '\u0303', ï: '\u0323' }
const HATS = {
  â: '\u0302',
  á: '\u0302\u0301',
  à: '\u0302\u0300',
  å: '\u0302\u0309',
  ã: '\u0302\u0303',
  ä: '\u0302\u0323',
}
const BOWLS = {
  ê: '\u0306',
  é: '\u0306\u0301',
  è: '\u0306\u0300',
  ú: '\u0306\u0309',
  ü: '\u0306\u0303',
  ë: '\u0306\u0323',
}

/** Letters that take signs: the byte that is written, what it is, and its signs. `ỵ` has a byte of its own. */
const SIGNED: readonly (readonly [written: string, letter: string, signs: Readonly<Record<string, string>>])[] = [
  ['a', 'a', { ...TONES, ...HATS, ...BOWLS }],
  ['e', 'e', { ...TONES, ...HATS }],
  ['o', 'o', { ...TONES, ...HATS }],
  ['u', 'u', TONES],
  ['y', 'y', { ù: TONES.ù, ø: TONES.ø, û: TONES.û, õ: TONES.õ }],
  ['ô', 'ơ', TONES],
  ['ö', 'ư', TONES],
]

function toTable(): ByteTable {
  const windows = new TextDecoder('windows-1252')
  // Below C0 lie the punctuation and signs of Windows; 81, 8D, 8F, 90 and 9D are nothing.
  const codes = Uint16Array.from({ length: 256 }, (_, byte) => {
    const code = windows.decode(Uint8Array.of(byte)).charCodeAt(0)
    return byte >= 0xc0 || (code >= 0x80 && code < 0xa0) ? NO_LETTER : code
  })
  const pairs = new Uint16Array(0x10000)
  for (const [written, letter] of Object.entries(ALONE)) {
    codes[written.charCodeAt(0)] = letter.charCodeAt(0)
    codes[written.toUpperCase().charCodeAt(0)] = letter.toUpperCase().charCodeAt(0)
  }
  for (const [written, letter, signs] of SIGNED) {
    for (const [sign, marks] of Object.entries(signs)) {
      const small = `${letter}${marks}`.normalize('NFC')
      const [first, second] = [written.charCodeAt(0), sign.charCodeAt(0)]
      const [bigFirst, bigSecond] = [first - 0x20, second - 0x20]
      pairs[(first << 8) | second] = small.charCodeAt(0)
      for (const other of [second, bigSecond]) pairs[(bigFirst << 8) | other] = small.toUpperCase().charCodeAt(0)
    }
  }
  return { codes, pairs }
}

/** VNI-Windows: the encoding of the fonts `VNI-Times` and their like, in which most letters with signs take two bytes. */
export const VNI: ByteTable = toTable()
