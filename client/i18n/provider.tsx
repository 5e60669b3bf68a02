import type { ReactNode } from 'react'
import { IntlProvider, type Messages, useLocale as useIntlLocale, useTranslations } from 'use-intl'
import { findMeasure } from '../../shared/measures/list.ts'
import { ZONE } from '../../shared/period.ts'
import { LOCALES, type Locale } from '../format/locale.ts'
import { en } from './en.ts'
import { vi } from './vi.ts'

const CATALOGUES = { vi, en: en as Messages }

/** Gives every component below it the words of one language. */
export function WordsProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  return (
    <IntlProvider locale={locale} messages={CATALOGUES[locale]} timeZone={ZONE}>
      {children}
    </IntlProvider>
  )
}

/** The words of the page: `words('hero.title')`, `words('feedback.fresh', { n: '268' })`. */
export function useWords() {
  return useTranslations()
}

/** The language of the page. */
export function useLocale(): Locale {
  return useIntlLocale()
}

/** The language asked for in the address (`?lang=en`), else Vietnamese. */
export function localeFrom(search: string): Locale {
  const asked = new URLSearchParams(search).get('lang')
  return LOCALES.find((locale) => locale === asked) ?? 'vi'
}

/** The title of a measure in a language; its id where the product has no such measure. */
export function titleOf(measure: string, locale: Locale): string {
  return findMeasure(measure)?.title[locale] ?? measure
}
