import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { BATCH_STATES } from '../../shared/batch-states.ts'
import { findDataset } from '../../shared/datasets/list.ts'
import { refusal } from '../errors.ts'
import type { Pipeline } from '../pipeline.ts'
import { toDocument, toListed } from './batch-document.ts'
import { answers, BatchDocument, IdParam } from './documents.ts'
import { DatasetName, Extracted, FeedName, PeriodName, UnitName } from './parameters.ts'
import { receiveForm } from './upload.ts'

const Text = Type.String({ maxLength: 200 })
const MOST_ANSWERS = 500

/** Names and values of answers: short, since they are said once for a whole column or group of rows. */
const AnswerName = Type.String({ minLength: 1, maxLength: 400 })
const AnswerText = Type.String({ maxLength: 2_000 })
const AnswerOrNone = Type.Union([AnswerText, Type.Null()])

const AnswerChangeDocument = Type.Object(
  {
    answers: Type.Optional(Type.Record(AnswerName, AnswerOrNone)),
    mapping: Type.Optional(
      Type.Array(
        Type.Object({ header: AnswerName, column: Type.Union([Text, Type.Null()]) }, { additionalProperties: false }),
        { maxItems: MOST_ANSWERS },
      ),
    ),
    repairs: Type.Optional(
      Type.Array(Type.Object({ answer: AnswerName, value: AnswerOrNone }, { additionalProperties: false }), {
        maxItems: MOST_ANSWERS,
      }),
    ),
  },
  { additionalProperties: false, minProperties: 1 },
)

export interface BatchParts {
  pipeline: Pipeline
  /** How long an upload may take. */
  timeoutMs: number
}

/** `/batches`: a delivery from upload to the last answer before it is decided. */
export const batchRoutes: FastifyPluginAsyncTypebox<BatchParts> = async (app, parts) => {
  const { pipeline, timeoutMs } = parts

  app.post(
    '/batches',
    {
      config: { policy: 'upload' },
      handlerTimeout: timeoutMs,
      schema: {
        summary: 'Deliver a file (multipart/form-data, field "file"); it is checked in the background',
        consumes: ['multipart/form-data'],
        querystring: Type.Object(
          {
            dataset: DatasetName,
            feed: FeedName,
            unit: Type.Optional(UnitName),
            period: Type.Optional(PeriodName),
            extractedAt: Type.Optional(Extracted),
          },
          { additionalProperties: false },
        ),
        response: answers(202, Type.Object({ id: Text, state: Text })),
      },
    },
    async (request, reply) => {
      const isGone = () => request.raw.socket.destroyed === true
      const { dataset: id, feed, unit, period, extractedAt } = request.query
      const dataset = findDataset(id)
      if (!dataset) throw refusal('IOC_UNKNOWN_DATASET', { dataset: id })
      const batch = await receiveForm(request, (form) =>
        pipeline.receive(
          {
            ...form,
            isGone,
            feed: { id: feed, dataset, unit },
            period: period ?? null,
            extractedAt: extractedAt ?? null,
          },
          request.scope,
        ),
      )
      return reply
        .code(202)
        .header('location', `/api/v1/batches/${batch.id}`)
        .send({ id: batch.id, state: batch.state })
    },
  )

  app.get(
    '/batches',
    {
      config: { policy: 'batches' },
      schema: {
        summary: 'Deliveries, newest first',
        querystring: Type.Object(
          {
            dataset: Type.Optional(DatasetName),
            feed: Type.Optional(FeedName),
            state: Type.Optional(Type.Union(BATCH_STATES.map((state) => Type.Literal(state)))),
            limit: Type.Optional(Type.String({ pattern: '^[1-9]\\d{0,2}$' })),
          },
          { additionalProperties: false },
        ),
        response: answers(200, Type.Object({ batches: Type.Array(BatchDocument) })),
      },
    },
    async (request) => {
      const { limit, ...filter } = request.query
      const found = await pipeline.batches({ ...filter, limit: Number(limit ?? 100) }, request.scope)
      return { batches: found.map((batch) => toListed(batch, request)) }
    },
  )

  app.get(
    '/batches/:id',
    {
      config: { policy: 'batches' },
      schema: {
        summary: 'One delivery with everything found in it',
        params: IdParam,
        response: answers(200, BatchDocument),
      },
    },
    async (request) => toDocument(await pipeline.batch(request.params.id, request.scope), request),
  )

  app.patch(
    '/batches/:id',
    {
      config: { policy: 'upload' },
      schema: {
        summary:
          'Answer questions, map columns, repair faults of a delivery; it is checked again. null takes an answer back',
        params: IdParam,
        body: AnswerChangeDocument,
        response: answers(200, BatchDocument),
      },
    },
    async (request) => toDocument(await pipeline.answer(request.params.id, request.body, request.scope), request),
  )

  app.delete(
    '/batches/:id',
    {
      config: { policy: 'upload' },
      schema: {
        summary: 'Throw a delivery away that never counted',
        params: IdParam,
        response: answers(204, Type.Null()),
      },
    },
    async ({ params, scope }, reply) => {
      await pipeline.discard(params.id, scope)
      return reply.code(204).send(null)
    },
  )
}
