import type { Asking, Signing } from './access.ts'
import type { Enter } from './entering.ts'
import { NotThere, OidcFailed } from './errors.ts'
import { findPerson } from './person-record.ts'
import type { AccessParts } from './store.ts'

/** Signing in at the province's own provider, as far as it goes on outside: the session is begun here. */
export interface Oidc {
  /** How people call the provider. */
  label: string
  /** @param from - path to which the browser goes back afterwards */
  start(asking: Asking, from: string | undefined): Promise<{ location: string; cookie: string }>
  /**
   * @param address - path and query with which the provider sent the browser back
   * @throws OidcFailed
   */
  finish(address: string, asking: Asking): Promise<{ person: string; location: string; forget: string }>
}

/** Without a provider both answer as if there were no such address. */
export function createSingleSignOn(
  oidc: Oidc | undefined,
  { store }: Pick<AccessParts, 'store'>,
  enter: Enter,
): Pick<Signing, 'oidcStart' | 'oidcFinish'> {
  return {
    async oidcStart(asking, from) {
      if (!oidc) throw new NotThere()
      return oidc.start(asking, from)
    },
    async oidcFinish(address, asking) {
      if (!oidc) throw new NotThere()
      const { person: id, location, forget } = await oidc.finish(address, asking)
      const opened = await store.transact(async (sql, record) => {
        const person = await findPerson(sql, { id }, { lock: true })
        if (person === null || person.disabledAt !== null) return null
        const { role, user } = person
        return enter(sql, record, { person: id, role, how: 'oidc', needs: null, actor: user }, asking)
      })
      if (opened === null) throw new OidcFailed()
      return { ...opened, location, forget }
    },
  }
}
