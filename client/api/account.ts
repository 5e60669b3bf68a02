import type { AccountInfo, TotpOffer } from '../../shared/access.ts'
import { callApi } from './fetch.ts'

/** One's own account. */
export function readAccount(): Promise<AccountInfo> {
  return callApi<AccountInfo>('/account')
}

/** Ends all other sessions. */
export function changePassword(current: string, next: string): Promise<void> {
  return callApi<void>('/account/password', { method: 'POST', body: { current, next } })
}

/** A secret for the authenticator app; counts only once it is confirmed. */
export function offerSecondFactor(): Promise<TotpOffer> {
  return callApi<TotpOffer>('/account/totp', { method: 'POST', body: {} })
}

/** The recovery codes, which are shown once. */
export async function confirmSecondFactor(code: string): Promise<string[]> {
  const { codes } = await callApi<{ codes: string[] }>('/account/totp/confirm', { method: 'POST', body: { code } })
  return codes
}

/** Ends one session of one's own. */
export function closeSession(id: string): Promise<void> {
  return callApi<void>(`/account/sessions/${encodeURIComponent(id)}`, { method: 'DELETE' })
}

/** Ends all sessions but this one. */
export function closeOtherSessions(): Promise<void> {
  return callApi<void>('/account/sessions', { method: 'DELETE' })
}
