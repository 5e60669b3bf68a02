import { toIsoDate } from './excel-date.ts'
import type { RawCell } from './raw.ts'

const DAY_SECONDS = 86_400
const TIME = /^PT(\d{1,6})H(\d{1,2})M(\d{1,2})(?:[.,]\d{1,9})?S$/
/** How errors are shown; they are stored as text. */
const ERROR = /^(?:#[A-Z0-9/]{1,8}[!?]?|Err:\d{3})$/

/** A number, or the digits that its format shows where they begin with zeros. */
function toNumber(text: string, shown: string): RawCell {
  const number = Number(text)
  if (text.trim() === '' || !Number.isFinite(number)) return { broken: text.slice(0, 40) }
  return /^0\d{1,19}$/.test(shown) && Number(shown) === number ? shown : number
}

/** A time of day as part of a day, as XLSX stores it. */
function toTime(text: string): RawCell {
  const [, hours, minutes, seconds] = TIME.exec(text) ?? []
  if (hours === undefined) return text
  return (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) / DAY_SECONDS
}

/**
 * What a cell of an OpenDocument table holds, by the type that it names.
 * @param shown - its paragraphs
 */
export function toOdsValue(attributes: Readonly<Record<string, string>>, shown: string): RawCell {
  const formula = attributes['table:formula'] !== undefined
  if (attributes['calcext:value-type'] === 'error' || (formula && ERROR.test(shown))) {
    return { broken: shown.slice(0, 40) || 'formula' }
  }
  switch (attributes['office:value-type']) {
    case 'float':
    case 'percentage':
    case 'currency':
      return toNumber(attributes['office:value'] ?? '', shown)
    case 'date':
      return toIsoDate(attributes['office:date-value'] ?? shown)
    case 'time':
      return toTime(attributes['office:time-value'] ?? shown)
    case 'boolean':
      return attributes['office:boolean-value'] === 'true'
    case undefined:
      return formula && shown === '' ? { broken: 'formula' } : shown.normalize('NFC')
    default:
      return (attributes['office:string-value'] ?? shown).normalize('NFC')
  }
}
