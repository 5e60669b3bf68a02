/** Languages of the product, the first one first. */
export const LOCALES = ['vi', 'en'] as const
export type Locale = (typeof LOCALES)[number]

/** The tag by which the browser's own number and date formats are asked. */
export function tagOf(locale: Locale): string {
  return locale === 'vi' ? 'vi-VN' : 'en-GB'
}
