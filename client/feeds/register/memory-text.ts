import { headerOfAnswer } from '../../../shared/answers.ts'
import { REPAIR_WORDS } from '../../../shared/repair-words.ts'
import type { Locale } from '../../format/locale.ts'
import type { useWords } from '../../i18n/provider.tsx'
import { columnTitle } from '../columns/mapping-words.ts'

interface Telling {
  dataset: string
  /** Names of units by id. */
  units: ReadonlyMap<string, string>
  locale: Locale
  words: ReturnType<typeof useWords>
}

/** A remembered answer as a sentence: `column:Lĩnh vực` with `field` → `Cột "Lĩnh vực" là Lĩnh vực`. */
export function answerText(id: string, answer: string, { dataset, units, locale, words }: Telling): string {
  const titleOf = (column: string) =>
    column === '*' ? words('register.memory.everyColumn') : columnTitle(column, dataset, locale, words)
  const header = headerOfAnswer(id)
  if (header !== null)
    return answer === ''
      ? words('register.memory.skip', { header })
      : words('register.memory.column', { header, column: titleOf(answer) })
  const [kind = '', column = ''] = id.split(':', 2)
  if (kind === 'value')
    return words('register.memory.value', {
      value: id.slice(`value:${column}:`.length),
      column: titleOf(column),
      meaning: answer === '' ? wordOf('empty', locale) : (units.get(answer) ?? answer),
    })
  if (kind === 'dates' || kind === 'numbers')
    return words(`register.memory.${kind}`, { column: titleOf(column), order: wordOf(answer, locale) })
  if (kind === 'encoding' || kind === 'legacy') return words('register.memory.encoding', { encoding: answer })
  return words('register.memory.other', { name: id, answer })
}

function wordOf(name: string, locale: Locale): string {
  return Object.hasOwn(REPAIR_WORDS, name) ? REPAIR_WORDS[name as keyof typeof REPAIR_WORDS][locale] : name
}
