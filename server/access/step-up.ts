import type { Asking } from './access.ts'
import type { Attempts } from './attempts.ts'
import type { Credentials } from './credentials.ts'
import { NoAccount, SignInFailed } from './errors.ts'
import type { Passwords } from './passwords.ts'
import { findPerson, type PersonRecord } from './person-record.ts'
import type { SecondFactor } from './second-factor.ts'
import { STEP_UP_MINUTES } from './sessions.ts'
import { type AccessParts, moveRights } from './store.ts'
import { takeCode } from './taking-code.ts'

export interface StepUpParts extends Pick<AccessParts, 'store' | 'clock'> {
  credentials: Credentials
  passwords: Passwords
  secondFactor: SecondFactor
  attempts: Attempts
}

/** What is shown again: each that is given has to be right. */
export interface Shown {
  password?: string | undefined
  code?: string | undefined
}

/**
 * Takes a password or code shown again; changes of rights are then taken for a while. Failures count as failed sign-ins.
 *
 * @throws NoAccount (403), SignInFailed (401), SignInLocked (429)
 */
export function createStepUp(parts: StepUpParts): (given: Shown, asking: Asking) => Promise<void> {
  const { store, clock, credentials, passwords, secondFactor, attempts } = parts
  return async ({ password, code }, asking) => {
    const credential = await credentials.of(asking)
    const id = credential?.person ?? null
    const session = credential?.session ?? null
    const person = id === null ? null : await store.transact((sql) => findPerson(sql, { id }))
    if (person === null || session === null) throw new NoAccount()
    const tried = { name: person.user, known: true, asking }
    const isRight = await attempts.inTurn(tried, async () => {
      const knows = password !== undefined && (await passwords.verify(password, person.passwordHash))
      return store.transact(async (sql, record) => {
        const now = await findPerson(sql, { id: person.id }, { lock: true })
        const passwordIsRight = password === undefined || (knows && now?.passwordHash === person.passwordHash)
        const proves = now !== null && passwordIsRight && (await provesCode(now))
        if (!proves) {
          await attempts.failed(sql, record, tried)
          return false
        }
        const until = new Date(clock.now().getTime() + STEP_UP_MINUTES * 60_000)
        await sql.query('update sessions set stepped_up_until = $2 where id = $1 and ended_at is null', [
          session.id,
          until,
        ])
        await moveRights(sql)
        const origin = { ip: asking.ip, request: asking.id }
        await record({ action: 'session.steppedUp', actor: person.user, role: person.role, origin })
        return true

        async function provesCode(locked: PersonRecord): Promise<boolean> {
          return code === undefined ? password !== undefined : takeCode(sql, locked, code, secondFactor)
        }
      })
    })
    if (!isRight) throw new SignInFailed()
  }
}
