import type { SessionInfo, SignInOptions } from '../../shared/access.ts'
import { callApi } from './fetch.ts'
import { forgetSession, keepSession } from './kept-session.ts'

/** What somebody signs in with; `code` is the second factor or a recovery code. */
export type Credentials = { token: string } | { user: string; password: string; code?: string }

/** Who is asking, which unit is home, and whether the figures are sample data. */
export async function readSession(): Promise<SessionInfo> {
  const session = await callApi<SessionInfo>('/session')
  keepSession(session)
  return session
}

/** How one may sign in here. */
export function readSignInOptions(): Promise<SignInOptions> {
  return callApi<SignInOptions>('/session/options')
}

/**
 * Where the browser goes to sign in at the province's own provider.
 *
 * @param from - the page that was wanted
 * @param again - to show who he is, also to a provider that knows him still
 */
export function singleSignOnPath(from: string, again = false): string {
  return `/api/v1/session/oidc/start?${new URLSearchParams({ from, ...(again && { again: '1' }) })}`
}

/** Trades a link's token, or a user name and password, for a cookie. */
export function signIn(given: Credentials): Promise<void> {
  return callApi<void>('/session', { method: 'POST', body: given })
}

/** Shows the password or a code again, so that changes of rights are taken for a while. */
export function stepUp(given: { password: string } | { code: string }): Promise<void> {
  return callApi<void>('/session/step-up', { method: 'POST', body: given })
}

/** Sets the password of an invited person and signs him in. */
export function acceptInvitation(token: string, password: string): Promise<void> {
  return callApi<void>('/session/accept', { method: 'POST', body: { token, password } })
}

/** Ends the session of this browser. */
export async function signOut(): Promise<void> {
  await callApi<void>('/session', { method: 'DELETE' })
  forgetSession()
}
