import type { ReadLimits } from './limits.ts'
import { toNfc } from './nfc.ts'
import { UnreadableFile } from './raw.ts'

/** Objects are maps, so that no name in a file can reach a prototype. Whole numbers too long to be exact are kept as text. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject
export type JsonObject = Map<string, JsonValue>

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const SPACE = /[ \t\n\r]*/y
const RESERVED = new Set(['__proto__', 'constructor', 'prototype'])
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}
const WORDS: readonly (readonly [string, boolean | null])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
]

function hasControl(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) < 0x20) return true
  return false
}

/**
 * JSON, read strictly and one value at a time: repeated and reserved names, half characters and numbers beyond all bounds are refused
 * instead of becoming something else.
 */
export class JsonText {
  readonly #text: string
  readonly #limits: ReadLimits
  #at = 0
  #containers = 0

  constructor(text: string, limits: ReadLimits) {
    this.#text = text
    this.#limits = limits
  }

  /** Begins a new item: the limit on lists and objects counts within one. */
  startItem(): void {
    this.#containers = 0
  }

  /** The next character that is no space; `''` at the end. */
  peek(): string {
    SPACE.lastIndex = this.#at
    SPACE.test(this.#text)
    this.#at = SPACE.lastIndex
    return this.#text[this.#at] ?? ''
  }

  /** Steps over the next character if it is this one. */
  take(char: string): boolean {
    if (this.peek() !== char) return false
    this.#at += 1
    return true
  }

  expect(char: string): void {
    if (!this.take(char)) throw this.error('IOC_JSON_SYNTAX')
  }

  /** The name of a member with its colon, checked against those the object already has. */
  key(taken: ReadonlyMap<string, unknown>): string {
    if (this.peek() !== '"') throw this.error('IOC_JSON_SYNTAX')
    const key = this.#string()
    if (RESERVED.has(key)) throw this.error('IOC_JSON_RESERVED_KEY', { key })
    if (taken.has(key)) throw this.error('IOC_JSON_DUPLICATE_KEY', { key: key.slice(0, 64) })
    if (taken.size >= this.#limits.jsonKeys) throw this.error('IOC_TOO_MANY_COLUMNS', { limit: this.#limits.jsonKeys })
    this.expect(':')
    return key
  }

  /** @throws UnreadableFile with line and column */
  value(depth: number): JsonValue {
    if (depth > this.#limits.jsonDepth) throw this.error('IOC_JSON_TOO_DEEP', { limit: this.#limits.jsonDepth })
    const char = this.peek()
    if ((char === '{' || char === '[') && ++this.#containers > this.#limits.jsonContainers) {
      throw this.error('IOC_JSON_TOO_BIG', { limit: this.#limits.jsonContainers })
    }
    if (char === '{') return this.#object(depth)
    if (char === '[') return this.#array(depth)
    if (char === '"') return this.#string()
    for (const [word, value] of WORDS) {
      if (!this.#text.startsWith(word, this.#at)) continue
      this.#at += word.length
      return value
    }
    return this.#number()
  }

  error(code: string, params: Record<string, string | number> = {}): UnreadableFile {
    const before = this.#text.slice(0, this.#at)
    const line = before.split('\n').length
    return new UnreadableFile(code, 422, { line, column: this.#at - before.lastIndexOf('\n'), ...params })
  }

  #object(depth: number): JsonObject {
    const object: JsonObject = new Map()
    this.expect('{')
    if (this.take('}')) return object
    do {
      const key = this.key(object)
      object.set(key, this.value(depth + 1))
    } while (this.take(','))
    this.expect('}')
    return object
  }

  #array(depth: number): JsonValue[] {
    const array: JsonValue[] = []
    this.expect('[')
    if (this.take(']')) return array
    do array.push(this.value(depth + 1))
    while (this.take(','))
    this.expect(']')
    return array
  }

  #number(): number | string {
    NUMBER.lastIndex = this.#at
    const written = NUMBER.exec(this.#text)?.[0]
    if (written === undefined) throw this.error('IOC_JSON_SYNTAX')
    const number = Number(written)
    if (!Number.isFinite(number)) throw this.error('IOC_JSON_NUMBER', { value: written.slice(0, 64) })
    this.#at += written.length
    if (Number.isInteger(number) && !Number.isSafeInteger(number) && /^-?\d+$/.test(written)) return written
    return number === 0 ? 0 : number
  }

  #string(): string {
    const start = this.#at + 1
    let end = this.#text.indexOf('"', start)
    while (end !== -1 && this.#isEscaped(end, start)) end = this.#text.indexOf('"', end + 1)
    if (end === -1) throw this.error('IOC_JSON_SYNTAX')
    const written = this.#text.slice(start, end)
    if (written.length > this.#limits.cellChars * 6) throw this.#tooLong()
    if (hasControl(written)) throw this.error('IOC_JSON_SYNTAX')
    const text = written.includes('\\') ? this.#unescape(written) : written
    if (text.length > this.#limits.cellChars) throw this.#tooLong()
    if (!text.isWellFormed()) throw this.error('IOC_TEXT_SURROGATE')
    if (text.includes('\0')) throw this.error('IOC_TEXT_NUL')
    this.#at = end + 1
    return toNfc(text)
  }

  #tooLong(): UnreadableFile {
    return this.error('IOC_CELL_TOO_LONG', { limit: this.#limits.cellChars })
  }

  #isEscaped(at: number, start: number): boolean {
    let slashes = 0
    while (at - slashes > start && this.#text[at - slashes - 1] === '\\') slashes += 1
    return slashes % 2 === 1
  }

  #unescape(written: string): string {
    return written.replaceAll(/\\(u[0-9a-fA-F]{4}|.|$)/gs, (_, sign: string) => {
      if (sign.length === 5) return String.fromCharCode(Number.parseInt(sign.slice(1), 16))
      const char = ESCAPES[sign]
      if (char === undefined) throw this.error('IOC_JSON_SYNTAX')
      return char
    })
  }
}
