import { SaxesParser, type SaxesTagPlain } from 'saxes'
import type { ReadLimits } from './limits.ts'
import { UnreadableFile } from './raw.ts'
import { toEncoding } from './text-source.ts'
import { damaged } from './zip.ts'

/** What a reader of one part wants to hear. Names come without their namespace prefix. */
export interface XmlEvents {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  close?(name: string): void
  text?(text: string): void
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** Text of an XML part, UTF-8 or UTF-16 by its mark; anything else is damage. */
async function* decode(chunks: AsyncIterable<Buffer>, part: string): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null
  try {
    for await (const chunk of chunks) {
      decoder ??= new TextDecoder(toEncoding(chunk).name, { fatal: true })
      yield decoder.decode(chunk, { stream: true })
    }
    yield decoder?.decode() ?? ''
  } catch (error) {
    throw error instanceof TypeError ? damaged('text encoding', part) : error
  }
}

/** One parser with its guards: no document type, no deep nesting, no endless attribute or text. */
class GuardedParser {
  readonly #parser = new SaxesParser({ xmlns: false, position: false })
  readonly #part: string
  readonly #limits: ReadLimits
  #depth = 0
  #started = false
  #prolog = ''
  #silentChars = 0
  /** The most characters that the next event can be made of. */
  #spanChars = 0
  #lastChars = 0

  constructor(events: XmlEvents, part: string, limits: ReadLimits) {
    this.#part = part
    this.#limits = limits
    this.#parser.on('error', (error) => {
      throw damaged(error.message, part)
    })
    this.#parser.on('doctype', () => this.#refuseDoctype())
    this.#parser.on('opentag', (tag) => this.#open(tag, events))
    this.#parser.on('closetag', (tag) => {
      this.#heard()
      this.#depth -= 1
      events.close?.(localName(tag.name))
    })
    this.#parser.on('text', (text) => {
      this.#heard()
      events.text?.(text)
    })
    this.#parser.on('cdata', (text) => {
      this.#heard()
      events.text?.(text)
    })
  }

  write(text: string): void {
    if (!this.#started) {
      this.#prolog += text
      if (/<!DOCTYPE/i.test(this.#prolog)) this.#refuseDoctype()
    }
    this.#silentChars += text.length
    this.#spanChars = this.#silentChars + this.#lastChars
    this.#lastChars = text.length
    this.#parser.write(text)
    if (this.#silentChars > this.#limits.xmlTokenBytes) {
      throw new UnreadableFile('IOC_XML_TOO_LONG', 422, { part: this.#part, limit: this.#limits.xmlTokenBytes })
    }
  }

  close(): void {
    this.#parser.close()
  }

  #heard(): void {
    this.#silentChars = 0
  }

  #checkAttributes(tag: SaxesTagPlain): void {
    const limit = this.#limits.xmlAttributeChars
    if (Object.values(tag.attributes).every((value) => value.length <= limit)) return
    throw new UnreadableFile('IOC_XML_TOO_LONG', 422, { part: this.#part, limit })
  }

  #refuseDoctype(): never {
    throw new UnreadableFile('IOC_XLSX_DOCTYPE', 422, { part: this.#part })
  }

  #open(tag: SaxesTagPlain, events: XmlEvents): void {
    if (this.#spanChars > this.#limits.xmlAttributeChars) this.#checkAttributes(tag)
    this.#heard()
    this.#started = true
    this.#prolog = ''
    this.#depth += 1
    if (this.#depth > this.#limits.xmlDepth) {
      throw new UnreadableFile('IOC_XML_TOO_DEEP', 422, { part: this.#part, limit: this.#limits.xmlDepth })
    }
    events.open?.(localName(tag.name), tag.attributes)
  }
}

/**
 * Runs through one XML part and yields after every piece, so that rows can be handed on while the part is still being unpacked.
 * @throws UnreadableFile
 */
export async function* walkXml(
  chunks: AsyncIterable<Buffer>,
  events: XmlEvents,
  part: string,
  limits: ReadLimits,
): AsyncGenerator<void> {
  const parser = new GuardedParser(events, part, limits)
  for await (const text of decode(chunks, part)) {
    parser.write(text)
    yield
  }
  parser.close()
}

/** Runs through a small part at once. @throws UnreadableFile */
export async function readXml(
  chunks: AsyncIterable<Buffer>,
  events: XmlEvents,
  part: string,
  limits: ReadLimits,
): Promise<void> {
  for await (const _ of walkXml(chunks, events, part, limits));
}
