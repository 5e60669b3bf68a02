import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { FeedItem } from '../../shared/api.ts'
import { dayOf } from '../../shared/period.ts'
import { nameOn } from '../../shared/units.ts'
import type { Clock } from '../clock.ts'
import type { Figures } from '../figures/figures.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { answers, unnamed } from './documents.ts'

export interface FeedParts {
  ledger: Ledger
  figures: Figures
  clock: Clock
}

/** `GET /feeds`: every source with how fresh it is. */
export const feedRoutes: FastifyPluginAsyncTypebox<FeedParts> = async (app, { ledger, figures, clock }) => {
  app.get(
    '/feeds',
    {
      config: { policy: 'feeds' },
      schema: {
        summary: 'Sources, with the last delivery and the next expected one',
        response: answers(200, Type.Object({ feeds: Type.Array(unnamed(FeedItem)) })),
      },
    },
    async ({ scope }) => {
      const [feeds, sources, head] = await Promise.all([ledger.feeds(scope), figures.sources(scope), ledger.head()])
      const { units } = await ledger.units(head.seq)
      const today = dayOf(clock.now())
      const items = feeds
        .filter(({ system }) => !system)
        .map((feed) => {
          const state = sources.find((source) => source.feed === feed.id)
          const unit = feed.unit === null ? undefined : units.get(feed.unit)
          return {
            id: feed.id,
            title: feed.title,
            dataset: feed.dataset,
            owner: feed.owner,
            unit: feed.unit,
            unitName: unit ? nameOn(unit, today) : null,
            mode: feed.mode,
            cadence: feed.cadence,
            sample: feed.sample,
            lastReceivedAt: state?.lastReceivedAt ?? null,
            expectedBy: state?.expectedBy ?? null,
            state: state?.state ?? 'never',
            coversTo: state?.coversTo ?? null,
          }
        })
      return { feeds: items }
    },
  )
}
