import { toExcelDate, toIsoDate } from './excel-date.ts'
import type { RawCell } from './raw.ts'
import { toCellText } from './xlsx-strings.ts'
import type { NumberLook } from './xlsx-styles.ts'
import type { Workbook } from './xlsx-workbook.ts'
import { damaged } from './zip.ts'

/** A `<c>` element as written. */
export interface WrittenCell {
  type: string
  style: number
  /** Text of `<v>`; null when there is none. */
  value: string | null
  /** Text of `<is>`; null when there is none. */
  inline: string | null
  formula: boolean
}

/** What a stored number means under its format. */
export function toLooked(number: number, look: NumberLook, is1904: boolean): RawCell {
  if (look === 'date') return toExcelDate(number, is1904)
  if (look === 'number' || !Number.isSafeInteger(number) || number < 0) return number
  return String(number).padStart(look.digits, '0')
}

/** The same for a number written as text; what is none is broken. */
export function toNumberCell(text: string, look: NumberLook, is1904: boolean): RawCell {
  const number = Number(text)
  if (text.trim() === '' || !Number.isFinite(number)) return { broken: text.slice(0, 40) }
  return toLooked(number, look, is1904)
}

/** What a cell holds, by its type and format. Formulas count with the value the program stored last. */
export function toRawCell(cell: WrittenCell, workbook: Workbook, sheet: string): RawCell {
  if (cell.inline !== null) return toCellText(cell.inline)
  if (cell.value === null) return cell.formula ? { broken: 'formula' } : null
  switch (cell.type) {
    case 's': {
      const text = /^\d+$/.test(cell.value) ? workbook.strings[Number(cell.value)] : undefined
      if (text === undefined) throw damaged('missing shared string', sheet)
      return text
    }
    case 'str':
    case 'inlineStr':
      return toCellText(cell.value)
    case 'b':
      return cell.value === '1' || cell.value === 'true'
    case 'e':
      return { broken: cell.value.slice(0, 40) }
    case 'd':
      return toIsoDate(cell.value)
    default:
      return toNumberCell(cell.value, workbook.looks[cell.style] ?? 'number', workbook.is1904)
  }
}
