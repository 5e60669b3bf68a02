import type { IncomingHttpHeaders } from 'node:http'
import type {
  AccountInfo,
  ApproveScreen,
  CreatedKey,
  KeyItem,
  NewKey,
  NewPerson,
  Pairing,
  PersonChange,
  PersonItem,
  ScreenChange,
  ScreenItem,
  SignInOptions,
  TotpOffer,
} from '../../shared/access.ts'
import type { PersonRole, Scope } from '../../shared/roles.ts'
import type { Policy } from './policy.ts'

export type { Policy } from './policy.ts'

/** A request as far as rights depend on it. */
export interface Asking {
  /** Its trace id. */
  id: string
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

/** What is told of the one who asks, beside his scope. */
export interface Standing {
  /** As it is shown. */
  name: string
  needs: 'setup' | 'password' | 'totp' | null
  /** To be sent back as `X-CSRF-Token`; null without a cookie session. */
  csrf: string | null
  steppedUpUntil: string | null
  /** Has an account of one's own. */
  account: boolean
  /** A renewed cookie to send back, of a screen whose token has been rotated. */
  cookie: string | null
}

/** A session that has just begun. */
export interface Opened {
  /** The `Set-Cookie` value. */
  cookie: string
  role: PersonRole
}

/** What somebody signs in with. */
export type Credentials = { token: string } | { user: string; password: string; code?: string | undefined }

/** Who may do what. The only place that turns a request into a scope. */
export interface Access {
  /**
   * The scope of a caller who may do this; null only where the policy is `open` and nobody is signed in.
   *
   * @throws NotSignedIn (401), NotAllowed, CrossSite, CsrfMissing, StepUpNeeded, AccountUnfinished (403), KeyInQuery, BadHost (400)
   */
  admit(policy: Policy, asking: Asking): Promise<Scope | null>
  /** The scope of a socket that may follow figures, null when it may not. */
  scopeOfHandshake(handshake: Handshake): Promise<Scope | null>
  /** What `GET /session` tells beside the scope. */
  standing(asking: Asking, scope: Scope): Promise<Standing>
  /** Calls back whenever somebody's rights have changed, here or on another server of the same database, within a second. */
  onChange(listener: () => void): void
  signing: Signing
  accounts: Accounts
  people: People
  keys: Keys
  screens: Screens
  close(): void
}

/** Coming in and going out. */
export interface Signing {
  options(): SignInOptions
  /** @throws SignInFailed (401), CodeNeeded (401), SignInLocked (429) */
  signIn(given: Credentials, asking: Asking): Promise<Opened>
  /** Ends the caller's session; gives the `Set-Cookie` value that forgets it. */
  signOut(asking: Asking): Promise<string>
  /** Shows password or second factor again. @throws SignInFailed (401), SignInLocked (429) */
  stepUp(given: { password?: string | undefined; code?: string | undefined }, asking: Asking): Promise<void>
  /** A link that signs one browser in, once, within 15 minutes: its token. */
  newLink(role: PersonRole, by: Scope): Promise<string>
  /** Is there no operator with an account yet? Only then the first run goes on. */
  isFirstRun(): Promise<boolean>
  /**
   * The first operator's account; afterwards there is no such thing any more.
   *
   * @throws SetupOver (404), PasswordWeak (422)
   */
  setUp(given: { user: string; name: string; password: string }, asking: Asking): Promise<Opened>
  /** An invited person's password. @throws SignInFailed (401), PasswordWeak (422) */
  accept(given: { token: string; password: string }, asking: Asking): Promise<Opened>
  /** Where the browser is sent to sign in at the province's own provider, and the cookie that remembers it. @throws NotFound */
  oidcStart(asking: Asking, from: string | undefined, again?: boolean): Promise<{ location: string; cookie: string }>
  /** @param address - path and query with which the provider sent the browser back. @throws OidcFailed (401) */
  oidcFinish(address: string, asking: Asking): Promise<Opened & { location: string; forget: string }>
}

/** What a person does with an account of his own. All throw NoAccount (403) for callers without one. */
export interface Accounts {
  read(scope: Scope, asking: Asking): Promise<AccountInfo>
  /** Ends all other sessions. @throws SignInFailed (401), PasswordWeak (422) */
  changePassword(given: { current: string; next: string }, scope: Scope, asking: Asking): Promise<void>
  /** Counts once it is confirmed. @throws StepUpNeeded (403) where one is in force already */
  offerTotp(scope: Scope, asking: Asking): Promise<TotpOffer>
  /** The recovery codes, shown once. @throws SignInFailed (401) */
  confirmTotp(code: string, scope: Scope, asking: Asking): Promise<string[]>
  endSession(id: string, scope: Scope): Promise<void>
  endOtherSessions(scope: Scope, asking: Asking): Promise<void>
}

/** The people of the installation. */
export interface People {
  list(): Promise<PersonItem[]>
  /** @throws UserTaken (409), UnknownUnit (400) */
  create(given: NewPerson, by: Scope): Promise<{ person: PersonItem; token: string; until: string }>
  /** Ends his sessions where rights change. @throws PersonUnknown (404), LastOperator (409) */
  change(id: string, given: PersonChange, by: Scope): Promise<PersonItem>
  /** A new link to set a password: for a first one, and for one that was forgotten. @throws PersonUnknown (404), PersonOfOidc (409) */
  invite(id: string, by: Scope): Promise<{ person: PersonItem; token: string; until: string }>
  endSessions(id: string, by: Scope): Promise<void>
}

/** Keys of other systems. */
export interface Keys {
  list(): Promise<KeyItem[]>
  /** @throws KeyLimit (409) for a third live key of one feed, BadRange (400) */
  create(given: NewKey, by: Scope): Promise<CreatedKey>
  /** @throws KeyUnknown (404) */
  revoke(id: string, by: Scope): Promise<void>
}

/** Wall displays. */
export interface Screens {
  list(): Promise<ScreenItem[]>
  /** A display asks to be let in. */
  ask(asking: Asking): Promise<Pairing>
  /** Asks whether it was; the `Set-Cookie` value once it is. @throws PairingOver (410) */
  claim(ticket: string, asking: Asking): Promise<{ cookie: string } | null>
  /** @throws PairingUnknown (404) */
  approve(given: ApproveScreen, by: Scope): Promise<ScreenItem>
  /** @throws ScreenUnknown (404) */
  change(id: string, given: ScreenChange, by: Scope): Promise<ScreenItem>
  revoke(id: string, by: Scope): Promise<void>
}
