import { UnreadableFile } from '../read/raw.ts'

/**
 * Cuts XML into tags and the texts between them without changing a character, so that all of it can be written again as it was.
 * Comments, CDATA and instructions are one token each. Knows nothing of nesting: its parts have been read before.
 */
export class MarkupCutter {
  readonly #part: string
  readonly #mostChars: number
  #rest = ''

  constructor(part: string, mostChars: number) {
    this.#part = part
    this.#mostChars = mostChars
  }

  /** Gives each whole token of what has come so far. @throws UnreadableFile IOC_XML_TOO_LONG */
  push(text: string, onToken: (token: string) => void): void {
    const all = this.#rest + text
    let at = 0
    while (at < all.length) {
      const end = all.startsWith('<', at) ? endOfMarkup(all, at) : all.indexOf('<', at)
      if (end < 0) break
      onToken(all.slice(at, end))
      at = end
    }
    this.#rest = all.slice(at)
    if (this.#rest.length > this.#mostChars)
      throw new UnreadableFile('IOC_XML_TOO_LONG', 422, { part: this.#part, limit: this.#mostChars })
  }

  /** What stands behind the last tag. */
  end(onToken: (token: string) => void): void {
    if (this.#rest !== '') onToken(this.#rest)
    this.#rest = ''
  }
}

const ENCLOSED = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const

/** Where the markup that begins here has ended; -1 = not yet. */
function endOfMarkup(all: string, at: number): number {
  for (const [open, close] of ENCLOSED) {
    if (all.startsWith(open, at)) {
      const end = all.indexOf(close, at + open.length)
      return end < 0 ? -1 : end + close.length
    }
    if (all.length - at < open.length && open.startsWith(all.slice(at))) return -1
  }
  for (let from = at + 1; ; ) {
    const end = all.indexOf('>', from)
    if (end < 0) return -1
    const quote = firstQuote(all, from, end)
    if (quote < 0) return end + 1
    const closing = all.indexOf(all.charAt(quote), quote + 1)
    if (closing < 0) return -1
    from = closing + 1
  }
}

function firstQuote(all: string, from: number, to: number): number {
  for (let at = from; at < to; at += 1) {
    const code = all.charCodeAt(at)
    if (code === 34 || code === 39) return at
  }
  return -1
}

/** What a tag opens, closes or both, with the name of its element without prefix; null for texts and everything else. */
export function tagOf(token: string): { name: string; kind: 'open' | 'close' | 'empty' } | null {
  const closes = token.startsWith('</')
  const first = token.charCodeAt(closes ? 2 : 1)
  if (!token.startsWith('<') || first === 33 || first === 63) return null
  const name = qualifiedOf(token)
  return {
    name: name.slice(name.indexOf(':') + 1),
    kind: closes ? 'close' : token.endsWith('/>') ? 'empty' : 'open',
  }
}

/** The prefix of a tag's element with its colon; empty without one. */
export function prefixOf(token: string): string {
  const name = qualifiedOf(token)
  return name.slice(0, name.indexOf(':') + 1)
}

function qualifiedOf(token: string): string {
  const start = token.startsWith('</') ? 2 : 1
  let end = start
  while (end < token.length && !isNameEnd(token.charCodeAt(end))) end += 1
  return token.slice(start, end)
}

function isNameEnd(code: number): boolean {
  return code <= 32 || code === 47 || code === 62
}

interface Attribute {
  name: string
  value: string
  from: number
  to: number
}

/** The attributes of a tag in their order, as written. */
export function attributesOf(tag: string): Attribute[] {
  const found: Attribute[] = []
  let at = tag.indexOf('<') + 1 + qualifiedOf(tag).length
  for (;;) {
    while (at < tag.length && tag.charCodeAt(at) <= 32) at += 1
    const equals = tag.indexOf('=', at)
    if (equals < 0) return found
    let quote = equals + 1
    while (quote < tag.length && tag.charCodeAt(quote) <= 32) quote += 1
    const end = tag.indexOf(tag.charAt(quote), quote + 1)
    if (end < 0) return found
    found.push({ name: tag.slice(at, equals).trim(), value: tag.slice(quote + 1, end), from: at, to: end + 1 })
    at = end + 1
  }
}

/** One attribute of a tag as written; undefined = not there. */
export function attributeOf(tag: string, name: string): string | undefined {
  return attributesOf(tag).find((attribute) => attribute.name === name)?.value
}

/** The tag with one attribute set; null takes it away. All else stays as it was. */
export function withAttribute(tag: string, name: string, value: string | null): string {
  const held = attributesOf(tag).find((attribute) => attribute.name === name)
  if (held && value === null) return tag.slice(0, held.from).trimEnd() + tag.slice(held.to)
  if (held) return `${tag.slice(0, held.from)}${name}="${value}"${tag.slice(held.to)}`
  if (value === null) return tag
  const end = tag.endsWith('/>') ? tag.length - 2 : tag.length - 1
  return `${tag.slice(0, end).trimEnd()} ${name}="${value}"${tag.slice(end)}`
}

/** An empty element's tag as an opening one. */
export function opened(tag: string): string {
  return tag.endsWith('/>') ? `${tag.slice(0, -2).trimEnd()}>` : tag
}

/** Characters that XML cannot hold; spreadsheets write them as `_x0001_`. */
const FORBIDDEN = /(?![\t\n])[\p{Cc}\p{Cs}\ufffe\uffff]/gu

/** A text between tags or in quotes. Characters that XML cannot hold are left out. */
export function escapeXml(text: string): string {
  return text
    .replace(FORBIDDEN, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** A text as a cell holds it, read back unchanged: what XML cannot hold, and what looks like such a notation, is noted. */
export function escapeCell(text: string): string {
  const noted = text
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(FORBIDDEN, (char) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
  return escapeXml(noted)
}
