import type { Asking, Opened } from './access.ts'
import type { Attempts, Try } from './attempts.ts'
import { type Enter, needsOf } from './entering.ts'
import { CodeNeeded, SignInFailed } from './errors.ts'
import type { Passwords } from './passwords.ts'
import { findPerson, type PersonRecord } from './person-record.ts'
import type { SecondFactor } from './second-factor.ts'
import type { AccessParts } from './store.ts'
import { takeCode } from './taking-code.ts'

export interface SignInParts extends AccessParts {
  passwords: Passwords
  secondFactor: SecondFactor
  attempts: Attempts
  enter: Enter
  /** Is single sign-on set up? Then a break-glass account is an event. */
  hasOidc: boolean
}

/** User, password and, where enrolled, a code. */
export interface GivenPassword {
  user: string
  password: string
  code?: string | undefined
}

/**
 * Signs a person in. Unknown, disabled and wrong take as long and answer the same; only the right password tells that a code
 * is needed.
 *
 * @throws SignInFailed, CodeNeeded (401), SignInLocked (429)
 */
export function createPasswordSignIn({
  store,
  passwords,
  secondFactor,
  attempts,
  enter,
  hasOidc,
}: SignInParts): (given: GivenPassword, asking: Asking) => Promise<Opened> {
  return async ({ user, password, code }, asking) => {
    const name = user.normalize('NFKC').trim().toLowerCase()
    const person = await store.transact((sql) => findPerson(sql, { user: name }))
    const tried: Try = { name, known: person !== null, asking }
    return attempts.inTurn(tried, async () => {
      const isRight = await passwords.verify(password, person && isOpen(person) ? person.passwordHash : null)
      const outcome = await store.transact(async (sql, record) => {
        const now = person && isRight ? await findPerson(sql, { id: person.id }, { lock: true }) : null
        // Whatever moved since the password was compared has the last word.
        const isStill = now !== null && isOpen(now) && now.passwordHash === person?.passwordHash
        const wantsCode = isStill && now.totpConfirmedAt !== null
        if (wantsCode && code === undefined) return 'code'
        if (!isStill || (wantsCode && !(await takeCode(sql, now, code ?? '', secondFactor)))) {
          await attempts.failed(sql, record, tried)
          return 'failed'
        }
        const { id, role, breakGlass } = now
        if (breakGlass && hasOidc) {
          const origin = { ip: asking.ip, request: asking.id }
          await record({ action: 'session.breakGlass', actor: now.user, role, unit: now.unit, origin })
        }
        return enter(sql, record, { person: id, role, how: 'password', needs: needsOf(now), actor: now.user }, asking)
      })
      if (outcome === 'code') throw new CodeNeeded()
      if (outcome === 'failed') throw new SignInFailed()
      return outcome
    })
  }
}

function isOpen({ disabledAt }: PersonRecord): boolean {
  return disabledAt === null
}
