import { findDataset } from '../../shared/datasets/list.ts'
import type { Locale } from '../format/locale.ts'
import { formatDay, formatPeriodName } from '../format/time.ts'
import type { useWords } from '../i18n/provider.tsx'
import { hasUnitKeys, isUnitSplit, SPLIT_DIMENSIONS, type Split } from './splits.ts'

type Words = ReturnType<typeof useWords>

const LEVELS = ['unit', 'country', 'province', 'district', 'commune', 'department', 'group'] as const
const DIMENSIONS = [...SPLIT_DIMENSIONS, 'periodKind'] as const
const KEYS = ['direct', 'online', 'post', 'kiosk', 'full', 'partial', 'citizen', 'business', 'household'] as const

/** A split in words. */
export function splitTitle(split: Split, words: Words): string {
  const level = LEVELS.find((name) => name === split)
  if (level) return words(`analysis.levels.${level}`)
  const dimension = DIMENSIONS.find((name) => name === split)
  return dimension ? words(`analysis.dimensions.${dimension}`) : split
}

/** A key of a split in words: the unit's name, the month, the choice as the form calls it. */
export function keyTitle(
  split: Split,
  key: string,
  {
    words,
    locale,
    nameOf,
    procedureOf,
  }: { words: Words; locale: Locale; nameOf: (unit: string) => string; procedureOf: (code: string) => string },
): string {
  if (key === '') return words('analysis.keys.none')
  if (isUnitSplit(split) || hasUnitKeys(split)) return nameOf(key)
  if (split === 'procedure') return procedureOf(key)
  if (split === 'day') return formatDay(key, true)
  if (split === 'week') return words('analysis.keys.week', { week: key.slice(6), year: key.slice(0, 4) })
  if (split === 'month' || split === 'quarter' || split === 'year') return formatPeriodName(key, locale)
  if (split === 'serviceLevel' && key === 'none') return words('analysis.keys.noService')
  const known = KEYS.find((name) => name === key)
  if (known) return words(`analysis.keys.${known}`)
  return choiceTitle(split, key) ?? key
}

/** A choice as Vietnamese systems call it: the first of its spellings that is a word. */
function choiceTitle(split: Split, key: string): string | null {
  if (split !== 'status' && split !== 'severity') return null
  for (const dataset of ['dossiers', 'feedback']) {
    const column = findDataset(dataset)?.columns.find(({ name }) => name === split)
    const word = column?.choices?.[key]?.find((spelling) => spelling !== key && /\p{L}{2}/u.test(spelling))
    if (word) return word
  }
  return null
}
