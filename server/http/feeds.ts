import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { FeedItem, FeedPatch } from '../../shared/api.ts'
import { dayOf } from '../../shared/period.ts'
import type { Scope } from '../../shared/roles.ts'
import { nameOn } from '../../shared/units.ts'
import type { Clock } from '../clock.ts'
import { refusal } from '../errors.ts'
import type { Figures } from '../figures/figures.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { answers, unnamed } from './documents.ts'

export interface FeedParts {
  ledger: Ledger
  figures: Figures
  clock: Clock
}

/** `GET /feeds`: every source with how fresh it is. `PATCH /feeds/:id`: how its rows are read. */
export const feedRoutes: FastifyPluginAsyncTypebox<FeedParts> = async (app, parts) => {
  const { ledger } = parts
  app.get(
    '/feeds',
    {
      config: { policy: 'feeds' },
      schema: {
        summary: 'Sources, with the last delivery and the next expected one',
        response: answers(200, Type.Object({ feeds: Type.Array(unnamed(FeedItem)) })),
      },
    },
    async ({ scope }) => ({
      feeds: (await feedItems(parts, scope)).filter(({ system }) => !system).map(({ item }) => item),
    }),
  )
  app.patch(
    '/feeds/:id',
    {
      config: { policy: 'upload' },
      schema: {
        summary: 'Change the switches of a source, for what it delivers from now on',
        params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 80 }) }),
        body: unnamed(FeedPatch),
        response: answers(200, unnamed(FeedItem)),
      },
    },
    async ({ params: { id }, body: { noDueDate, reason }, scope }) => {
      const held = await ledger.feed(id, scope)
      if (!held || held.system) throw refusal('IOC_FEED_UNKNOWN')
      if (held.dataset !== 'dossiers')
        throw refusal('IOC_BAD_REQUEST', { field: 'noDueDate', rule: `${held.dataset} không có hạn trả kết quả` })
      await ledger.registerFeed(
        { ...held, noDueDate },
        { name: scope.actor, role: scope.role, ...(reason && { reason }) },
      )
      const changed = (await feedItems(parts, scope)).find(({ item }) => item.id === id)
      if (!changed) throw refusal('IOC_FEED_UNKNOWN')
      return changed.item
    },
  )
}

/** The feeds that somebody sees, each with how fresh it is. */
async function feedItems(
  { ledger, figures, clock }: FeedParts,
  scope: Scope,
): Promise<{ item: FeedItem; system: boolean }[]> {
  const [feeds, sources, head] = await Promise.all([ledger.feeds(scope), figures.sources(scope), ledger.head()])
  const { units } = await ledger.units(head.seq)
  const today = dayOf(clock.now())
  return feeds.map((feed) => {
    const state = sources.find((source) => source.feed === feed.id)
    const unit = feed.unit === null ? undefined : units.get(feed.unit)
    const item = {
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
      ...(feed.dataset === 'dossiers' && { noDueDate: feed.noDueDate ?? 'unclassified' }),
    }
    return { item, system: feed.system }
  })
}
