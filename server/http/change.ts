import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { RowsAnswer } from '../../shared/answer.ts'
import { Change, ChangeQuery, ChangeRowsQuery } from '../../shared/change.ts'
import type { Figures } from '../figures/figures.ts'
import { askerOf } from './asker.ts'
import { answers } from './documents.ts'

/** Longer than other questions: every state on the way from one reading to the other is read. */
const TIMEOUT_MS = 60_000

/** `POST /figures/change`: why a figure differs between two readings; `POST /figures/change/rows`: the rows of one part. */
export const changeRoutes: FastifyPluginAsyncTypebox<{ figures: Figures }> = async (app, { figures }) => {
  app.post(
    '/figures/change',
    {
      handlerTimeout: TIMEOUT_MS,
      config: { policy: 'rows' },
      schema: {
        summary: 'Why a figure differs between two readings',
        body: ChangeQuery,
        response: answers(200, Change),
      },
    },
    async (request, reply) => reply.send(await figures.change(request.body, request.scope, askerOf(request, reply))),
  )
  app.post(
    '/figures/change/rows',
    {
      handlerTimeout: TIMEOUT_MS,
      config: { policy: 'rows' },
      schema: {
        summary: 'The rows of one part of a change',
        body: ChangeRowsQuery,
        response: answers(200, RowsAnswer),
      },
    },
    async (request, reply) =>
      reply.send(await figures.changeRows(request.body, request.scope, askerOf(request, reply))),
  )
}
