import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Period } from '../../shared/period.ts'
import { Workbench } from '../../shared/workbench.ts'
import type { Figures } from '../figures/figures.ts'
import { askerOf } from './asker.ts'
import { answers } from './documents.ts'
import { PeriodText, UnitName } from './parameters.ts'

const SPELL = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/

/** `GET /index`: an index taken apart for one unit, with what would lift it most. */
export const workbenchRoutes: FastifyPluginAsyncTypebox<{ figures: Pick<Figures, 'workbench'> }> = async (
  app,
  { figures },
) => {
  app.get(
    '/index',
    {
      config: { policy: 'wall' },
      schema: {
        summary: 'Index 766 of a unit: maxima, published and computed points, what gives the most',
        querystring: Type.Object(
          {
            unit: Type.Optional(UnitName),
            period: Type.Optional(PeriodText),
            seq: Type.Optional(Type.String({ pattern: '^\\d{1,15}$' })),
          },
          { additionalProperties: false },
        ),
        response: answers(200, Workbench),
      },
    },
    async (request, reply) => {
      const { unit, period = 'lastMonth', seq } = request.query
      return figures.workbench(
        {
          ...(unit !== undefined && { unit }),
          period: toPeriod(period),
          ...(seq !== undefined && { at: { seq: Number(seq) } }),
        },
        request.scope,
        askerOf(request, reply),
      )
    },
  )
}

function toPeriod(text: string): Period {
  const [, from, to] = SPELL.exec(text) ?? []
  return from !== undefined && to !== undefined ? { from, to } : { name: text }
}
