import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { USER_NAME } from '../../shared/access.ts'
import { actorOf } from '../../shared/roles.ts'
import type { Access } from '../access/access.ts'
import { answers } from './documents.ts'
import { toAsking } from './guard.ts'

export interface SetupParts {
  access: Access
  /** The id of a unit as people name it. @throws IOC_UNKNOWN_UNIT (400) */
  unitNamed: (text: string) => Promise<string>
  chooseHome: (unit: string, actor: ReturnType<typeof actorOf>) => Promise<void>
}

/** `POST /setup`: the first operator's account and the unit of the installation; afterwards there is no such address. */
export const setupRoutes: FastifyPluginAsyncTypebox<SetupParts> = async (app, { access, unitNamed, chooseHome }) => {
  app.post(
    '/setup',
    {
      config: { policy: 'setup' },
      schema: {
        summary: 'Make the first operator’s account; works once',
        body: Type.Object(
          {
            user: Type.String({ pattern: USER_NAME }),
            name: Type.String({ minLength: 1, maxLength: 120 }),
            password: Type.String({ minLength: 1, maxLength: 4096 }),
            home: Type.Optional(Type.Union([Type.String({ minLength: 1, maxLength: 80 }), Type.Null()])),
          },
          { additionalProperties: false },
        ),
        response: answers(204, Type.Null()),
      },
    },
    async (request, reply) => {
      const { home, ...given } = request.body
      const unit = home == null ? null : await unitNamed(home)
      const { cookie } = await access.signing.setUp(given, toAsking(request))
      if (unit !== null) await chooseHome(unit, { ...actorOf(request.scope), name: given.user })
      return reply.header('set-cookie', cookie).code(204).send(null)
    },
  )
}
