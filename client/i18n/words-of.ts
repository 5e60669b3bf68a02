import { createTranslator, type Messages } from 'use-intl'
import { ZONE } from '../../shared/period.ts'
import type { Locale } from '../format/locale.ts'
import { en } from './en.ts'
import { vi } from './vi.ts'

/** The words of a language where there is no page around, as `useWords` gives them inside one. */
export function wordsOf(locale: Locale) {
  const messages: Messages = locale === 'vi' ? vi : (en as Messages)
  return createTranslator({ locale, messages, timeZone: ZONE })
}
