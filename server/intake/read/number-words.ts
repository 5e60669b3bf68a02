import { type NumberLook, toLook } from './xlsx-styles.ts'

/** Formats that Excel writes by name into web pages and XML. */
const DATES = new Set([
  'general date',
  'long date',
  'medium date',
  'short date',
  'long time',
  'medium time',
  'short time',
])

/** What a format, by its name or its code, makes of a number. */
export function toNamedLook(format: string): NumberLook {
  return DATES.has(format.trim().toLowerCase()) ? 'date' : toLook(format)
}

const PROPERTY = 'mso-number-format'

/** A value of CSS up to its end, quotes and escapes resolved. */
function readValue(css: string, from: number): string {
  let at = from
  while (css[at] === ' ') at += 1
  const quote = css[at] === '"' || css[at] === "'" ? css[at] : null
  let value = ''
  for (at += quote ? 1 : 0; at < css.length; at += 1) {
    const char = css[at] as string
    if (char === quote || (quote === null && (char === ';' || char === '}'))) break
    if (char !== '\\') {
      value += char
      continue
    }
    const hex = /^[0-9a-f]{1,6}/i.exec(css.slice(at + 1, at + 7))?.[0]
    if (hex && hex.length === 4) value += String.fromCharCode(Number.parseInt(hex, 16))
    else value += css[at + 1] ?? ''
    at += hex?.length === 4 ? 4 : 1
  }
  return value
}

/** The number format that a piece of CSS gives to its cells; null when it gives none. */
export function lookInCss(css: string): NumberLook | null {
  const at = css.indexOf(PROPERTY)
  const colon = at === -1 ? -1 : css.indexOf(':', at)
  return colon === -1 ? null : toNamedLook(readValue(css, colon + 1))
}

const MAX_CLASSES = 4_000

/** Number formats by class name, out of the style sheet that Excel writes into its web pages. */
export function looksInCss(css: string): Map<string, NumberLook> {
  const looks = new Map<string, NumberLook>()
  for (let at = css.indexOf('{'); at !== -1 && looks.size < MAX_CLASSES; ) {
    const end = css.indexOf('}', at)
    if (end === -1) break
    const look = lookInCss(css.slice(at, end))
    const name = /\.([\w-]{1,100})\s*$/.exec(css.slice(Math.max(0, at - 110), at))?.[1]
    if (look !== null && name !== undefined) looks.set(name, look)
    at = css.indexOf('{', end)
  }
  return looks
}
