import type { Issue } from './batch.ts'
import type { Words } from './datasets/dataset.ts'

/** What a sentence is filled with; words come in both languages. */
export type Said = Readonly<Record<string, string | number | Words>>

/** The same in one language. */
export type Params = Readonly<Record<string, string | number>>

/**
 * A sentence in both languages: a text with `{places}`, or what makes one. Numbers are written as readers of the language
 * write them; `{#place}` leaves them as they are (years, row numbers).
 */
export type Sentence = Readonly<Record<'vi' | 'en', string | ((params: Params) => string)>>

/** What a rule says of one case; `docs/rules.md` lists all rules. */
export interface Saying {
  message: Sentence
  suggestion?: Sentence
}

const LOCALES = { vi: 'vi-VN', en: 'en-GB' } as const

/** A number as readers of a language write it, with at most four decimals: `9.612,5` and `9,612.5`. */
export function written(value: string | number | undefined, language: 'vi' | 'en'): string {
  return Number(value).toLocaleString(LOCALES[language], { maximumFractionDigits: 4 })
}

/** The sentence in one language with its places filled; a place that nobody fills becomes a dash. */
export function tell(sentence: Sentence, language: 'vi' | 'en', params: Params): string {
  const text = sentence[language]
  if (typeof text === 'function') return text(params)
  return text.replaceAll(/\{(#?)(\w+)\}/g, (_, plain: string, name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined
    if (value === undefined) return '–'
    return typeof value === 'number' && plain === '' ? written(value, language) : String(value)
  })
}

/** What an issue says of a case, in both languages; its params are kept in Vietnamese. */
export function sayingOf(rule: Saying, said: Said): Pick<Issue, 'params' | 'message' | 'suggestion' | 'en'> {
  const vi = inLanguage(said, 'vi')
  const en = inLanguage(said, 'en')
  const { message, suggestion } = rule
  return {
    params: vi,
    message: tell(message, 'vi', vi),
    suggestion: suggestion ? tell(suggestion, 'vi', vi) || null : null,
    en: { message: tell(message, 'en', en), suggestion: suggestion ? tell(suggestion, 'en', en) || null : null },
  }
}

function inLanguage(said: Said, language: 'vi' | 'en'): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(said).map(([name, value]) => [name, typeof value === 'object' ? value[language] : value]),
  )
}
