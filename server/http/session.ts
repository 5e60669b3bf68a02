import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { SessionInfo, SignInOptions } from '../../shared/access.ts'
import { dayOf } from '../../shared/period.ts'
import { nameOn } from '../../shared/units.ts'
import type { Access } from '../access/access.ts'
import { may, mayWith } from '../access/policy.ts'
import type { Clock } from '../clock.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { answers } from './documents.ts'
import { toAsking } from './guard.ts'

export interface SessionParts {
  access: Access
  ledger: Ledger
  clock: Clock
  home: () => Promise<string | null>
  sample: () => boolean
  version: string
}

/** `/session`: who is asking, how one may sign in, and signing out. */
export const sessionRoutes: FastifyPluginAsyncTypebox<SessionParts> = async (app, parts) => {
  const { access, ledger, clock, version } = parts

  app.get(
    '/session',
    {
      config: { policy: 'session' },
      schema: { summary: 'Who is asking, and which unit is home', response: answers(200, SessionInfo) },
    },
    async (request, reply) => {
      const { scope } = request
      const { units } = await ledger.units((await ledger.head()).seq)
      const own = scope.units === 'all' ? null : (scope.units[0] ?? null)
      const placeOf = (id: string | null) => {
        const unit = id === null ? undefined : units.get(id)
        return unit ? { unit: unit.id, name: nameOn(unit, dayOf(clock.now())), level: unit.level } : null
      }
      const { name, needs, csrf, steppedUpUntil, account, cookie } = await access.standing(toAsking(request), scope)
      if (cookie !== null) reply.header('set-cookie', cookie)
      return {
        actor: scope.actor,
        role: scope.role,
        name,
        unit: placeOf(own),
        may: {
          rows: scope.rows,
          upload: may(scope.role, 'upload'),
          reveal: may(scope.role, 'reveal'),
          exportFigures: may(scope.role, 'exportFigures'),
          exportRows: may(scope.role, 'exportRows'),
          admin: mayWith(scope, 'admin'),
          audit: may(scope.role, 'audit'),
          account,
        },
        needs,
        csrf,
        steppedUpUntil,
        suppressed: (scope.suppressBelow ?? 0) > 1,
        home: placeOf(own ?? (await parts.home())),
        sample: parts.sample(),
        now: clock.now().toISOString(),
        version,
      }
    },
  )

  app.get(
    '/session/options',
    {
      config: { policy: 'open' },
      schema: { summary: 'How one may sign in here', response: answers(200, SignInOptions) },
    },
    async () => access.signing.options(),
  )

  app.delete(
    '/session',
    { config: { policy: 'open' }, schema: { summary: 'Sign out', response: answers(204, Type.Null()) } },
    async (request, reply) =>
      reply
        .header('set-cookie', await access.signing.signOut(toAsking(request)))
        .header('clear-site-data', '"cache", "storage"')
        .code(204)
        .send(null),
  )
}
