import type { SessionInfo } from '../../shared/access.ts'
import { callApi } from './fetch.ts'

/** Who is asking, which unit is home, and whether the figures are sample data. */
export function readSession(): Promise<SessionInfo> {
  return callApi<SessionInfo>('/session')
}

/** Trades the token of a sign-in link for a cookie. */
export function signIn(token: string): Promise<void> {
  return callApi<void>('/session', { method: 'POST', body: { token } })
}

/** Ends the session of this browser. */
export function signOut(): Promise<void> {
  return callApi<void>('/session', { method: 'DELETE' })
}
