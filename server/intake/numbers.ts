/** Which sign divides whole from fraction in a column: `1.234,5` is `comma`, `1,234.5` is `point`. */
export type NumberStyle = 'comma' | 'point'

const SIGN = '([+-]?)'
const FORMS: Record<NumberStyle, RegExp> = {
  comma: new RegExp(`^${SIGN}(\\d{1,3}(?:[. ]\\d{3})+|\\d+)(?:,(\\d+))?$`),
  point: new RegExp(`^${SIGN}(\\d{1,3}(?:[, ]\\d{3})+|\\d+)(?:\\.(\\d+))?$`),
}
const NARROW_SPACES = /[\u00a0\u2007\u2009\u202f]/g

/** A number read from text: how many decimals were written, and whether a percent sign stood behind it. */
export interface WrittenNumber {
  value: number
  decimals: number
  percent: boolean
}

/** Reads a number in the style of its column; undefined for anything else, also for digits of other scripts, `1e9` and `0x1F`. */
export function readNumber(text: string, style: NumberStyle): WrittenNumber | undefined {
  let rest = text.replace(NARROW_SPACES, ' ').trim()
  const percent = rest.endsWith('%')
  if (percent) rest = rest.slice(0, -1).trimEnd()
  const match = FORMS[style].exec(rest)
  if (!match) return undefined
  const [, sign = '', whole = '', fraction = ''] = match
  const value = Number(`${whole.replace(/[., ]/g, '')}.${fraction || '0'}`)
  if (!Number.isFinite(value) || (sign === '-' && value === 0)) return undefined
  return { value: sign === '-' ? -value : value, decimals: fraction.length, percent }
}

/** What a cell says about its column's style; null when it fits both (`1.234`, `12`). */
export function styleOf(text: string): NumberStyle | null {
  const rest = text.replace(NARROW_SPACES, ' ').replace('%', '').trim()
  const comma = rest.lastIndexOf(',')
  const point = rest.lastIndexOf('.')
  if (comma < 0 && point < 0) return null
  const fits = { comma: FORMS.comma.test(rest), point: FORMS.point.test(rest) }
  if (fits.comma === fits.point) return null
  return fits.comma ? 'comma' : 'point'
}

/**
 * The style of a column, decided by all its sampled cells at once and never by one cell. `mixed` when the cells contradict
 * one another; null when none decides.
 */
export function columnStyle(cells: Iterable<string>): NumberStyle | 'mixed' | null {
  let found: NumberStyle | null = null
  for (const cell of cells) {
    const style = styleOf(cell)
    if (style === null) continue
    if (found !== null && found !== style) return 'mixed'
    found = style
  }
  return found
}

const BOUNDS: readonly [RegExp, string][] = [
  [/^(?:trên|hơn|over|>)\s*(?=\d)/i, '>'],
  [/^(?:ít nhất|tối thiểu|từ|>=|≥)\s*(?=\d)/i, '>='],
  [/^(?:dưới|chưa đến|<)\s*(?=\d)/i, '<'],
  [/^(?:tối đa|nhiều nhất|không quá|<=|≤)\s*(?=\d)/i, '<='],
  [/^(?:khoảng|gần|xấp xỉ|about|~|≈)\s*(?=\d)/i, '~'],
]

/** Splits `trên 90 %` into its comparator and the number behind it. */
export function splitBound(text: string): { comparator: string | null; rest: string } {
  const trimmed = text.trim()
  for (const [pattern, comparator] of BOUNDS) {
    const match = pattern.exec(trimmed)
    if (match) return { comparator, rest: trimmed.slice(match[0].length) }
  }
  return { comparator: null, rest: trimmed }
}
