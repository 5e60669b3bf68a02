import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { BATCH_STATES } from '../../shared/batch-states.ts'
import { findDataset } from '../../shared/datasets/list.ts'
import { refusal } from '../errors.ts'
import type { Figures } from '../figures/figures.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Pipeline } from '../pipeline.ts'
import { answers, BatchDocument, EffectDocument, IdParam, Seq } from './documents.ts'
import { DatasetName, Extracted, FeedName, PeriodName, Reason, Switch, UnitName } from './parameters.ts'
import { receiveForm } from './upload.ts'

const Text = Type.String({ maxLength: 200 })

export interface BatchParts {
  ledger: Ledger
  figures: Figures
  pipeline: Pipeline
  /** How long an upload, a commit or a withdrawal may take. */
  timeoutMs: number
}

/** `/batches`: a delivery from upload to commit and back. */
export const batchRoutes: FastifyPluginAsyncTypebox<BatchParts> = async (app, parts) => {
  const { ledger, figures, pipeline, timeoutMs } = parts

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
      const { dataset: id, feed, unit, period, extractedAt } = request.query
      const dataset = findDataset(id)
      if (!dataset) throw refusal('IOC_UNKNOWN_DATASET', { dataset: id })
      const batch = await receiveForm(request, (form) =>
        pipeline.receive(
          { ...form, feed: { id: feed, dataset, unit }, period: period ?? null, extractedAt: extractedAt ?? null },
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
    async ({ query: { limit, ...filter }, scope }) => ({
      batches: await ledger.batches({ ...filter, limit: Number(limit ?? 100) }, scope),
    }),
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
    async ({ params, scope }) => {
      const batch = await ledger.batch(params.id, scope)
      if (!batch) throw refusal('IOC_BATCH_UNKNOWN', { batch: params.id })
      return batch
    },
  )

  app.patch(
    '/batches/:id',
    {
      config: { policy: 'upload' },
      schema: {
        summary: 'Answer the questions of a delivery; it is checked again',
        params: IdParam,
        body: Type.Object({ answers: Type.Record(Text, Text) }, { additionalProperties: false }),
        response: answers(200, BatchDocument),
      },
    },
    async ({ params, body, scope }) => pipeline.answer(params.id, body.answers, scope),
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

  for (const [path, kind] of [
    ['/batches/:id/effect', 'commit'],
    ['/batches/:id/withdraw/effect', 'withdraw'],
  ] as const) {
    app.get(
      path,
      {
        config: { policy: 'batches' },
        schema: {
          summary: `What the wall will say after the ${kind}`,
          params: IdParam,
          response: answers(200, EffectDocument),
        },
      },
      async ({ params, scope }) => {
        if (!(await ledger.batch(params.id, scope))) throw refusal('IOC_BATCH_UNKNOWN', { batch: params.id })
        return figures.effect(params.id, kind, scope)
      },
    )
  }

  app.post(
    '/batches/:id/commit',
    {
      config: { policy: 'upload' },
      handlerTimeout: timeoutMs,
      schema: {
        summary: 'Make a delivery count',
        params: IdParam,
        querystring: Type.Object({ replaceSample: Type.Optional(Switch) }, { additionalProperties: false }),
        body: Type.Object(
          {
            sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
            mappingVersion: Type.Optional(Text),
            effectSeq: Type.Optional(Type.Integer({ minimum: 0 })),
            dropRejected: Type.Optional(Type.Boolean()),
            reason: Type.Optional(Reason),
          },
          { additionalProperties: false },
        ),
        response: answers(200, Seq),
      },
    },
    async ({ params, query, body, scope }) => {
      const { seq } = await pipeline.commit(params.id, { ...body, replaceSample: query.replaceSample === '1' }, scope)
      return { seq }
    },
  )

  app.post(
    '/batches/:id/withdraw',
    {
      config: { policy: 'upload' },
      handlerTimeout: timeoutMs,
      schema: {
        summary: 'Take a delivery back',
        params: IdParam,
        body: Type.Optional(Type.Object({ reason: Type.Optional(Reason) }, { additionalProperties: false })),
        response: answers(200, Seq),
      },
    },
    async ({ params, body, scope }) => {
      const { seq } = await pipeline.withdraw(params.id, body?.reason, scope)
      return { seq }
    },
  )
}
