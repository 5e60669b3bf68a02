import type { RawCell } from '../read/raw.ts'
import { columnName } from './column-name.ts'
import type { Shade } from './marks.ts'
import { escapeCell } from './markup.ts'
import { markFill } from './shades.ts'

const LOOKS = ['plain', 'head', 'text', 'day', 'moment'] as const
type Look = (typeof LOOKS)[number]
const SHADES = [null, 'error', 'warning'] as const

/** The longest text of a cell in a workbook. */
const MOST_CHARS = 32_767
const DAY_MS = 86_400_000
/** Days are counted from here; before March 1900 programs disagree. */
const DAY_ZERO = Date.UTC(1899, 11, 30)
const FIRST_DAY = Date.UTC(1900, 2, 1)
const ERRORS = new Set(['#NULL!', '#DIV/0!', '#VALUE!', '#REF!', '#NAME?', '#NUM!', '#N/A'])

/** One cell of a written sheet. Texts stand inline and are formatted as text: never a formula, never taken for a number. */
export function writtenCell(
  rowNo: number,
  column: number,
  cell: RawCell,
  isHead: boolean,
  shade: Shade | null,
): string {
  const open = `<c r="${columnName(column)}${rowNo}"`
  const style = (look: Look) => ` s="${styleNumber(isHead ? 'head' : look, shade)}"`
  if (cell === null || cell === '') return `${open}${style('text')}/>`
  if (typeof cell === 'number') return `${open}${style('plain')}><v>${cell}</v></c>`
  if (typeof cell === 'boolean') return `${open}${style('plain')} t="b"><v>${cell ? 1 : 0}</v></c>`
  if (typeof cell === 'object' && 'date' in cell) {
    const serial = toSerial(cell.date)
    if (serial !== null) return `${open}${style(Number.isInteger(serial) ? 'day' : 'moment')}><v>${serial}</v></c>`
  }
  if (typeof cell === 'object' && 'broken' in cell && ERRORS.has(cell.broken))
    return `${open}${style('plain')} t="e"><v>${cell.broken}</v></c>`
  const text = typeof cell === 'string' ? cell : 'date' in cell ? cell.date : cell.broken
  return `${open}${style('text')} t="inlineStr"><is><t xml:space="preserve">${escapeCell(text.slice(0, MOST_CHARS))}</t></is></c>`
}

function toSerial(date: string): number | null {
  const time = Date.parse(`${date}Z`)
  return Number.isNaN(time) || time < FIRST_DAY ? null : (time - DAY_ZERO) / DAY_MS
}

function styleNumber(look: Look, shade: Shade | null): number {
  return LOOKS.indexOf(look) + LOOKS.length * SHADES.indexOf(shade)
}

const FORMATS: Record<Look, string> = {
  plain: 'numFmtId="0" fontId="0"',
  head: 'numFmtId="49" fontId="1"',
  text: 'numFmtId="49" fontId="0"',
  day: 'numFmtId="164" fontId="0"',
  moment: 'numFmtId="165" fontId="0"',
}

/** The style sheet of written workbooks: each look plain, as a fault, as a warning. */
export function writtenStyles(namespace: string): string {
  const fills = [
    '<fill><patternFill patternType="none"/></fill>',
    '<fill><patternFill patternType="gray125"/></fill>',
    markFill('', 'error', null),
    markFill('', 'warning', null),
  ]
  const forms = SHADES.flatMap((shade) =>
    LOOKS.map((look) => {
      const fill = shade === null ? 0 : shade === 'error' ? 2 : 3
      const wraps = look === 'head' ? '<alignment vertical="center" wrapText="1"/>' : ''
      return `<xf ${FORMATS[look]} fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1">${wraps}</xf>`
    }),
  )
  const font = (inner: string) => `<font>${inner}<sz val="11"/><name val="Calibri"/></font>`
  return `<styleSheet xmlns="${namespace}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy\\ hh:mm:ss"/></numFmts><fonts count="2">${font('')}${font('<b/>')}</fonts><fills count="4">${fills.join('')}</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${forms.length}">${forms.join('')}</cellXfs></styleSheet>`
}
