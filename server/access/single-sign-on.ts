import type { Asking, Signing } from './access.ts'
import type { Enter } from './entering.ts'
import { NotThere, OidcFailed } from './errors.ts'
import { findPerson } from './person-record.ts'
import type { AccessParts } from './store.ts'

/** Signing in at the province's own provider, as far as it goes on outside: the session is begun here. */
export interface Oidc {
  /** How people call the provider. */
  label: string
  /**
   * @param from - path to which the browser goes back afterwards
   * @param again - he has to show who he is, also to a provider that knows him still
   */
  start(asking: Asking, from: string | undefined, again?: boolean): Promise<{ location: string; cookie: string }>
  /**
   * @param address - path and query with which the provider sent the browser back
   * @throws OidcFailed
   */
  finish(address: string, asking: Asking): Promise<Finished>
}

/** Somebody who came back from the provider. */
export interface Finished {
  /** Id of the person. */
  person: string
  /** When he last showed the provider who he is, null = it did not say. */
  shownAt: Date | null
  location: string
  forget: string
}

/** Without a provider both answer as if there were no such address. */
export function createSingleSignOn(
  oidc: Oidc | undefined,
  { store }: Pick<AccessParts, 'store'>,
  enter: Enter,
): Pick<Signing, 'oidcStart' | 'oidcFinish'> {
  return {
    async oidcStart(asking, from, again) {
      if (!oidc) throw new NotThere()
      return oidc.start(asking, from, again)
    },
    async oidcFinish(address, asking) {
      if (!oidc) throw new NotThere()
      const { person: id, shownAt, location, forget } = await oidc.finish(address, asking)
      const opened = await store.transact(async (sql, record) => {
        const person = await findPerson(sql, { id }, { lock: true })
        if (person === null || person.disabledAt !== null) return null
        const { role, user } = person
        return enter(sql, record, { person: id, role, how: 'oidc', needs: null, actor: user, shownAt }, asking)
      })
      if (opened === null) throw new OidcFailed()
      return { ...opened, location, forget }
    },
  }
}
