import { dossierCounts } from './dossier-counts.ts'
import { dossierRates } from './dossier-rates.ts'
import { feedbackMeasures } from './feedback.ts'
import { indexMeasures } from './index-766.ts'
import type { Measure } from './measure.ts'
import { surveyMeasures } from './surveys.ts'

/** Every measure with a fixed id. `indicators.<code>` and `targets.<measure>` exist for any code; see `findMeasure`. */
export const MEASURES: readonly Measure[] = [
  ...dossierCounts,
  ...dossierRates,
  ...feedbackMeasures,
  ...surveyMeasures,
  ...indexMeasures,
]

const byId = new Map(MEASURES.map((measure) => [measure.id, measure]))

/** The measure of that id; `indicators.<code>` reads the indicator of that code, `targets.<measure>` what a measure should reach. */
export function findMeasure(id: string): Measure | undefined {
  return byId.get(id) ?? openMeasure(id)
}

function openMeasure(id: string): Measure | undefined {
  const [, family, code] = /^(indicators|targets)\.(.+)$/.exec(id) ?? []
  if (!family || !code) return undefined
  const reported = {
    kind: 'reported',
    id,
    column: 'value',
    overTime: 'last',
    version: 1,
    validFrom: '0001-01-01',
  } as const
  if (family === 'indicators') {
    return {
      ...reported,
      title: { vi: code, en: code },
      dataset: 'indicators',
      match: { indicator: code },
      unitOfMeasure: 'number',
      better: 'neither',
      source: 'As published; see the row',
    }
  }
  const measure = byId.get(code)
  if (!measure) return undefined
  return {
    ...reported,
    title: { vi: `Mục tiêu: ${measure.title.vi}`, en: `Target: ${measure.title.en}` },
    dataset: 'targets',
    match: { measure: code },
    inherits: true,
    unitOfMeasure: measure.unitOfMeasure,
    better: 'neither',
    source: 'As set; see the row',
  }
}
