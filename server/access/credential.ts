import type { Scope } from '../../shared/roles.ts'
import type { Policy } from './policy.ts'

/** Who stands behind a request: found once, from a bearer token or a cookie, and asked for everything else. */
export interface Credential {
  scope: Scope
  /** As it is shown. */
  name: string
  /** What of the roles' policies this caller may use; absent = all of its role. Keys have rights of their own. */
  only?: readonly Policy[]
  /** Id of the person, null for links, tokens, keys and screens. */
  person: string | null
  /** The cookie session, null for bearers and screens. */
  session: { id: string; needs: 'setup' | 'password' | 'totp' | null; steppedUpUntil: Date | null } | null
  /** Not to be remembered beyond this moment: it is looked up again, so that an end in time and the last use are seen. */
  until?: Date
  /** A renewed cookie to send back, of a screen whose token has been rotated. */
  cookie?: string
}
