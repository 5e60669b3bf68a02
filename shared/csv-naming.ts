import type { CsvLanguage } from './csv.ts'
import { CSV_WORDS, DIMENSION_WORDS } from './csv-words.ts'
import type { Column, Words } from './datasets/dataset.ts'
import { DATASETS } from './datasets/list.ts'
import { ZONE } from './period.ts'

/** What names and words of a file are taken from. */
export interface CsvNaming {
  language: CsvLanguage
  nameOf: (unit: string) => string
}

const UNIT_KEYS = ['unit', 'receivingUnit', 'resolvingUnit']

/** A dimension in words. */
export function dimensionTitle(dimension: string, { language }: CsvNaming): string {
  const words: Words | undefined = DIMENSION_WORDS[dimension] ?? columnOf(dimension)?.title
  return words?.[language] ?? dimension
}

/** A key of a dimension in words: the unit's name, the choice as the form calls it. */
export function keyTitle(dimension: string, key: string, naming: CsvNaming): string {
  if (key === '') return CSV_WORDS.none[naming.language]
  if (UNIT_KEYS.includes(dimension)) return naming.nameOf(key)
  return choiceTitle(columnOf(dimension), key, naming)
}

/** The first spelling of a choice that is a word. */
export function choiceTitle(
  column: { choices?: Column['choices'] | undefined } | undefined,
  key: string,
  { language }: CsvNaming,
): string {
  if (language === 'en' && /^[a-z]/i.test(key)) return key
  return column?.choices?.[key]?.find((spelling) => spelling !== key && /\p{L}{2}/u.test(spelling)) ?? key
}

function columnOf(name: string): Column | undefined {
  for (const { columns, dimensions } of DATASETS) {
    const column = name in dimensions ? columns.find((one) => one.name === dimensions[name]) : undefined
    if (column) return column
  }
  return undefined
}

const LOCAL = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})

/** A moment in local time, `13/11/2026 09:27`. */
export function instantText(instant: string): string {
  const at = new Date(instant)
  return Number.isNaN(at.getTime()) ? instant : LOCAL.format(at).replace(', ', ' ')
}

/** A local day, `13/11/2026`. */
export function dayText(day: string): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`
}
