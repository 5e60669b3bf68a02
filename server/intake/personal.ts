import { isHouseAlone, isNameAlone } from './personal-names.ts'

/** What stands in the place of a personal value. */
export const MASK = '•••'

/** What kind of personal value was found. */
export type PersonalKind = 'identity' | 'phone' | 'mail' | 'card' | 'plate' | 'name' | 'address'

/** A text with its personal values masked, and which kinds there were. */
export interface Masked {
  text: string
  kinds: readonly PersonalKind[]
}

/** Counts how many characters were looked at, so that a test can hold the work to the length of the text. */
export interface Tally {
  looked: number
}

/** Numbers are at most this long with what stands between their digits. */
const REACH = 40
const LOCAL_PART = 64
const DOMAIN = 255

/**
 * A text with identity numbers, phones, e-mail addresses, number plates and bank cards masked. The work grows with the
 * length of the text alone: each place is looked at within a fixed reach.
 *
 * @see DOMAIN §7.3; Law 91/2025/QH15; Decree 356/2025/NĐ-CP
 */
export function maskNumbers(text: string, tally?: Tally): string {
  return findNumbers(text, tally).text
}

/** The same, telling which kinds were masked. */
export function findNumbers(text: string, tally: Tally = { looked: 0 }): Masked {
  tally.looked += text.length
  if (!/[\d@０-９＠]/.test(text)) return { text, kinds: [] }
  const plain = text.replace(/[０-９＠]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
  const spans = [...numberSpans(plain, tally), ...mailSpans(plain, tally)].sort((a, b) => a.from - b.from)
  let [masked, at] = ['', 0]
  for (const { from, to } of spans) {
    if (from >= at) masked += text.slice(at, from) + MASK
    at = Math.max(at, to)
  }
  return { text: masked + text.slice(at), kinds: [...new Set(spans.map(({ kind }) => kind))] }
}

/** The same for a whole cell: one that holds a person's name or address and nothing else is masked as well. */
export function maskCell(text: string): string {
  return findInCell(text).text
}

/** The same, telling which kinds were masked. */
export function findInCell(text: string): Masked {
  if (isNameAlone(text)) return { text: MASK, kinds: ['name'] }
  return isHouseAlone(text) ? { text: MASK, kinds: ['address'] } : findNumbers(text)
}

/** What a cell that should hold a day or a number may show of words: a name or a sentence stands in the wrong column. */
export function maskWords(text: string): string {
  const words = text.match(/\p{L}[\p{L}\p{M}]+/gu) ?? []
  const named = words.length > 1 && words.every((word) => /^\p{Lu}/u.test(word))
  return named || words.length > 3 ? MASK : maskCell(text)
}

/** Is this row's key a number that belongs to a person: an identity number or a phone? */
export function isPersonalCode(code: string): boolean {
  return isIdentity(code) || isPhone(code.replace(/^\+/, ''))
}

interface Span {
  from: number
  to: number
  kind: PersonalKind
}

function* numberSpans(text: string, tally: Tally): Generator<Span> {
  for (let at = 0; at < text.length; at += 1) {
    if (!isDigit(text, at) || isDigit(text, at - 1)) continue
    const reach = text.slice(at, at + REACH)
    tally.looked += reach.length
    const number = findNumber(reach, text[at - 1] ?? '', text[at - 2] ?? '')
    const plate = lengthOfPlate(reach, text[at - 1])
    const length = Math.max(number?.length ?? 0, plate)
    if (length === 0) continue
    yield { from: at, to: at + length, kind: number && number.length >= plate ? number.kind : 'plate' }
    at += length - 1
  }
}

function* mailSpans(text: string, tally: Tally): Generator<Span> {
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let from = at
    while (from > 0 && at - from < LOCAL_PART && /[\p{L}\d._%+-]/u.test(text[from - 1] ?? '')) from -= 1
    let to = at + 1
    while (to < text.length && to - at <= DOMAIN && /[\p{L}\d.-]/u.test(text[to] ?? '')) to += 1
    tally.looked += to - from
    if (from < at && /^[^.]+\..*\p{L}{2}/u.test(text.slice(at + 1, to))) yield { from, to, kind: 'mail' }
  }
}

