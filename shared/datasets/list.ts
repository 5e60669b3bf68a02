import { boundaries } from './boundaries.ts'
import { calendarDays } from './calendar.ts'
import type { Dataset } from './dataset.ts'
import { dossierReports } from './dossier-reports.ts'
import { dossiers } from './dossiers.ts'
import { feedDeliveries } from './feed-deliveries.ts'
import { feedback } from './feedback.ts'
import { indexScores } from './index-scores.ts'
import { indexWeights } from './index-weights.ts'
import { indicators } from './indicators.ts'
import { procedures } from './procedures.ts'
import { surveys } from './surveys.ts'
import { targets } from './targets.ts'
import { units } from './units.ts'

/** Every kind of row that the product takes in. */
export const DATASETS: readonly Dataset[] = [
  dossiers,
  dossierReports,
  feedback,
  surveys,
  indexScores,
  indicators,
  procedures,
  indexWeights,
  targets,
  calendarDays,
  units,
  boundaries,
]

/** The dataset of that id, if there is one. */
export function findDataset(id: string): Dataset | undefined {
  return DATASETS.find((dataset) => dataset.id === id)
}

/** What a measure may speak of: the rows of a dataset, or the feeds that bring them. */
export function findSubject(id: string): Dataset | undefined {
  return findDataset(id) ?? (id === feedDeliveries.id ? feedDeliveries : undefined)
}
