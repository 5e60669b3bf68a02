import type { IncomingHttpHeaders } from 'node:http'
import type { Role, Scope } from '../../shared/roles.ts'

/**
 * What a call is for; every route declares one.
 *
 * `open` anybody · `wall` figures, units, shapes, never rows · `rows` the rows behind a figure · `feeds` the list of sources ·
 * `batches` deliveries and their verdicts · `upload` send, commit, withdraw · `push` rows from another system ·
 * `operate` metrics and sign-in links.
 */
export type Policy = 'open' | 'wall' | 'rows' | 'feeds' | 'batches' | 'upload' | 'push' | 'operate'

/** A request as far as rights depend on it. */
export interface Asking {
  method: string
  /** The other end of the connection, before any forwarding header. */
  peer: string
  /** The caller as trusted proxies report it. */
  ip: string
  headers: IncomingHttpHeaders
  /** Names of the query's parameters: a key among them is refused. */
  queryNames: readonly string[]
}

/** A socket's handshake as far as rights depend on it. */
export interface Handshake {
  cookie?: string | undefined
  /** `auth.token` of the handshake. */
  token?: string | undefined
  ip: string
  headers: IncomingHttpHeaders
  origin?: string | undefined
}

/** A session that has just begun. */
export interface Opened {
  /** The `Set-Cookie` value. */
  cookie: string
  role: Role
}

/** Who may do what. The only place that turns a request into a scope. */
export interface Access {
  /**
   * The scope of a caller who may do this; null only where the policy is `open` and nobody is signed in.
   *
   * @throws NotSignedIn (401), NotAllowed, CrossSite (403), KeyInQuery, BadHost (400)
   */
  admit(policy: Policy, asking: Asking): Scope | null
  /** The scope of a socket that may follow figures, null when it may not. */
  scopeOfHandshake(handshake: Handshake): Scope | null
  /** @throws SignInFailed (401), SignInLocked (429) */
  signIn(token: string, asking: Asking): Opened
  /** Ends the caller's session; gives the `Set-Cookie` value that forgets it. */
  signOut(asking: Asking): string
  /** A link that signs one browser in, once, within 15 minutes: its token. */
  newLink(role: Role): string
}
