import type { Row } from '../../../shared/datasets/dataset.ts'
import { type Params, type Sentence, written } from '../../../shared/sentence.ts'
import { fitsOf, type Span } from './arithmetic.ts'
import { numberIn } from './check.ts'
import { type PublishedRate, partsOf } from './published.ts'

/**
 * V3: help with a percentage that does not follow: the whole denominators and numerators that would give it, by rounding and
 * by cutting off, and the field of the row that holds one of them. @see DOMAIN §1.4, A6, A11, B8
 */
export const HINT: Sentence = { vi: (params) => hint(params, 'vi'), en: (params) => hint(params, 'en') }

const WORDS = {
  vi: {
    none: 'Kiểm tra tử số và mẫu số.',
    denominators: 'mẫu số khớp với tỷ lệ đã ghi',
    numerators: 'tử số khớp với tỷ lệ đã ghi',
    rounded: 'làm tròn',
    truncated: 'cắt bớt',
  },
  en: {
    none: 'Check the numerator and the denominator.',
    denominators: 'denominators that fit the stated percentage',
    numerators: 'numerators that fit the stated percentage',
    rounded: 'rounded',
    truncated: 'cut off',
  },
} as const

/** Fields of a published figure that may be the denominator that was meant. */
const FIELDS = { target: { vi: 'Mục tiêu', en: 'Target' }, of: { vi: 'Trên tổng số', en: 'Of' } } as const

/** What would fit, as the params of V2: texts, empty where nothing does. */
export function hintOf(rate: PublishedRate, row: Row): Record<string, string | { vi: string; en: string }> {
  const { denominators, numerators } = fitsOf(rate.stated, rate.decimals, rate.numerator, rate.denominator)
  const spans = [denominators.rounded, denominators.truncated]
  const parts = partsOf(row.parts)?.reduce((sum, part) => sum + part, 0)
  const known = Object.entries(FIELDS).find(([name]) => spans.some((span) => holds(span, numberIn(row, name))))?.[1]
  const summed = spans.some((span) => holds(span, parts ?? null)) ? { vi: 'Tổng các phần', en: 'Sum of parts' } : null
  return {
    rounded: textOf(denominators.rounded),
    truncated: textOf(denominators.truncated),
    numeratorsRounded: textOf(numerators.rounded),
    numeratorsTruncated: textOf(numerators.truncated),
    field: known ?? summed ?? '',
  }
}

function hint(params: Params, language: 'vi' | 'en'): string {
  const words = WORDS[language]
  const sides = [
    [words.denominators, params.rounded, params.truncated],
    [words.numerators, params.numeratorsRounded, params.numeratorsTruncated],
  ].flatMap(([what, rounded, truncated]) => {
    const fits = [
      rounded ? `${spoken(String(rounded), language)} (${words.rounded})` : '',
      truncated ? `${spoken(String(truncated), language)} (${words.truncated})` : '',
    ].filter((text) => text !== '')
    return fits.length === 0 ? [] : [`${what}: ${fits.join('; ')}`]
  })
  if (sides.length === 0) return words.none
  const field = params.field
    ? language === 'vi'
      ? ` Khớp với cột "${params.field}".`
      : ` Column "${params.field}" fits.`
    : ''
  return `V3: ${sides.join('. ')}.${field}`
}

function holds(span: Span | null, value: number | null): boolean {
  return span !== null && value !== null && value >= span.from && value <= span.to
}

const MAX_LISTED = 5

/** `833`, `833, 834`, or `5209–5220` where there are many. */
function textOf(span: Span | null): string {
  if (span === null) return ''
  const { from, to } = span
  if (to - from >= MAX_LISTED) return `${from}–${to}`
  return Array.from({ length: to - from + 1 }, (_, index) => from + index).join(', ')
}

function spoken(text: string, language: 'vi' | 'en'): string {
  return text.replace(/\d+/g, (digits) => written(digits, language))
}
