import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Query } from '../../shared/query.ts'
import { Reconciliation } from '../../shared/reconciliation.ts'
import type { Figures } from '../figures/figures.ts'
import { askerOf } from './asker.ts'
import { answers } from './documents.ts'

const { basis: _, ...properties } = Query.properties

/** A question about counts, without a word on which source answers: all that can do. */
const ReconciliationQuery = Type.Object(properties, { additionalProperties: false })

/** `POST /figures/reconciliation`: the same counts from each source that has them, with the difference and its owner. */
export const reconciliationRoutes: FastifyPluginAsyncTypebox<{ figures: Figures }> = async (app, { figures }) => {
  app.post(
    '/figures/reconciliation',
    {
      config: { policy: 'wall' },
      schema: {
        summary: 'The same counts from each source that has them',
        body: ReconciliationQuery,
        response: answers(200, Reconciliation),
      },
    },
    async (request, reply) => reply.send(await figures.reconcile(request.body, request.scope, askerOf(request, reply))),
  )
}
