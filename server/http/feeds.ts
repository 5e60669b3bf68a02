import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { FeedItem } from '../../shared/api.ts'
import { FeedChange, FeedNew, FeedRecord, Reminder } from '../../shared/feed-register.ts'
import type { FeedRegister } from '../feed-register.ts'
import { answers, unnamed } from './documents.ts'
import { UnitName } from './parameters.ts'

/** A feed in an address. */
export const FeedParam = Type.Object({ id: Type.String({ minLength: 1, maxLength: 80 }) })

/** `/feeds`: the register of sources, what is due of them, and what each delivered. */
export const feedRoutes: FastifyPluginAsyncTypebox<{ register: FeedRegister }> = async (app, { register }) => {
  app.get(
    '/feeds',
    {
      config: { policy: 'feeds' },
      schema: {
        summary: 'Sources, with the last delivery and the next expected one',
        response: answers(200, Type.Object({ feeds: Type.Array(unnamed(FeedItem)) })),
      },
    },
    async ({ scope }) => ({ feeds: await register.list(scope) }),
  )
  app.post(
    '/feeds',
    {
      config: { policy: 'register' },
      schema: {
        summary: 'Register a source before its first delivery; dataset, namespace and unit are for its life',
        body: unnamed(FeedNew),
        response: answers(201, unnamed(FeedItem)),
      },
    },
    async ({ body, scope }, reply) => reply.code(201).send(await register.add(body, scope)),
  )
  app.patch(
    '/feeds/:id',
    {
      config: { policy: 'upload' },
      schema: {
        summary: 'Change what is expected of a source, and how it is read from now on',
        params: FeedParam,
        body: unnamed(FeedChange),
        response: answers(200, unnamed(FeedItem)),
      },
    },
    async ({ params: { id }, body, scope }) => register.change(id, body, scope),
  )
  app.get(
    '/feeds/reminders',
    {
      config: { policy: 'feeds' },
      schema: {
        summary: 'Sources that are due today, late or silent, longest due first',
        querystring: Type.Object(
          { owner: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })) },
          { additionalProperties: false },
        ),
        response: answers(200, Type.Object({ reminders: Type.Array(Reminder) })),
      },
    },
    async ({ query: { owner }, scope }) => ({ reminders: await register.reminders(owner, scope) }),
  )
  app.get(
    '/feeds/:id/record',
    {
      config: { policy: 'feeds' },
      schema: {
        summary: 'What a source delivered, month by month; with `unit` what it delivered of that unit',
        params: FeedParam,
        querystring: Type.Object({ unit: Type.Optional(UnitName) }, { additionalProperties: false }),
        response: answers(200, unnamed(FeedRecord)),
      },
    },
    async ({ params: { id }, query: { unit }, scope }) => register.record(id, unit, scope),
  )
}
