import type { Scope } from '../shared/roles.ts'
import type { Ledger } from './ledger/ledger.ts'

/** Writes into the audit that a socket asked for what it may not have, or does not know. */
export function createRefusedWatches(
  ledger: Pick<Ledger, 'transact'>,
  report: (facts: object, message: string) => void,
): (refusal: { scope: Scope; ip: string; event: string; code: string }) => void {
  return ({ scope: { actor, role }, ip, event, code }) => {
    ledger
      .transact((_, record) =>
        record({
          action: 'watch.refused',
          actor,
          role,
          origin: { ip, request: '' },
          detail: { event: event.slice(0, 40), refusal: code },
        }),
      )
      .catch((error: unknown) => report({ err: error }, 'a refused watch could not be written down'))
  }
}
