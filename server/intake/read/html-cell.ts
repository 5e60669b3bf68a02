import { lookInCss } from './number-words.ts'
import type { RawCell } from './raw.ts'
import { toLooked, toNumberCell } from './xlsx-cell.ts'
import { type NumberLook, toLook } from './xlsx-styles.ts'

/** A `<td>` or `<th>` as it is being read. */
export interface HtmlCell {
  /** Column of the sheet, from 1. */
  column: number
  colspan: number
  rowspan: number
  attributes: ReadonlyMap<string, string>
  text: string
}

const MAX_COLSPAN = 1_000
const MAX_ROWSPAN = 65_534

/** `colspan` or `rowspan` as browsers bound them; nonsense is 1. */
function toSpan(text: string | undefined, most: number): number {
  const span = Number.parseInt(text ?? '1', 10)
  return span >= 1 ? Math.min(span, most) : 1
}

/** A cell that begins. */
export function beginCell(column: number, attributes: ReadonlyMap<string, string>): HtmlCell {
  const colspan = toSpan(attributes.get('colspan'), MAX_COLSPAN)
  return { column, colspan, rowspan: toSpan(attributes.get('rowspan'), MAX_ROWSPAN), attributes, text: '' }
}

const UNEVEN = /[\t\r\n\f]| {2}/
const BEYOND_ASCII = /[\u0080-\uffff]/

/** The text of a page as it is shown: blanks in a row are one, those at the ends none; hard blanks at the ends only fill. */
export function toShown(text: string): string {
  const even = UNEVEN.test(text) ? text.replaceAll(/[ \t\r\f]+/g, ' ').replaceAll(/ ?\n[ \n]*/g, '\n') : text
  const shown = even.trim()
  return BEYOND_ASCII.test(shown) ? shown.normalize('NFC') : shown
}

/** The format that LibreOffice writes behind two numbers of languages. */
function lookOfSdnum(sdnum: string | undefined): NumberLook {
  const format = sdnum?.split(';').slice(2).join(';') ?? ''
  return format === '' ? 'number' : toLook(format)
}

/**
 * What a cell of a web page holds. Text, as it is shown, unless the office program that wrote the page says what it really is:
 * Excel by `x:num` and a number format, LibreOffice by `sdval` and `sdnum`.
 *
 * @param looks - number formats by class of the page's own style sheet
 */
export function toHtmlValue({ attributes, text }: HtmlCell, looks: ReadonlyMap<string, NumberLook>): RawCell {
  const shown = toShown(text)
  if (attributes.size === 0) return shown
  const written = attributes.get('x:num')
  if (written !== undefined) {
    const look = lookInCss(attributes.get('style') ?? '') ?? looks.get(attributes.get('class') ?? '') ?? 'number'
    if (written !== '') return toNumberCell(written, look, false)
    if (/^-?\d{1,17}(\.\d{1,17})?$/.test(shown)) return toLooked(Number(shown), look, false)
  }
  const stored = attributes.get('sdval')
  if (stored !== undefined && stored !== '') {
    const sdnum = attributes.get('sdnum')
    if (sdnum?.endsWith(';BOOLEAN')) return stored !== '0'
    return toNumberCell(stored, lookOfSdnum(sdnum), false)
  }
  const truth = attributes.get('x:bool')
  if (truth !== undefined) return /^true$/i.test(truth || shown)
  const error = attributes.get('x:err')
  return error === undefined ? shown : { broken: (error || shown).slice(0, 40) }
}
