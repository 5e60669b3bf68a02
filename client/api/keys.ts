import type { CreatedKey, KeyItem, NewKey } from '../../shared/access.ts'
import { callApi } from './fetch.ts'

/** The keys of other systems, revoked ones too. */
export async function listKeys(): Promise<KeyItem[]> {
  const { keys } = await callApi<{ keys: KeyItem[] }>('/keys')
  return keys
}

/** A new key; it can be read in this answer only. */
export function createKey(key: NewKey): Promise<CreatedKey> {
  return callApi<CreatedKey>('/keys', { method: 'POST', body: key })
}

/** Ends a key at once. */
export function revokeKey(id: string): Promise<void> {
  return callApi<void>(`/keys/${encodeURIComponent(id)}`, { method: 'DELETE' })
}
