import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { AccountInfo, TotpOffer } from '../../shared/access.ts'
import type { Accounts } from '../access/access.ts'
import { answers, IdParam } from './documents.ts'
import { toAsking } from './guard.ts'

const Password = Type.String({ minLength: 1, maxLength: 4096 })
const Nothing = Type.Null()

/** `/account`: one's own password, second factor and sessions. */
export const accountRoutes: FastifyPluginAsyncTypebox<{ accounts: Accounts }> = async (app, { accounts }) => {
  const policy = 'account' as const

  app.get(
    '/account',
    { config: { policy }, schema: { summary: 'My account and my sessions', response: answers(200, AccountInfo) } },
    async (request) => accounts.read(request.scope, toAsking(request)),
  )

  app.post(
    '/account/password',
    {
      config: { policy },
      schema: {
        summary: 'Change my password; my other sessions end',
        body: Type.Object({ current: Password, next: Password }, { additionalProperties: false }),
        response: answers(204, Nothing),
      },
    },
    async (request, reply) => {
      await accounts.changePassword(request.body, request.scope, toAsking(request))
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/account/totp',
    {
      config: { policy },
      schema: { summary: 'A new second factor, to be confirmed by its code', response: answers(200, TotpOffer) },
    },
    async (request) => accounts.offerTotp(request.scope, toAsking(request)),
  )

  app.post(
    '/account/totp/confirm',
    {
      config: { policy },
      schema: {
        summary: 'Confirm the offered second factor; gives the recovery codes, once',
        body: Type.Object({ code: Type.String({ minLength: 6, maxLength: 12 }) }, { additionalProperties: false }),
        response: answers(200, Type.Object({ codes: Type.Array(Type.String()) })),
      },
    },
    async (request) => ({
      codes: await accounts.confirmTotp(request.body.code, request.scope, toAsking(request)),
    }),
  )

  app.delete(
    '/account/sessions/:id',
    {
      config: { policy },
      schema: { summary: 'End one of my sessions', params: IdParam, response: answers(204, Nothing) },
    },
    async ({ params: { id }, scope }, reply) => {
      await accounts.endSession(id, scope)
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/account/sessions',
    { config: { policy }, schema: { summary: 'End all of my sessions but this one', response: answers(204, Nothing) } },
    async (request, reply) => {
      await accounts.endOtherSessions(request.scope, toAsking(request))
      return reply.code(204).send(null)
    },
  )
}
