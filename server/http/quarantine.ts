import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { QuarantinedRow } from '../../shared/feed-register.ts'
import type { Pipeline } from '../pipeline.ts'
import type { Quarantine } from '../quarantine.ts'
import { answers, IdParam } from './documents.ts'
import { rejectedIn } from './issue-words.ts'
import { FeedName } from './parameters.ts'
import { languageOf } from './problem.ts'

const State = Type.Union([Type.Literal('waiting'), Type.Literal('counted'), Type.Literal('discarded')])
/** A row has no more columns than a dataset, and its texts are those of a cell. */
const Cells = Type.Record(
  Type.String({ pattern: '^[A-Za-z][A-Za-z0-9]{0,59}$' }),
  Type.Union([Type.String({ maxLength: 1_000 }), Type.Number(), Type.Boolean(), Type.Null()]),
  { maxProperties: 100 },
)
const TRY_TIMEOUT_MS = 60_000

export interface QuarantineRouteParts {
  pipeline: Pick<Pipeline, 'retry'>
  quarantine: Pick<Quarantine, 'list' | 'discard'>
}

/** `/quarantine`: pushed rows that could not count, until somebody decides about them. */
export const quarantineRoutes: FastifyPluginAsyncTypebox<QuarantineRouteParts> = async (app, parts) => {
  const { pipeline, quarantine } = parts
  app.get(
    '/quarantine',
    {
      config: { policy: 'batches' },
      schema: {
        summary:
          'Pushed rows that are kept aside, newest first, at most 500; codes and personal columns are not in them',
        querystring: Type.Object(
          { feed: Type.Optional(FeedName), state: Type.Optional(State) },
          { additionalProperties: false },
        ),
        response: answers(200, Type.Object({ rows: Type.Array(QuarantinedRow) })),
      },
    },
    async ({ query, scope, headers }) => ({
      rows: rejectedIn(await quarantine.list(query, scope), languageOf(headers['accept-language'])),
    }),
  )
  app.post(
    '/quarantine/:id',
    {
      config: { policy: 'upload' },
      handlerTimeout: TRY_TIMEOUT_MS,
      schema: {
        summary: 'Discard a row kept aside, or try it again with other cells',
        params: IdParam,
        body: Type.Object(
          { decision: Type.Union([Type.Literal('discard'), Type.Literal('retry')]), cells: Type.Optional(Cells) },
          { additionalProperties: false },
        ),
        response: answers(200, QuarantinedRow),
      },
    },
    async ({ params: { id }, body: { decision, cells }, scope, headers }) => {
      const row =
        decision === 'discard' ? await quarantine.discard(id, scope) : await pipeline.retry(id, cells ?? {}, scope)
      return rejectedIn([row], languageOf(headers['accept-language']))[0] ?? row
    },
  )
}
