import type { ReadLimits } from './limits.ts'
import { UnreadableFile } from './raw.ts'
import { readXml } from './xml.ts'

/** Text as Excel means it: `_x000D_` is a character, and letters are composed (NFC). NUL and halves of pairs stay as written. */
export function toCellText(text: string): string {
  const plain = text.includes('_x')
    ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (written, hex: string) => {
        const code = Number.parseInt(hex, 16)
        return code === 0 || (code >= 0xd800 && code <= 0xdfff) ? written : String.fromCharCode(code)
      })
    : text
  return plain.normalize('NFC')
}

/** The shared texts of a workbook. Runs of rich text are joined; readings of Asian characters (`rPh`) are no text. */
export async function readSharedStrings(
  chunks: AsyncIterable<Buffer>,
  part: string,
  limits: ReadLimits,
): Promise<string[]> {
  const strings: string[] = []
  let bytes = 0
  let current = ''
  let inText = false
  let inReading = false
  const open = (name: string) => {
    if (name === 'si') current = ''
    else if (name === 'rPh') inReading = true
    else if (name === 't') inText = !inReading
  }
  const close = (name: string) => {
    if (name === 't') inText = false
    else if (name === 'rPh') inReading = false
    else if (name === 'si') {
      bytes += Buffer.byteLength(current)
      if (strings.length >= limits.sharedStrings) {
        throw new UnreadableFile('IOC_XLSX_TOO_BIG', 413, { part, limit: limits.sharedStrings })
      }
      if (bytes > limits.sharedStringBytes) {
        throw new UnreadableFile('IOC_XLSX_TOO_BIG', 413, { part, limit: limits.sharedStringBytes })
      }
      strings.push(toCellText(current))
    }
  }
  const text = (piece: string) => {
    if (inText) current += piece
  }
  await readXml(chunks, { open, close, text }, part, limits)
  return strings
}
