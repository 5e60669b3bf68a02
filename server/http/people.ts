import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Invitation, NewPerson, PersonChange, PersonItem } from '../../shared/access.ts'
import type { People } from '../access/access.ts'
import { answers, IdParam, unnamed } from './documents.ts'

const Nothing = Type.Null()

/** `/people`: who may sign in here, and as what. */
export const peopleRoutes: FastifyPluginAsyncTypebox<{ people: People }> = async (app, { people }) => {
  app.get(
    '/people',
    {
      config: { policy: 'admin' },
      schema: {
        summary: 'Everybody with an account, by user name',
        response: answers(200, Type.Object({ people: Type.Array(unnamed(PersonItem)) })),
      },
    },
    async () => ({ people: await people.list() }),
  )

  app.post(
    '/people',
    {
      config: { policy: 'admin' },
      schema: {
        summary: 'A new person, with a link to set a password; the link is shown once',
        body: NewPerson,
        response: answers(201, Invitation),
      },
    },
    async ({ body, scope }, reply) => reply.code(201).send(toInvitation(await people.create(body, scope))),
  )

  app.patch(
    '/people/:id',
    {
      config: { policy: 'admin' },
      schema: {
        summary: 'Change name, role or unit; disable or enable; take a lost second factor away',
        params: IdParam,
        body: PersonChange,
        response: answers(200, PersonItem),
      },
    },
    async ({ params: { id }, body, scope }) => people.change(id, body, scope),
  )

  app.post(
    '/people/:id/invitation',
    {
      config: { policy: 'admin' },
      schema: {
        summary: 'A new link to set a password; earlier ones stop working',
        params: IdParam,
        response: answers(201, Invitation),
      },
    },
    async ({ params: { id }, scope }, reply) => reply.code(201).send(toInvitation(await people.invite(id, scope))),
  )

  app.delete(
    '/people/:id/sessions',
    {
      config: { policy: 'admin' },
      schema: { summary: 'Sign a person out everywhere', params: IdParam, response: answers(204, Nothing) },
    },
    async ({ params: { id }, scope }, reply) => {
      await people.endSessions(id, scope)
      return reply.code(204).send(null)
    },
  )
}

/** The token stands behind `#`, where neither servers nor their logs see it. */
function toInvitation({ person, token, until }: Awaited<ReturnType<People['invite']>>): Invitation {
  return { person, path: `/invitation#${token}`, until }
}
