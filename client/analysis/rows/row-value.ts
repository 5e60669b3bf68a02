import type { ReceiptRow } from '../../../shared/answer.ts'
import { findSubject } from '../../../shared/datasets/list.ts'
import { dayOf } from '../../../shared/period.ts'
import type { Locale } from '../../format/locale.ts'
import { formatNumber, formatPercent } from '../../format/number.ts'
import { formatClock, formatDay } from '../../format/time.ts'
import type { useWords } from '../../i18n/provider.tsx'
import { keyTitle } from '../key-names.ts'
import type { RowColumn } from './row-columns.ts'

/** What names and words are read from. */
export interface Naming {
  words: ReturnType<typeof useWords>
  locale: Locale
  nameOf: (unit: string) => string
}

/** What a row holds in a column, in words people read; numbers stay numbers, empty is null. */
export function valueIn(row: ReceiptRow, column: RowColumn, naming: Naming): string | number | null {
  const value = row[column.name]
  if (value === null || value === undefined || value === '') return null
  const { words, locale } = naming
  if (typeof value === 'boolean') return words(value ? 'analysisRows.yes' : 'analysisRows.no')
  switch (column.kind) {
    case 'unit':
      return naming.nameOf(String(value))
    case 'instant':
      return instantText(String(value))
    case 'day':
      return formatDay(String(value).slice(0, 10), true)
    case 'choice':
      return choiceText(column, String(value), naming)
    case 'dataset':
      return findSubject(String(value))?.title[locale] ?? String(value)
    case 'met':
      return metText(String(value), words)
    case 'count':
    case 'number':
    case 'fraction':
    case 'degrees':
      return Number(value)
    default:
      return String(value)
  }
}

/** The same as text on screen. */
export function textIn(row: ReceiptRow, column: RowColumn, naming: Naming): string {
  const value = valueIn(row, column, naming)
  if (value === null) return ''
  if (typeof value === 'string') return value
  if (column.kind === 'fraction') return formatPercent(value, naming.locale)
  if (column.name === 'rowNo' || column.kind === 'degrees') return String(value)
  return formatNumber(value, naming.locale, Number.isInteger(value) ? 0 : 2)
}

/** A moment in local time, `13/11/2026 09:27`. */
export function instantText(value: string): string {
  const at = new Date(value)
  return `${formatDay(dayOf(at), true)} ${formatClock(at)}`
}

/** The page's own word for a choice, else the first of its spellings that is a word. */
function choiceText(column: RowColumn, key: string, naming: Naming): string {
  const title = keyTitle(column.name, key, { ...naming, procedureOf: (code) => code })
  if (title !== key) return title
  return column.choices?.[key]?.find((spelling) => spelling !== key && /\p{L}{2}/u.test(spelling)) ?? key
}

function metText(key: string, words: Naming['words']): string {
  const known = (['onTime', 'late', 'missed'] as const).find((name) => name === key)
  return known ? words(`analysisRows.met.${known}`) : key
}
