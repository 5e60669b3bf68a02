import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { dayOf } from '../../shared/period.ts'
import { type Actor, actorOf } from '../../shared/roles.ts'
import { InstallationSettings, SettingsChange } from '../../shared/settings.ts'
import { nameOn } from '../../shared/units.ts'
import type { Clock } from '../clock.ts'
import { refusal } from '../errors.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { answers } from './documents.ts'

export interface SettingsParts {
  ledger: Ledger
  clock: Clock
  home: () => Promise<string | null>
  chooseHome: (unit: string | null, actor: Actor) => Promise<void>
  unitNamed: (text: string) => Promise<string>
  /** `IOC_UNIT` says which unit is home. */
  homeIsFixed: boolean
  /** The province's own sign-in, null where there is none. */
  oidc: InstallationSettings['oidc']
}

/** `/settings`: whom the installation serves. */
export const settingsRoutes: FastifyPluginAsyncTypebox<SettingsParts> = async (app, parts) => {
  const { ledger, clock, home, chooseHome, unitNamed, homeIsFixed, oidc } = parts
  const read = async (): Promise<InstallationSettings> => {
    const { units } = await ledger.units((await ledger.head()).seq)
    const unit = units.get((await home()) ?? '')
    return {
      home: unit ? { unit: unit.id, name: nameOn(unit, dayOf(clock.now())), level: unit.level } : null,
      homeIsFixed,
      oidc,
    }
  }

  app.get(
    '/settings',
    {
      config: { policy: 'operate' },
      schema: {
        summary: 'Whom the installation serves, and how people sign in',
        response: answers(200, InstallationSettings),
      },
    },
    read,
  )

  app.patch(
    '/settings',
    {
      config: { policy: 'admin' },
      schema: {
        summary: 'Choose the unit that the installation serves',
        body: SettingsChange,
        response: answers(200, InstallationSettings),
      },
    },
    async ({ body, scope }) => {
      if (homeIsFixed) throw refusal('IOC_HOME_FIXED')
      await chooseHome(body.home === null ? null : await unitNamed(body.home), actorOf(scope))
      return read()
    },
  )
}
