import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { findDataset } from '../../shared/datasets/list.ts'
import { actorOf } from '../../shared/roles.ts'
import { refusal } from '../errors.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { answers } from './documents.ts'
import { DatasetName, WrittenReason } from './parameters.ts'

const MOST_KEYS = 100

/** `POST /codes/reveal`: the codes behind rows that the caller sees; purged and foreign keys are not in the answer. */
export const codeRoutes: FastifyPluginAsyncTypebox<{ ledger: Pick<Ledger, 'reveal'> }> = async (app, { ledger }) => {
  app.post(
    '/codes/reveal',
    {
      config: { policy: 'reveal' },
      schema: {
        summary: 'The codes behind keys; every call is written into the audit with its reason before it is answered',
        body: Type.Object(
          {
            dataset: DatasetName,
            keys: Type.Array(Type.String({ minLength: 1, maxLength: 80 }), { minItems: 1, maxItems: MOST_KEYS }),
            reason: WrittenReason,
          },
          { additionalProperties: false },
        ),
        response: answers(
          200,
          Type.Object({ codes: Type.Array(Type.Object({ key: Type.String(), code: Type.String() })) }),
        ),
      },
    },
    async ({ body, scope }) => {
      const dataset = findDataset(body.dataset)
      if (!dataset) throw refusal('IOC_UNKNOWN_DATASET', { dataset: body.dataset })
      const keys = [...new Set(body.keys)]
      const codes = await ledger.reveal(dataset, keys, actorOf(scope, body.reason.trim()), scope)
      return { codes: [...codes].map(([key, code]) => ({ key, code })) }
    },
  )
}
