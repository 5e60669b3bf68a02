import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { FeedMemory } from '../../shared/feed-memory.ts'
import { actorOf, type Scope } from '../../shared/roles.ts'
import { refusal } from '../errors.ts'
import type { Feed, Ledger } from '../ledger/ledger.ts'
import { answers, unnamed } from './documents.ts'
import { FeedName } from './parameters.ts'

/** `/feeds/:id/memory`: what was said of earlier files of a feed, so that the next one needs no questions. */
export const memoryRoutes: FastifyPluginAsyncTypebox<{ ledger: Ledger }> = async (app, { ledger }) => {
  const params = Type.Object({ id: FeedName })
  const feedOf = async (id: string, scope: Scope): Promise<Feed> => {
    const feed = await ledger.feed(id, scope)
    if (!feed || feed.system) throw refusal('IOC_FEED_UNKNOWN')
    return feed
  }

  app.get(
    '/feeds/:id/memory',
    {
      config: { policy: 'batches' },
      schema: {
        summary: 'What was said of earlier files of a feed, newest first',
        params,
        response: answers(200, unnamed(FeedMemory)),
      },
    },
    async ({ params: { id }, scope }) => {
      const feed = await feedOf(id, scope)
      return { kinds: await ledger.remembered(feed.id) }
    },
  )

  app.delete(
    '/feeds/:id/memory',
    {
      config: { policy: 'upload' },
      schema: {
        summary: 'Forget it, or what was said of one kind of file',
        params,
        querystring: Type.Object(
          { fingerprint: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]{1,80}$' })) },
          { additionalProperties: false },
        ),
        response: answers(204, Type.Null()),
      },
    },
    async ({ params: { id }, query: { fingerprint }, scope }, reply) => {
      const feed = await feedOf(id, scope)
      await ledger.forget(feed.id, fingerprint ?? null, actorOf(scope))
      return reply.code(204).send(null)
    },
  )
}
