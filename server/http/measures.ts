import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { MeasureItem } from '../../shared/api.ts'
import { combinationOf, dimensionsFor } from '../../shared/measures/combine.ts'
import { CATALOGUE, PROGRAM_BOOK } from '../../shared/measures/list.ts'
import type { Measure } from '../../shared/measures/measure.ts'
import { answers, unnamed } from './documents.ts'

/** `GET /measures`: what can be counted, with the definition and legal source of each; `superseded=1` adds earlier versions. */
export const measureRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/measures',
    {
      config: { policy: 'wall' },
      schema: {
        summary: 'Every measure with its definition',
        querystring: Type.Object({ superseded: Type.Optional(Type.Enum(['0', '1'])) }, { additionalProperties: false }),
        response: answers(200, Type.Object({ measures: Type.Array(unnamed(MeasureItem)) })),
      },
    },
    async ({ query: { superseded } }) => {
      const { measures, superseded: earlier } = CATALOGUE
      return { measures: [...measures, ...(superseded === '1' ? earlier : [])].map(toItem) }
    },
  )
}

function toItem(measure: Measure): MeasureItem {
  const { numerator = [], numeratorMinus = [], denominator = [], minimum } = measure.kind === 'rate' ? measure : {}
  const [plus, minus] = measure.kind === 'sum' ? [measure.plus, measure.minus] : [[], []]
  return {
    id: measure.id,
    title: measure.title,
    short: measure.short ?? null,
    kind: measure.kind,
    unitOfMeasure: measure.unitOfMeasure,
    better: measure.better,
    dataset: 'dataset' in measure ? measure.dataset : null,
    numerator: [...numerator, ...plus],
    denominator: [...denominator],
    numeratorMinus: [...numeratorMinus, ...minus],
    source: measure.source,
    version: measure.version,
    validFrom: measure.validFrom,
    minimum: minimum ?? null,
    max: measure.kind === 'reported' ? measure.max || null : null,
    ...combinationOf(measure, PROGRAM_BOOK),
    dimensions: dimensionsFor(measure, PROGRAM_BOOK),
    supersededOn: measure.supersededOn ?? null,
  }
}
