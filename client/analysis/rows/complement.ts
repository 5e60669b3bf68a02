import { findMeasure } from '../../../shared/measures/list.ts'

/** The figure that counts exactly what a rate does not reach, such as the late dossiers of the on-time rate; null where no one figure does. */
export function complementOf(measure: string): string | null {
  const found = findMeasure(measure)
  if (found?.kind !== 'rate' || found.ratio || found.numeratorMinus) return null
  if (!found.numerator.every((id) => found.denominator.includes(id))) return null
  const rest = found.denominator.filter((id) => !found.numerator.includes(id))
  return rest.length === 1 ? (rest[0] ?? null) : null
}
