import type { Pairing } from '../../shared/access.ts'
import { callApi } from './fetch.ts'

/** A code for a display that wants to be let in. */
export function askPairing(): Promise<Pairing> {
  return callApi<Pairing>('/screens/pairing', { method: 'POST', body: {} })
}

/** Was the display let in? Its cookie then comes with the answer. */
export async function claimPairing(ticket: string): Promise<boolean> {
  const waiting = await callApi<{ state: 'waiting' } | undefined>('/screens/pairing/claim', {
    method: 'POST',
    body: { ticket },
  })
  return waiting === undefined
}
