import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { PurgeItem } from '../../shared/audit.ts'
import { findDataset } from '../../shared/datasets/list.ts'
import { isDay } from '../../shared/period.ts'
import { actorOf } from '../../shared/roles.ts'
import { refusal } from '../errors.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { answers } from './documents.ts'
import { DatasetName, DayText, WrittenReason } from './parameters.ts'

/** Many years of rows are written again in one transaction. */
const TIMEOUT_MS = 1_800_000

/** `/purges`: erase who rows were about whose time is over; what they count stays. */
export const purgeRoutes: FastifyPluginAsyncTypebox<{ ledger: Pick<Ledger, 'purge' | 'purges'> }> = async (
  app,
  { ledger },
) => {
  app.get(
    '/purges',
    {
      config: { policy: 'operate' },
      schema: {
        summary: 'Every purge, newest first',
        response: answers(200, Type.Object({ purges: Type.Array(PurgeItem) })),
      },
    },
    async () => ({ purges: await ledger.purges() }),
  )

  app.post(
    '/purges',
    {
      config: { policy: 'admin' },
      handlerTimeout: TIMEOUT_MS,
      schema: {
        summary: 'Erase for good who the rows from before a day were about; every figure stays',
        body: Type.Object(
          { dataset: DatasetName, before: DayText, reason: WrittenReason },
          { additionalProperties: false },
        ),
        response: answers(200, Type.Object({ seq: Type.Integer(), rows: Type.Integer(), codes: Type.Integer() })),
      },
    },
    async ({ body, scope }) => {
      if (scope.units !== 'all') throw refusal('IOC_NOT_ALLOWED')
      const dataset = findDataset(body.dataset)
      if (!dataset) throw refusal('IOC_UNKNOWN_DATASET', { dataset: body.dataset })
      if (!isDay(body.before)) throw refusal('IOC_BAD_PERIOD', { period: body.before })
      return ledger.purge({ dataset, before: body.before }, actorOf(scope, body.reason.trim()))
    },
  )
}
