import { findMeasure } from '../../shared/measures/list.ts'

/** What stands beside a measure, so that a good rate never hides the work left undone. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  dossiers: ['dossiers.received', 'dossiers.onTimeRate', 'dossiers.overdue'],
  feedback: ['feedback.received', 'feedback.onTimeRate', 'feedback.overdue'],
  surveys: ['surveys.answers', 'surveys.satisfactionRate'],
  index: ['index.total', 'index.TDGQ', 'index.MDSH', 'index.rank'],
}

/** The measures in the columns beside the chosen one; the counts that a rate is made of say more than other rates. */
export function companionsOf(measure: string): string[] {
  const beside = BESIDE[measure.split('.')[0] ?? ''] ?? []
  return beside.filter((id) => id !== measure && findMeasure(id))
}

/** Column head of a measure. */
export function headOf(measure: string, locale: 'vi' | 'en'): string {
  const found = findMeasure(measure)
  return found?.short?.[locale] ?? found?.title[locale] ?? measure
}
