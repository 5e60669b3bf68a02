import type { Invitation, NewPerson, PersonChange, PersonItem } from '../../shared/access.ts'
import { callApi } from './fetch.ts'

/** Everybody who has or had an account. */
export async function listPeople(): Promise<PersonItem[]> {
  const { people } = await callApi<{ people: PersonItem[] }>('/people')
  return people
}

/** A new account, with the link by which its owner sets the password. */
export function createPerson(person: NewPerson): Promise<Invitation> {
  return callApi<Invitation>('/people', { method: 'POST', body: person })
}

/** Changes what somebody may do; his sessions end where rights change. */
export function changePerson(id: string, change: PersonChange): Promise<PersonItem> {
  return callApi<PersonItem>(`/people/${encodeURIComponent(id)}`, { method: 'PATCH', body: change })
}

/** A new link to set a password; earlier ones stop working. */
export function invitePerson(id: string): Promise<Invitation> {
  return callApi<Invitation>(`/people/${encodeURIComponent(id)}/invitation`, { method: 'POST' })
}

/** Signs somebody out everywhere. */
export function endSessionsOf(id: string): Promise<void> {
  return callApi<void>(`/people/${encodeURIComponent(id)}/sessions`, { method: 'DELETE' })
}
