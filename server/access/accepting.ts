import type { Asking, Opened } from './access.ts'
import type { Attempts } from './attempts.ts'
import { endSessions } from './end-sessions.ts'
import { type Enter, needsOf } from './entering.ts'
import { CodeNeeded, PasswordWeak, SignInFailed } from './errors.ts'
import { invitedBy, redeemInvitation } from './links.ts'
import type { Passwords } from './passwords.ts'
import { findPerson } from './person-record.ts'
import type { AccessParts } from './store.ts'

export interface AcceptingParts extends Pick<AccessParts, 'store' | 'clock'> {
  passwords: Passwords
  attempts: Attempts
  enter: Enter
}

/**
 * Sets an invited person's password and signs him in. Who has a second factor is not signed in by the invitation alone: his
 * password is set, and CodeNeeded says that he goes on by signing in.
 *
 * @throws SignInFailed, CodeNeeded (401), PasswordWeak (422: the invitation still works), SignInLocked (429)
 */
export function createAccepting(
  parts: AcceptingParts,
): (given: { token: string; password: string }, asking: Asking) => Promise<Opened> {
  const { store, clock, passwords, attempts, enter } = parts
  return ({ token, password }, asking) => {
    const tried = { name: null, known: false, asking }
    return attempts.inTurn(tried, async () => {
      const invited = await store.transact(async (sql, record) => {
        const id = await invitedBy(sql, token, clock.now())
        const person = id === null ? null : await findPerson(sql, { id })
        if (person !== null && person.disabledAt === null) return person
        await attempts.failed(sql, record, tried)
        return null
      })
      if (invited === null) throw new SignInFailed()
      const rule = passwords.weakness(password, [invited.user, invited.name])
      if (rule !== null) throw Object.assign(new PasswordWeak(), { at: { rule } })
      const hash = await passwords.hash(password)
      const outcome = await store.transact(async (sql, record) => {
        const now = clock.now()
        const id = await redeemInvitation(sql, token, now)
        const person = id === null ? null : await findPerson(sql, { id }, { lock: true })
        if (person === null || person.disabledAt !== null) return null
        await sql.query('update people set password_hash = $2, password_changed_at = $3 where id = $1', [
          person.id,
          hash,
          now,
        ])
        await endSessions(sql, { person: person.id }, now)
        const { user, role } = person
        const object = { kind: 'person', id: person.id }
        const origin = { ip: asking.ip, request: asking.id }
        await record({ action: 'password.changed', actor: user, role, object, origin, detail: { by: 'invitation' } })
        if (person.totpConfirmedAt !== null) return 'code'
        const who = { person: person.id, role, how: 'password', needs: needsOf(person), actor: user } as const
        return enter(sql, record, who, asking)
      })
      if (outcome === null) throw new SignInFailed()
      if (outcome === 'code') throw new CodeNeeded()
      return outcome
    })
  }
}
