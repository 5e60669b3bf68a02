import type { SourceState } from '../../../shared/answer.ts'
import type { DayRange } from '../../../shared/period.ts'
import type { Locale } from '../../format/locale.ts'
import { formatDay } from '../../format/time.ts'
import { titleOf, type useWords } from '../../i18n/provider.tsx'
import { splitTitle } from '../key-names.ts'
import { instantText } from '../rows/row-value.ts'
import type { CsvCell } from './csv.ts'

/** What figures in a file are about, so that nobody has to ask where they come from. */
export interface Heading {
  measure: string
  unit: string
  period: string
  range: DayRange
  filters: readonly { dimension: string; text: string }[]
  units: 'then' | 'now'
  sources: readonly SourceState[]
  /** The figures are sample data. */
  isSample: boolean
}

/** As of which state of figures and which moment a file holds. */
export interface HeldAt {
  seq: number
  /** RFC 3339. */
  now: string
}

interface Language {
  words: ReturnType<typeof useWords>
  locale: Locale
}

type Label = 'sample' | 'title' | 'unit' | 'period' | 'units' | 'filter' | 'asOf' | 'sources'

/** The lines above the table of a file, a label and its text each. */
export function headingLines(heading: Heading, held: HeldAt | null, { words, locale }: Language): CsvCell[][] {
  const { measure, unit, period, range, filters, units, sources } = heading
  const line = (label: Label, text: string): CsvCell[] => [words(`analysisRows.csv.heading.${label}`), text]
  const days = words('analysisRows.csv.heading.days', {
    from: formatDay(range.from, true),
    to: formatDay(range.to, true),
  })
  const isSample = heading.isSample || sources.some(({ sample }) => sample)
  return [
    ...(isSample ? [line('sample', words('sample'))] : []),
    line('title', titleOf(measure, locale)),
    line('unit', unit),
    line('period', `${period} (${days})`),
    line('units', words(units === 'now' ? 'analysisRows.csv.heading.unitsNow' : 'analysisRows.csv.heading.unitsThen')),
    ...filters.map(({ dimension, text }) => line('filter', `${splitTitle(dimension, words)}: ${text}`)),
    ...(held
      ? [line('asOf', words('analysisRows.csv.heading.seq', { seq: String(held.seq), at: instantText(held.now) }))]
      : []),
    ...sources.map(({ title, lastReceivedAt }) =>
      line(
        'sources',
        lastReceivedAt === null
          ? words('analysisRows.csv.heading.never', { title })
          : words('analysisRows.csv.heading.source', { title, at: instantText(lastReceivedAt) }),
      ),
    ),
  ]
}
