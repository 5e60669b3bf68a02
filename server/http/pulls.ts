import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { PullSettings, PullStatus } from '../../shared/feed-register.ts'
import type { Pulls } from '../pulls.ts'
import { answers, unnamed } from './documents.ts'
import { FeedParam } from './feeds.ts'

export interface PullParts {
  pulls: Pick<Pulls, 'status' | 'set' | 'remove' | 'now'>
  /** How long fetching and checking one file may take. */
  timeoutMs: number
}

/** `/feeds/:id/pull`: how a source fetches its file itself, and how that went. */
export const pullRoutes: FastifyPluginAsyncTypebox<PullParts> = async (app, { pulls, timeoutMs }) => {
  app.get(
    '/feeds/:id/pull',
    {
      config: { policy: 'batches' },
      schema: {
        summary: 'From where a source fetches its file itself, and how the last call went',
        params: FeedParam,
        response: answers(200, unnamed(PullStatus)),
      },
    },
    async ({ params: { id }, scope }) => pulls.status(id, scope),
  )
  app.put(
    '/feeds/:id/pull',
    {
      config: { policy: 'admin' },
      schema: {
        summary: 'Let a source fetch its file from a listed https address',
        params: FeedParam,
        body: unnamed(PullSettings),
        response: answers(200, unnamed(PullStatus)),
      },
    },
    async ({ params: { id }, body, scope }) => pulls.set(id, body, scope),
  )
  app.delete(
    '/feeds/:id/pull',
    {
      config: { policy: 'admin' },
      schema: {
        summary: 'A source no longer fetches its file itself',
        params: FeedParam,
        response: answers(204, Type.Null()),
      },
    },
    async ({ params: { id }, scope }, reply) => {
      await pulls.remove(id, scope)
      return reply.code(204).send(null)
    },
  )
  app.post(
    '/feeds/:id/pull/now',
    {
      config: { policy: 'upload' },
      handlerTimeout: timeoutMs,
      schema: {
        summary: 'Fetch the file of a source at once',
        params: FeedParam,
        response: answers(200, unnamed(PullStatus)),
      },
    },
    async ({ params: { id }, scope }) => pulls.now(id, scope),
  )
}
