import { type ByteTable, NO_LETTER } from './byte-text.ts'

function toTable(): ByteTable {
  const decoder = new TextDecoder('windows-1258')
  const codes = Uint16Array.from({ length: 256 }, (_, byte) => {
    const code = decoder.decode(Uint8Array.of(byte)).charCodeAt(0)
    // The decoder of browsers passes bytes without meaning on as control characters.
    return code >= 0x80 && code < 0xa0 ? NO_LETTER : code
  })
  return { codes, pairs: null }
}

/** Windows-1258: letters with hat, bowl and horn are one byte, tones follow as a byte of their own. */
export const WINDOWS_1258: ByteTable = toTable()
