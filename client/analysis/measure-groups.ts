import { findMeasure, MEASURES } from '../../shared/measures/list.ts'
import type { Measure } from '../../shared/measures/measure.ts'
import { foldAccents } from '../../shared/units.ts'
import type { Locale } from '../format/locale.ts'

export const MEASURE_GROUPS = [
  'dossiersRate',
  'dossiersCount',
  'dossiersTime',
  'feedback',
  'surveys',
  'index',
  'other',
] as const
export type MeasureGroup = (typeof MEASURE_GROUPS)[number]

/** Where the picker lists a measure. */
export function groupOf(measure: Pick<Measure, 'id' | 'unitOfMeasure'>): MeasureGroup {
  const [family] = measure.id.split('.')
  if (family === 'feedback' || family === 'surveys' || family === 'index') return family
  if (family !== 'dossiers') return 'other'
  if (measure.unitOfMeasure === 'fraction') return 'dossiersRate'
  return measure.unitOfMeasure === 'days' || measure.unitOfMeasure === 'hours' ? 'dossiersTime' : 'dossiersCount'
}

/** The measures whose title, short title or id holds the text, accents or not, by group; superseded ones are left out. */
export function findMeasures(text: string, locale: Locale): { group: MeasureGroup; measures: Measure[] }[] {
  const wanted = foldAccents(text)
  const found = MEASURES.filter(
    (measure) =>
      measure.supersededOn === undefined &&
      foldAccents(`${measure.title[locale]} ${measure.short?.[locale] ?? ''} ${measure.id}`).includes(wanted),
  )
  return MEASURE_GROUPS.map((group) => ({
    group,
    measures: found.filter((measure) => groupOf(measure) === group),
  })).filter(({ measures }) => measures.length > 0)
}

/** Of a rate: what stands above and below the line, in words; null for anything else. */
export function partsOf(measure: Measure, locale: Locale): { top: string; bottom: string } | null {
  if (measure.kind !== 'rate') return null
  const title = (id: string) => findMeasure(id)?.title[locale] ?? id
  const less = (measure.numeratorMinus ?? []).map((id) => ` − ${title(id)}`).join('')
  return { top: measure.numerator.map(title).join(' + ') + less, bottom: measure.denominator.map(title).join(' + ') }
}
