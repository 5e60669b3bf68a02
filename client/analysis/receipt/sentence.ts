import { dayOf } from '../../../shared/period.ts'
import type { Receipt } from '../../../shared/receipt.ts'
import type { Locale } from '../../format/locale.ts'
import { formatNumber } from '../../format/number.ts'
import { formatClock, formatDay } from '../../format/time.ts'
import type { useWords } from '../../i18n/provider.tsx'
import { figureText } from '../figure-text.ts'

/** What the sentence says around the figure itself. */
export interface About {
  name: string
  days: string
  words: ReturnType<typeof useWords>
  locale: Locale
}

/** One sentence that a report can quote: the figure, of whom and when, as of which state, from which sources. Null without a value. */
export function sentenceOf(receipt: Receipt, { name, days, words, locale }: About): string | null {
  const { asOf, definition, figure, feeds } = receipt
  const { value, numerator, denominator } = figure
  if (value === null) return null
  const counted = feeds.filter(({ rows }) => rows > 0)
  const now = new Date(asOf.now)
  const said = {
    measure: definition.title[locale],
    name,
    days,
    value: figureText(definition.id, value, locale),
    seq: formatNumber(asOf.seq, locale),
    clock: formatClock(now),
    day: formatDay(dayOf(now), true),
    sources: counted.map(({ title }) => title).join(', ') || words('analysisReceipt.sentence.noSource'),
  }
  const sentence =
    numerator !== undefined && denominator !== undefined
      ? words('analysisReceipt.sentence.ratio', {
          ...said,
          top: formatNumber(numerator, locale),
          bottom: formatNumber(denominator, locale),
        })
      : words('analysisReceipt.sentence.plain', said)
  return [
    sentence,
    ...(figure.estimated ? [words('analysisReceipt.sentence.estimated')] : []),
    ...(counted.some(({ sample }) => sample) ? [words('analysisReceipt.sentence.sample')] : []),
  ].join(' ')
}
