import { type Catalogue, createBook, type MeasureBook } from './catalogue.ts'
import { dossierCounts } from './dossier-counts.ts'
import { dossierMoves } from './dossier-moves.ts'
import { dossierRates } from './dossier-rates.ts'
import { feedbackMeasures } from './feedback.ts'
import { feedMeasures } from './feeds.ts'
import { indexMeasures } from './index-766.ts'
import type { Measure } from './measure.ts'
import { procedureMeasures } from './procedures.ts'
import { SUPERSEDED } from './superseded.ts'
import { surveyMeasures } from './surveys.ts'

/** Every measure with a fixed id. `indicators.<code>` and `targets.<measure>` exist for any code; see `findMeasure`. */
export const MEASURES: readonly Measure[] = [
  ...dossierCounts,
  ...dossierRates,
  ...dossierMoves,
  ...feedbackMeasures,
  ...surveyMeasures,
  ...indexMeasures,
  ...procedureMeasures,
  ...feedMeasures,
]

/** The definitions of this program. */
export const CATALOGUE: Catalogue = { measures: MEASURES, superseded: SUPERSEDED }

/** The definitions of this program that count now. */
export const PROGRAM_BOOK: MeasureBook = createBook(MEASURES)

/** The measure of that id as this program defines it now. */
export function findMeasure(id: string): Measure | undefined {
  return PROGRAM_BOOK.find(id)
}
