import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { CreatedKey, KeyItem, NewKey } from '../../shared/access.ts'
import type { Keys } from '../access/access.ts'
import { answers, IdParam, unnamed } from './documents.ts'

/** `/keys`: which other systems may push or read figures. */
export const keyRoutes: FastifyPluginAsyncTypebox<{ keys: Keys }> = async (app, { keys }) => {
  app.get(
    '/keys',
    {
      config: { policy: 'admin' },
      schema: {
        summary: 'Keys of other systems, newest first, those that are over too',
        response: answers(200, Type.Object({ keys: Type.Array(unnamed(KeyItem)) })),
      },
    },
    async () => ({ keys: await keys.list() }),
  )

  app.post(
    '/keys',
    {
      config: { policy: 'admin' },
      schema: {
        summary: 'A new key, shown once; a feed has two live ones at most, and the older ends within seven days',
        body: NewKey,
        response: answers(201, CreatedKey),
      },
    },
    async ({ body, scope }, reply) => reply.code(201).send(await keys.create(body, scope)),
  )

  app.delete(
    '/keys/:id',
    {
      config: { policy: 'admin' },
      schema: { summary: 'Revoke a key', params: IdParam, response: answers(204, Type.Null()) },
    },
    async ({ params: { id }, scope }, reply) => {
      await keys.revoke(id, scope)
      return reply.code(204).send(null)
    },
  )
}
