import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { SessionInfo } from '../../shared/api.ts'
import { dayOf } from '../../shared/period.ts'
import { nameOn } from '../../shared/units.ts'
import type { Access } from '../access/access.ts'
import type { Clock } from '../clock.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { answers } from './documents.ts'
import { toAsking } from './guard.ts'

const Secret = Type.String({ minLength: 1, maxLength: 4096 })
const LINK_ROLES = ['leader', 'analyst', 'officer', 'operator'] as const
const UPLOADERS = ['officer', 'operator']

export interface SessionParts {
  access: Access
  ledger: Ledger
  clock: Clock
  home: () => Promise<string | null>
  sample: () => boolean
  version: string
}

/** `/session`: who is asking; sign in with a link's token; sign out. */
export const sessionRoutes: FastifyPluginAsyncTypebox<SessionParts> = async (app, parts) => {
  const { access, ledger, clock, version } = parts

  app.get(
    '/session',
    {
      config: { policy: 'wall' },
      schema: { summary: 'Who is asking, and which unit is home', response: answers(200, SessionInfo) },
    },
    async ({ scope }) => {
      const homeId = await parts.home()
      const unit = homeId === null ? undefined : (await ledger.units((await ledger.head()).seq)).units.get(homeId)
      return {
        actor: scope.actor,
        role: scope.role,
        may: { rows: scope.rows, upload: UPLOADERS.includes(scope.role) },
        home: unit ? { unit: unit.id, name: nameOn(unit, dayOf(clock.now())), level: unit.level } : null,
        sample: parts.sample(),
        now: clock.now().toISOString(),
        version,
      }
    },
  )

  app.post(
    '/session',
    {
      config: { policy: 'open' },
      schema: {
        summary: 'Sign in: a link token, or a user and password',
        body: Type.Union([
          Type.Object({ token: Secret }, { additionalProperties: false }),
          Type.Object(
            { user: Secret, password: Secret, code: Type.Optional(Type.String({ maxLength: 12 })) },
            { additionalProperties: false },
          ),
        ]),
        response: answers(204, Type.Null()),
      },
    },
    async (request, reply) => {
      const { body } = request
      const { cookie } = access.signIn('token' in body ? body.token : '', toAsking(request))
      return reply.header('set-cookie', cookie).code(204).send(null)
    },
  )

  app.post(
    '/session/links',
    {
      config: { policy: 'operate' },
      schema: {
        summary: 'A token that signs one browser in, once',
        body: Type.Object(
          { role: Type.Union(LINK_ROLES.map((role) => Type.Literal(role))) },
          { additionalProperties: false },
        ),
        response: answers(200, Type.Object({ token: Type.String() })),
      },
    },
    async ({ body }) => ({ token: access.newLink(body.role) }),
  )

  app.delete(
    '/session',
    { config: { policy: 'open' }, schema: { summary: 'Sign out', response: answers(204, Type.Null()) } },
    async (request, reply) =>
      reply
        .header('set-cookie', access.signOut(toAsking(request)))
        .header('clear-site-data', '"cache", "storage"')
        .code(204)
        .send(null),
  )
}
