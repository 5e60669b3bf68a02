import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { ApproveScreen, Pairing, ScreenChange, ScreenItem } from '../../shared/access.ts'
import type { Screens } from '../access/access.ts'
import { answers, IdParam, unnamed } from './documents.ts'
import { toAsking } from './guard.ts'

const Nothing = Type.Null()
const Waiting = Type.Object({ state: Type.Literal('waiting') })

/** `/screens`: which displays show the wall; `/screens/pairing`: how a display asks to be let in. */
export const screenRoutes: FastifyPluginAsyncTypebox<{ screens: Screens }> = async (app, { screens }) => {
  app.get(
    '/screens',
    {
      config: { policy: 'admin' },
      schema: {
        summary: 'Wall displays, newest first, those that are over too',
        response: answers(200, Type.Object({ screens: Type.Array(unnamed(ScreenItem)) })),
      },
    },
    async () => ({ screens: await screens.list() }),
  )

  app.post(
    '/screens',
    {
      config: { policy: 'admin' },
      schema: {
        summary: 'Let the display in that shows this code',
        body: ApproveScreen,
        response: answers(201, ScreenItem),
      },
    },
    async ({ body, scope }, reply) => reply.code(201).send(await screens.approve(body, scope)),
  )

  app.patch(
    '/screens/:id',
    {
      config: { policy: 'admin' },
      schema: {
        summary: 'Change what a display shows and from where it may',
        params: IdParam,
        body: ScreenChange,
        response: answers(200, ScreenItem),
      },
    },
    async ({ params: { id }, body, scope }) => screens.change(id, body, scope),
  )

  app.delete(
    '/screens/:id',
    {
      config: { policy: 'admin' },
      schema: { summary: 'Shut a display out', params: IdParam, response: answers(204, Nothing) },
    },
    async ({ params: { id }, scope }, reply) => {
      await screens.revoke(id, scope)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/screens/pairing',
    {
      config: { policy: 'open' },
      schema: {
        summary: 'A code to show, good for ten minutes, and the ticket of the display that shows it',
        body: Type.Optional(Type.Object({}, { additionalProperties: false })),
        response: answers(201, Pairing),
      },
    },
    async (request, reply) => reply.code(201).send(await screens.ask(toAsking(request))),
  )

  app.post(
    '/screens/pairing/claim',
    {
      config: { policy: 'open' },
      schema: {
        summary: 'Was the display let in? 202 while it was not, then once 204 with its cookie',
        body: Type.Object({ ticket: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }) }, { additionalProperties: false }),
        response: { ...answers(202, Waiting), 204: Nothing },
      },
    },
    async (request, reply) => {
      const claimed = await screens.claim(request.body.ticket, toAsking(request))
      if (claimed === null) return reply.code(202).send({ state: 'waiting' })
      return reply.header('set-cookie', claimed.cookie).code(204).send(null)
    },
  )
}