/** Digits that stand together or with one or two signs between their groups. */
interface Groups {
  digits: string
  sizes: number[]
  /** How many characters they take. */
  length: number
}

/** The longest personal number with which a text begins. */
function findNumber(
  reach: string,
  before: string,
  secondBefore: string,
): { length: number; kind: PersonalKind } | null {
  const isTail = /[.,]/.test(before) && /\d/.test(secondBefore)
  const afterLetter = /\p{L}/u.test(before)
  let found: { length: number; kind: PersonalKind } | null = null
  for (const { digits, sizes, length } of groupsOf(reach)) {
    const after = reach.slice(length)
    const isHead = /^[.,]\d/.test(after)
    const alone = !afterLetter && !/^\p{L}/u.test(after) && !isTail && !isHead
    const together = sizes.length === 1
    const kind: PersonalKind | null =
      isIdentity(digits) && (together || sizes.every((size) => size > 2))
        ? 'identity'
        : isPhone(digits) && !isTail && !isHead && (together || isSpokenLikePhone(digits, sizes))
          ? 'phone'
          : alone && together && (digits.length === 9 || (digits.length === 11 && isIdentity(`0${digits}`)))
            ? 'identity'
            : alone && isCard(digits, sizes)
              ? 'card'
              : null
    if (kind !== null) found = { length, kind }
  }
  return found
}

function* groupsOf(reach: string): Generator<Groups> {
  const groups: Groups = { digits: '', sizes: [], length: 0 }
  for (const [whole, between = '', digits = ''] of reach.matchAll(/([ .)\u00a0-]{0,2})(\d+)/gy)) {
    if (groups.sizes.length > 0 && between === '') return
    groups.digits += digits
    groups.sizes = [...groups.sizes, digits.length]
    groups.length += whole.length
    if (groups.digits.length > 19) return
    yield groups
  }
}

/** Identity numbers of 12 digits: three of the place of birth, one of century and sex, two of the year (Circular 59/2021/TT-BCA). */
function isIdentity(digits: string): boolean {
  return /^0\d{2}[0-3]\d{8}$/.test(digits) && Number(digits.slice(1, 3)) >= 1 && Number(digits.slice(1, 3)) <= 96
}

/** Mobile numbers of ten digits and landlines of eleven, with 0, 84 or 0084 before them. */
function isPhone(digits: string): boolean {
  return /^(?:0|84|0084)(?:[35789]\d{8}|2\d{9})$/.test(digits)
}

/** `0912 345 678`, `84 91 234 5678`; not `03-05-2025 06`. */
function isSpokenLikePhone(digits: string, [first = 0, ...others]: readonly number[]): boolean {
  const begins = digits.startsWith('0') ? first > 2 : first === 2 || first > 3
  return begins && others.length < 5 && others.every((size) => size > 1 && size < 5)
}

function isCard(digits: string, sizes: readonly number[]): boolean {
  if (digits.length < 13 || !/^(?:[3-6]|9704)/.test(digits)) return false
  if (sizes.length > 1 && !sizes.slice(0, -1).every((size) => size === 4)) return false
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const twice = Number(digit) * (place % 2 === 0 ? 1 : 2)
    return total + (twice > 9 ? twice - 9 : twice)
  }, 0)
  return sum % 10 === 0
}

const PLATE = /^[1-9]\d-?(?:[A-Z][A-Z\d]?[- .]?\d{3}\.?\d{2}|[A-Z]\d?-\d{4})(?![\p{L}\d])/iu

/** `65A-123.45`, `51F-1234`, `65-B1 123.45` at the beginning of a text. */
function lengthOfPlate(reach: string, before = ''): number {
  return /[\p{L}.,]/u.test(before) ? 0 : (PLATE.exec(reach)?.[0].length ?? 0)
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 48 && code <= 57
}
