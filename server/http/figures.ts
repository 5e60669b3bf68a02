import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Answer, RowsAnswer } from '../../shared/answer.ts'
import { Query } from '../../shared/query.ts'
import { Receipt } from '../../shared/receipt.ts'
import type { Figures } from '../figures/figures.ts'
import { askerOf } from './asker.ts'
import { answers, unnamed } from './documents.ts'

const RowsQuery = Type.Object(
  { ...Query.properties, measure: Type.String({ minLength: 1, maxLength: 80 }) },
  { additionalProperties: false },
)

/**
 * `POST /figures`: the one question every tile, table and other system asks; `POST /figures/receipt`: where a number comes
 * from; `POST /figures/rows`: the rows behind it.
 */
export const figureRoutes: FastifyPluginAsyncTypebox<{ figures: Figures }> = async (app, { figures }) => {
  app.post(
    '/figures',
    {
      config: { policy: 'wall' },
      schema: { summary: 'Ask for figures', body: unnamed(Query), response: answers(200, Answer) },
    },
    async (request, reply) => reply.send(await figures.answer(request.body, request.scope, askerOf(request, reply))),
  )
  app.post(
    '/figures/receipt',
    {
      config: { policy: 'wall' },
      schema: { summary: 'Where one figure comes from', body: RowsQuery, response: answers(200, Receipt) },
    },
    async (request, reply) => reply.send(await figures.receipt(request.body, request.scope, askerOf(request, reply))),
  )
  app.post(
    '/figures/rows',
    {
      config: { policy: 'rows' },
      schema: { summary: 'The rows behind one figure', body: RowsQuery, response: answers(200, RowsAnswer) },
    },
    async (request, reply) => reply.send(await figures.rows(request.body, request.scope, askerOf(request, reply))),
  )
}
