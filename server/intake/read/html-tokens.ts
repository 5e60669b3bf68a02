import type { ReadLimits } from './limits.ts'
import { UnreadableFile } from './raw.ts'

/** What a reader of a web page wants to hear; names in small letters. Text comes in pieces, references unresolved. */
export interface HtmlEvents {
  open(name: string, attributes: ReadonlyMap<string, string>): void
  close(name: string): void
  text(text: string): void
  /** The content of one `<style>`. */
  style(css: string): void
}

/** Elements whose attributes mean something to a table. */
const LOOKED_INTO = new Set(['td', 'th', 'tr'])
/** Elements whose content is not shown, or is no text of the page. */
const SILENT = new Set(['script', 'style', 'title', 'textarea', 'select', 'noscript', 'template', 'xml', 'object'])
const NAME = /[a-z][\w:-]*/iy
/** Longer than any reference: one that is cut in two by the end of a piece waits for the next. */
const REFERENCE_CHARS = 40
const STYLE_CHARS = 1024 * 1024

interface Tag {
  name: string
  closing: boolean
  attributes: ReadonlyMap<string, string>
  end: number
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13)
}

/**
 * Cuts a web page into tags and text as it arrives. Knows no tree: whatever is unclosed or nested a million times costs nothing.
 */
export class HtmlTokens {
  readonly #events: HtmlEvents
  readonly #limits: ReadLimits
  #rest = ''
  /** What ends the part that is passed over. */
  #until: RegExp | null = null
  #css: string[] | null = null
  #cssChars = 0

  constructor(events: HtmlEvents, limits: ReadLimits) {
    this.#events = events
    this.#limits = limits
  }

  /** @throws UnreadableFile when a single tag is endless */
  push(text: string, last: boolean): void {
    const all = this.#rest + text
    let at = 0
    while (at < all.length) {
      const next = this.#until ? this.#passOver(all, at, this.#until) : this.#step(all, at, last)
      if (next === null) break
      at = next
    }
    this.#rest = all.slice(at)
    if (this.#until) this.#rest = this.#dropSilent(this.#rest)
    if (this.#rest.length > this.#limits.xmlTokenBytes) throw this.#tooLong(this.#limits.xmlTokenBytes)
  }

  /** Looks for the end of a part that is no text. @returns null when it is not here */
  #passOver(all: string, at: number, until: RegExp): number | null {
    until.lastIndex = at
    const match = until.exec(all)
    if (match === null) return null
    if (this.#css !== null) {
      this.#keepCss(all.slice(at, match.index))
      this.#events.style(this.#css.join(''))
      this.#css = null
    }
    this.#until = null
    return until.lastIndex
  }

  /** Of a part that is passed over, only so much is kept as its end may begin in. */
  #dropSilent(rest: string): string {
    const kept = rest.slice(-REFERENCE_CHARS)
    if (this.#css !== null) this.#keepCss(rest.slice(0, rest.length - kept.length))
    return kept
  }

  #keepCss(css: string): void {
    this.#cssChars += css.length
    if (this.#cssChars <= STYLE_CHARS) this.#css?.push(css)
  }

  /** One tag or one stretch of text. @returns null when it does not end here */
  #step(all: string, at: number, last: boolean): number | null {
    const start = all.indexOf('<', at)
    if (start !== at) return this.#stretch(all, at, start === -1 ? all.length : start, start === -1 && !last)
    if (all.length - at < 4 && !last) return null
    const mark = all.charAt(at + 1)
    if (mark === '!' || mark === '?') {
      const comment = all.startsWith('<!--', at)
      this.#until = comment ? /-->/g : />/g
      return at + (comment ? 4 : 2)
    }
    if (!/[a-z/]/i.test(mark)) return this.#stretch(all, at, at + 1, false)
    const tag = this.#tag(all, at)
    if (tag === null) return last ? all.length : null
    this.#tell(tag)
    return tag.end
  }

  #stretch(all: string, at: number, end: number, open: boolean): number | null {
    let to = end
    if (open) {
      const reference = all.lastIndexOf('&', end - 1)
      if (reference >= at && end - reference < REFERENCE_CHARS) to = reference
      if (to === at) return null
    }
    this.#events.text(all.slice(at, to))
    return to
  }

  #tell({ name, closing, attributes }: Tag): void {
    if (closing) {
      this.#events.close(name)
      return
    }
    if (SILENT.has(name)) {
      this.#until = new RegExp(`</${name}\\b[^>]{0,20}>`, 'gi')
      if (name === 'style') this.#css = []
      return
    }
    this.#events.open(name, attributes)
  }

  /** The tag that begins here; null when it does not end in this text. */
  #tag(all: string, start: number): Tag | null {
    const closing = all.charCodeAt(start + 1) === 0x2f
    NAME.lastIndex = start + (closing ? 2 : 1)
    const name = (NAME.exec(all)?.[0] ?? '').toLowerCase()
    const attributes = new Map<string, string>()
    const wanted = !closing && LOOKED_INTO.has(name)
    let at = start + (closing ? 2 : 1) + name.length
    for (;;) {
      while (at < all.length && (isBlank(all.charCodeAt(at)) || all.charCodeAt(at) === 0x2f)) at += 1
      if (at >= all.length) return null
      if (all.charCodeAt(at) === 0x3e) return { name, closing, attributes, end: at + 1 }
      const attribute = this.#attribute(all, at)
      if (attribute === null) return null
      if (wanted && !attributes.has(attribute.name)) attributes.set(attribute.name, attribute.value)
      at = attribute.end
    }
  }

  #attribute(all: string, start: number): { name: string; value: string; end: number } | null {
    let at = start + 1
    for (; at < all.length; at += 1) {
      const code = all.charCodeAt(at)
      if (code === 0x3d || code === 0x3e || code === 0x2f || isBlank(code)) break
    }
    const name = all.slice(start, at).toLowerCase()
    while (at < all.length && isBlank(all.charCodeAt(at))) at += 1
    if (at >= all.length) return null
    if (all.charCodeAt(at) !== 0x3d) return { name, value: '', end: at }
    at += 1
    while (at < all.length && isBlank(all.charCodeAt(at))) at += 1
    const quote = all.charAt(at)
    const quoted = quote === '"' || quote === "'"
    let end = at + 1
    if (quoted) end = all.indexOf(quote, at + 1)
    else for (end = at; end < all.length && all.charCodeAt(end) !== 0x3e && !isBlank(all.charCodeAt(end)); ) end += 1
    if (end === -1 || end >= all.length) return null
    const value = all.slice(quoted ? at + 1 : at, end)
    if (value.length > this.#limits.xmlAttributeChars) throw this.#tooLong(this.#limits.xmlAttributeChars)
    return { name, value, end: quoted ? end + 1 : end }
  }

  #tooLong(limit: number): UnreadableFile {
    return new UnreadableFile('IOC_XML_TOO_LONG', 422, { part: 'HTML', limit })
  }
}
