import { guessUtf16 } from './encoding.ts'
import { type HtmlEvents, HtmlTokens } from './html-tokens.ts'
import { READ_LIMITS } from './limits.ts'

/** Rows as lines, cells behind tabs, nothing else of the page. */
class TabbedLines implements HtmlEvents {
  lines = ''
  open(name: string): void {
    if (name === 'tr') this.lines += '\n'
    else if (name === 'td' || name === 'th') this.lines += '\t'
  }
  close(): void {}
  text(text: string): void {
    this.lines += text.replaceAll('&nbsp;', ' ').replaceAll(/[ \t\r\n\f]+/g, ' ')
  }
  style(): void {}
}

function toLines(text: string): string {
  const page = new TabbedLines()
  new HtmlTokens(page, READ_LIMITS).push(text, false)
  return page.lines
}

/**
 * Some bytes of a web page as the bytes of delimited lines, so that people can be asked how they are encoded. Tags are the same in
 * all encodings that come into question, but for those of two bytes a letter.
 */
export function toTabbedLines(sample: Buffer): Buffer {
  const wide = guessUtf16(sample)
  if (wide === null) return Buffer.from(toLines(sample.toString('latin1')), 'latin1')
  const bytes = Buffer.from(toLines(new TextDecoder(wide).decode(sample)), 'utf16le')
  return wide === 'utf-16be' ? bytes.swap16() : bytes
}
