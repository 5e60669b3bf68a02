import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { MeasureItem } from '../../shared/api.ts'
import { MEASURES } from '../../shared/measures/list.ts'
import type { Measure } from '../../shared/measures/measure.ts'
import { answers, unnamed } from './documents.ts'

/** `GET /measures`: what can be counted, with the definition and legal source of each. */
export const measureRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/measures',
    {
      config: { policy: 'wall' },
      schema: {
        summary: 'Every measure with its definition',
        response: answers(200, Type.Object({ measures: Type.Array(unnamed(MeasureItem)) })),
      },
    },
    async () => ({ measures: MEASURES.map(toItem) }),
  )
}

function toItem(measure: Measure): MeasureItem {
  return {
    id: measure.id,
    title: measure.title,
    short: measure.short ?? null,
    kind: measure.kind,
    unitOfMeasure: measure.unitOfMeasure,
    better: measure.better,
    dataset: 'dataset' in measure ? measure.dataset : null,
    numerator: measure.kind === 'rate' ? [...measure.numerator] : [],
    denominator: measure.kind === 'rate' ? [...measure.denominator] : [],
    source: measure.source,
    version: measure.version,
    validFrom: measure.validFrom,
    minimum: measure.kind === 'rate' ? (measure.minimum ?? null) : null,
    max: measure.kind === 'reported' ? measure.max || null : null,
    overTime:
      measure.kind === 'count' ? 'sum' : measure.kind === 'rate' || measure.kind === 'distribution' ? 'none' : 'last',
    overUnits: 'none',
    dimensions: [],
    supersededOn: null,
  }
}
