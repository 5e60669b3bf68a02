/** Which of the first two numbers of `2/5/2025` is the day. Day first is the Vietnamese way and the default. */
export type DateOrder = 'dmy' | 'mdy'

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

/** Does that day exist in the Gregorian calendar? */
export function existsDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1 || year < 1 || year > 9999) return false
  return day <= (month === 2 && isLeap(year) ? 29 : (DAYS_IN_MONTH[month - 1] as number))
}

const pad = (value: number, width = 2): string => String(value).padStart(width, '0')

const DATE_FIRST =
  /^(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})(?:[T,]?\s*(\d{1,2})(?:[:h]|\s*giờ\s*)(\d{2})?(?:\s*phút)?(?::(\d{2})(?:[.,]\d{1,9})?)?\s*(AM|PM|SA|CH)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i
const TIME_FIRST = /^(\d{1,2})(?:[:h]|\s*giờ\s*)(\d{2})?(?:\s*phút)?(?::(\d{2}))?,?\s+(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})$/i
const DIGITS = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?$/
const WORDS = /^ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})$/i

/** The slow way: every form that is not the plain one of its column. */
function readOdd(text: string, order: DateOrder): string | undefined {
  const digits = DIGITS.exec(text)
  if (digits) {
    const [, y, m, d, hour = '0', minute = '0', second = '0'] = digits
    return compose(Number(y), Number(m), Number(d), Number(hour), Number(minute), Number(second))
  }
  const words = WORDS.exec(text)
  if (words) return compose(Number(words[3]), Number(words[2]), Number(words[1]), 0, 0, 0)
  const late = TIME_FIRST.exec(text)
  if (late) return readOdd(`${late[4]} ${late[1]}:${late[2] ?? '00'}:${late[3] ?? '00'}`, order)
  const match = DATE_FIRST.exec(text)
  if (!match) return undefined
  const [, a = '', b = '', c = '', h, minute = '0', second = '0', half, zone] = match
  let date: [number, number, number]
  if (a.length === 4) date = [Number(a), Number(b), Number(c)]
  else if (c.length !== 4) return undefined
  else date = order === 'dmy' ? [Number(c), Number(b), Number(a)] : [Number(c), Number(a), Number(b)]
  let hour = Number(h ?? 0)
  if (half) {
    if (hour < 1 || hour > 12) return undefined
    hour = (hour % 12) + (/^(pm|ch)$/i.test(half) ? 12 : 0)
  }
  return compose(date[0], date[1], date[2], hour, Number(minute), Number(second), zone)
}

function compose(y: number, m: number, d: number, hour: number, minute: number, second: number, zone?: string) {
  if (!existsDay(y, m, d) || hour > 23 || minute > 59 || second > 59) return undefined
  if (zone !== undefined && zone !== '+07:00' && zone !== '+0700') {
    const offset = /^z$/i.test(zone)
      ? 0
      : (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))) * (zone[0] === '-' ? -1 : 1)
    if (Math.abs(offset) > 14 * 60) return undefined
    const at = new Date(Date.UTC(y, m - 1, d, hour, minute, second) + (7 * 60 - offset) * 60_000)
    return `${at.toISOString().slice(0, 19)}+07:00`
  }
  return `${pad(y, 4)}-${pad(m)}-${pad(d)}T${pad(hour)}:${pad(minute)}:${pad(second)}+07:00`
}

/** A reader of moments for one column. Plain forms are read without a pattern, and each day's text only once. */
export function createDateReader(order: DateOrder): (text: string) => string | undefined {
  const days = new Map<string, string | null>()
  const dayOf = (text: string): string | null => {
    const known = days.get(text)
    if (known !== undefined) return known
    const read = readOdd(text, order)?.slice(0, 10) ?? null
    if (days.size < 20_000) days.set(text, read)
    return read
  }
  return (raw) => {
    const text = raw.trim()
    const { length } = text
    const plain = length === 10 || ((length === 16 || length === 19) && isClock(text, length))
    if (!plain) return readOdd(text, order)
    const day = dayOf(length === 10 ? text : text.slice(0, 10))
    if (day === null) return length === 10 ? undefined : readOdd(text, order)
    if (length === 10) return `${day}T00:00:00+07:00`
    return length === 16 ? `${day}T${text.slice(11)}:00+07:00` : `${day}T${text.slice(11)}+07:00`
  }
}

/** Is the rest of the text, from the eleventh letter, ` HH:mm` or ` HH:mm:ss` of a real time? */
function isClock(text: string, length: number): boolean {
  const gap = text.charCodeAt(10)
  if ((gap !== 32 && gap !== 84) || text.charCodeAt(13) !== 58) return false
  if (!below(text, 11, 24) || !below(text, 14, 60)) return false
  return length === 16 || (text.charCodeAt(16) === 58 && below(text, 17, 60))
}

function below(text: string, at: number, limit: number): boolean {
  const a = text.charCodeAt(at) - 48
  const b = text.charCodeAt(at + 1) - 48
  return a >= 0 && a <= 9 && b >= 0 && b <= 9 && a * 10 + b < limit
}

const SLASHED = /^\s*(?:\d{1,2}:\d{2}(?::\d{2})?\s+)?(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}(?!\d)/

/**
 * What a column's own cells say about its order: `dmy` unless some cells can only be month first. `mixed` when both kinds
 * stand in one column, or when month-first cells stand beside none that decide: then somebody has to say.
 */
export function dateOrderOf(cells: Iterable<string>): DateOrder | 'mixed' {
  let dayFirst = 0
  let monthFirst = 0
  for (const cell of cells) {
    const match = SLASHED.exec(cell)
    if (!match) continue
    const a = Number(match[1])
    const b = Number(match[2])
    if (a > 12 && a <= 31 && b >= 1 && b <= 12) dayFirst += 1
    if (b > 12 && b <= 31 && a >= 1 && a <= 12) monthFirst += 1
  }
  if (monthFirst === 0) return 'dmy'
  return dayFirst === 0 ? 'mdy' : 'mixed'
}
