import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { PEOPLE_ROLES } from '../../shared/roles.ts'
import type { Access } from '../access/access.ts'
import { answers } from './documents.ts'
import { toAsking } from './guard.ts'
import { codeOf, sendProblem } from './problem.ts'

const Secret = Type.String({ minLength: 1, maxLength: 4096 })
const Code = Type.String({ minLength: 1, maxLength: 40 })
const strict = { additionalProperties: false }

/** The ways in: links, passwords, invitations, showing oneself again, and the province's own provider. */
export const signInRoutes: FastifyPluginAsyncTypebox<{ access: Access }> = async (app, { access: { signing } }) => {
  app.post(
    '/session',
    {
      config: { policy: 'open' },
      schema: {
        summary: 'Sign in: a link token, or a user and password',
        body: Type.Union([
          Type.Object({ token: Secret }, strict),
          Type.Object({ user: Secret, password: Secret, code: Type.Optional(Code) }, strict),
        ]),
        response: answers(204, Type.Null()),
      },
    },
    async (request, reply) => {
      const { cookie } = await signing.signIn(request.body, toAsking(request))
      return reply.header('set-cookie', cookie).code(204).send(null)
    },
  )

  app.post(
    '/session/accept',
    {
      config: { policy: 'open' },
      schema: {
        summary: 'Set the password that an invitation is for, and sign in',
        body: Type.Object({ token: Secret, password: Secret }, strict),
        response: answers(204, Type.Null()),
      },
    },
    async (request, reply) => {
      const { cookie } = await signing.accept(request.body, toAsking(request))
      return reply.header('set-cookie', cookie).code(204).send(null)
    },
  )

  app.post(
    '/session/step-up',
    {
      config: { policy: 'account' },
      schema: {
        summary: 'Show password or code again, so that changes of rights are taken for 15 minutes',
        body: Type.Object({ password: Type.Optional(Secret), code: Type.Optional(Code) }, strict),
        response: answers(204, Type.Null()),
      },
    },
    async (request, reply) => {
      await signing.stepUp(request.body, toAsking(request))
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/session/links',
    {
      config: { policy: 'admin' },
      schema: {
        summary: 'A token that signs one browser in, once',
        body: Type.Object({ role: Type.Union(PEOPLE_ROLES.map((role) => Type.Literal(role))) }, strict),
        response: answers(200, Type.Object({ token: Type.String() })),
      },
    },
    async ({ body, scope }) => ({ token: await signing.newLink(body.role, scope) }),
  )

  app.get(
    '/session/oidc/start',
    {
      config: { policy: 'open' },
      errorHandler: backToSignIn,
      schema: {
        summary: 'Sends the browser to the provider of the single sign-on',
        querystring: Type.Object(
          { from: Type.Optional(Type.String({ maxLength: 1000 })), again: Type.Optional(Type.Literal('1')) },
          strict,
        ),
        response: answers(302, Type.Null()),
      },
    },
    async (request, reply) => {
      const { from, again } = request.query
      const { location, cookie } = await signing.oidcStart(toAsking(request), from, again !== undefined)
      return reply.header('set-cookie', cookie).redirect(location, 302)
    },
  )

  app.get(
    '/session/oidc/callback',
    {
      config: { policy: 'open' },
      errorHandler: backToSignIn,
      schema: { summary: 'The provider sends the browser back here', response: answers(302, Type.Null()) },
    },
    async (request, reply) => {
      const { cookie, forget, location } = await signing.oidcFinish(request.url, toAsking(request))
      return reply.header('set-cookie', [cookie, forget]).redirect(location, 302)
    },
  )
}

/** A browser that was led here shows the sign-in page again, which says so; other callers hear the refusal itself. */
function backToSignIn(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const isPage = /\btext\/html\b/.test(request.headers.accept ?? '')
  if (isPage && codeOf(error) === 'IOC_OIDC_FAILED') return reply.redirect('/sign-in?problem=oidc', 302)
  return sendProblem(error, request, reply)
}
