import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { refusal } from '../errors.ts'
import type { Figures } from '../figures/figures.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Pipeline } from '../pipeline.ts'
import { toDocument } from './batch-document.ts'
import { answers, BatchDocument, EffectDocument, IdParam, Seq } from './documents.ts'
import { Reason, Switch } from './parameters.ts'

export interface DecisionParts {
  ledger: Ledger
  figures: Figures
  pipeline: Pipeline
  /** How long a commit or a withdrawal may take. */
  timeoutMs: number
}

/** A sent-back delivery says why. */
const SaidReason = Type.String({ pattern: '\\S', maxLength: 500 })

/** What a commit says where a second person has to agree first. */
const AskedDocument = Type.Object({ state: Type.Literal('approving'), by: Type.String() })

/** `/batches/:id/effect`, `commit`, `decline`, `withdraw`: what a delivery would change, and who says that it counts. */
export const decisionRoutes: FastifyPluginAsyncTypebox<DecisionParts> = async (app, parts) => {
  const { ledger, figures, pipeline, timeoutMs } = parts

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
        summary: 'Make a delivery count; where two people have to agree, the first one asks (202)',
        params: IdParam,
        querystring: Type.Object({ replaceSample: Type.Optional(Switch) }, { additionalProperties: false }),
        body: Type.Object(
          {
            sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
            mappingVersion: Type.Optional(Type.String({ maxLength: 200 })),
            effectSeq: Type.Optional(Type.Integer({ minimum: 0 })),
            dropRejected: Type.Optional(Type.Boolean()),
            reason: Type.Optional(Reason),
          },
          { additionalProperties: false },
        ),
        response: { ...answers(200, Seq), 202: AskedDocument },
      },
    },
    async ({ params, query, body, scope }, reply) => {
      const agreed = { ...body, replaceSample: query.replaceSample === '1' }
      const done = await pipeline.commit(params.id, agreed, scope)
      return 'seq' in done ? { seq: done.seq } : reply.code(202).send(done)
    },
  )

  app.post(
    '/batches/:id/decline',
    {
      config: { policy: 'upload' },
      schema: {
        summary: 'Send a delivery back that waits for a second person',
        params: IdParam,
        body: Type.Object({ reason: SaidReason }, { additionalProperties: false }),
        response: answers(200, BatchDocument),
      },
    },
    async (request) =>
      toDocument(await pipeline.decline(request.params.id, request.body.reason, request.scope), request),
  )

  app.post(
    '/batches/:id/withdraw',
    {
      config: { policy: 'upload' },
      handlerTimeout: timeoutMs,
      schema: {
        summary: 'Take a delivery back',
        params: IdParam,
        body: Type.Object({ reason: Type.Optional(Reason) }, { additionalProperties: false }),
        response: answers(200, Seq),
      },
      // A withdrawal without a reason may come without a body.
      preValidation: async (request) => {
        request.body ??= {}
      },
    },
    async ({ params, body, scope }) => {
      const { seq } = await pipeline.withdraw(params.id, body.reason, scope)
      return { seq }
    },
  )
}
