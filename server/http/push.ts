import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { PushBody } from '../../shared/api.ts'
import { Issue } from '../../shared/batch.ts'
import { DATASETS, findDataset } from '../../shared/datasets/list.ts'
import { refusal } from '../errors.ts'
import type { Pipeline } from '../pipeline.ts'
import { answers } from './documents.ts'
import { rejectedIn } from './issue-words.ts'
import { DatasetName, FeedName, Switch, UnitName } from './parameters.ts'
import { languageOf } from './problem.ts'

/** The body of the contract; too many rows are a refusal of their own, and a feed's name is held to its pattern. */
const Body = Type.Object(
  {
    feed: FeedName,
    rows: Type.Array(PushBody.properties.rows.items, { minItems: 1 }),
  },
  { additionalProperties: false },
)

const Rejected = Type.Array(
  Type.Object({
    row: Type.Integer(),
    issues: Type.Array(Issue),
    /** Under which the row is kept aside; absent where the source has to mend it. */
    quarantined: Type.Optional(Type.String()),
  }),
)
const Pushed = Type.Object({
  batch: Type.String(),
  seq: Type.Integer(),
  accepted: Type.Integer(),
  rejected: Rejected,
})
/** Nothing counted, but rows are kept aside until somebody decides. */
const Aside = Type.Object({ batch: Type.Null(), seq: Type.Null(), accepted: Type.Literal(0), rejected: Rejected })

const PUSH_TIMEOUT_MS = 60_000

export interface PushParts {
  pipeline: Pipeline
  /** The most rows of one call. */
  pushRows: number
}

/** `POST /push/:dataset`: rows from another system, checked and counted in one call. */
export const pushRoutes: FastifyPluginAsyncTypebox<PushParts> = async (app, { pipeline, pushRows }) => {
  app.post(
    '/push/:dataset',
    {
      config: { policy: 'push' },
      handlerTimeout: PUSH_TIMEOUT_MS,
      schema: {
        summary: 'Push rows under canonical column names; good rows count, refused ones come back with their faults',
        params: Type.Object({ dataset: DatasetName }),
        querystring: Type.Object(
          { replaceSample: Type.Optional(Switch), unit: Type.Optional(UnitName) },
          { additionalProperties: false },
        ),
        headers: Type.Object({ 'idempotency-key': Type.Optional(Type.String({ minLength: 1, maxLength: 200 })) }),
        body: Body,
        response: { ...answers(200, Pushed), 202: Aside },
      },
    },
    async ({ params, query, headers, body, scope, raw }, reply) => {
      const dataset = findDataset(params.dataset)
      if (!dataset)
        throw refusal(
          'IOC_UNKNOWN_DATASET',
          { dataset: params.dataset },
          DATASETS.map(({ id }) => id),
        )
      if (body.rows.length > pushRows) throw refusal('IOC_TOO_MANY_ROWS', { rows: body.rows.length, limit: pushRows })
      const {
        batch,
        seq,
        accepted,
        rejected: refused,
      } = await pipeline.push(
        {
          feed: { id: body.feed, dataset, unit: query.unit },
          rows: body.rows,
          key: headers['idempotency-key'],
          replaceSample: query.replaceSample === '1',
        },
        scope,
      )
      const rejected = rejectedIn(refused, languageOf(raw.headers['accept-language']))
      if (batch === null || seq === null) return reply.code(202).send({ batch: null, seq: null, accepted: 0, rejected })
      return { batch, seq, accepted, rejected }
    },
  )
}
