import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { DeliveryReceipt } from '../../shared/delivery-receipt.ts'
import { dayOf } from '../../shared/period.ts'
import { nameOn } from '../../shared/units.ts'
import { refusal } from '../errors.ts'
import type { Figures } from '../figures/figures.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { answers, IdParam } from './documents.ts'

/** `GET /batches/:id/receipt`: what was delivered and what it changed, to be printed and signed. */
export const deliveryReceiptRoutes: FastifyPluginAsyncTypebox<{ ledger: Ledger; figures: Figures }> = async (
  app,
  { ledger, figures },
) => {
  app.get(
    '/batches/:id/receipt',
    {
      config: { policy: 'batches' },
      schema: {
        summary: 'The receipt of a delivery that counts, or counted until it was withdrawn',
        params: IdParam,
        response: answers(200, DeliveryReceipt),
      },
    },
    async ({ params: { id }, scope }): Promise<DeliveryReceipt> => {
      const batch = await ledger.batch(id, scope)
      const decisions = batch && (await ledger.decisions(id, scope))
      if (!batch || !decisions) throw refusal('IOC_BATCH_UNKNOWN', { batch: id })
      const { committed, withdrawn, askedBy, names } = decisions
      if (!committed) throw refusal('IOC_BATCH_NOT_COMMITTED', { batch: id, state: batch.state })
      const feed = await ledger.feed(batch.feed, scope)
      const unit = feed?.unit ? (await ledger.units(committed.seq)).units.get(feed.unit) : undefined
      const { dataset, file, period, receivedAt, receivedBy, mappingVersion, rows, droppedColumns, sample } = batch
      return {
        batch: id,
        dataset,
        feed: {
          id: batch.feed,
          title: feed?.title ?? batch.feed,
          owner: feed?.owner ?? null,
          unitName: unit ? nameOn(unit, dayOf(new Date(committed.at))) : null,
        },
        file,
        period,
        receivedAt,
        receivedBy,
        askedBy,
        committedBy: committed.by,
        committedAt: committed.at,
        seq: committed.seq,
        reason: committed.reason,
        mappingVersion,
        rows,
        droppedColumns,
        figures: await figures.delivered(id, scope),
        withdrawn,
        names,
        sample,
      }
    },
  )
}
