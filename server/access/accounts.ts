import type { Accounts, Asking } from './access.ts'
import { findActing } from './acting.ts'
import { type Attempts, createAttempts } from './attempts.ts'
import type { Credential } from './credential.ts'
import { endSessions } from './end-sessions.ts'
import { createEnrolment } from './enrolment.ts'
import { PasswordWeak, PersonOfOidc, SignInFailed } from './errors.ts'
import type { Passwords } from './passwords.ts'
import { lineOf, voidInvitations } from './person-record.ts'
import type { SecondFactor } from './second-factor.ts'
import { readSessions } from './session-items.ts'
import { endSession } from './sessions.ts'
import { type AccessParts, moveRights } from './store.ts'

export interface AccountParts extends AccessParts {
  passwords: Passwords
  secondFactor: SecondFactor
  credentialOf: (asking: Asking) => Promise<Credential | null>
  /** Counts wrong passwords together with those of the sign-in. */
  attempts?: Attempts
}

/** What people do with their own accounts; nobody reaches another one through it. */
export function createAccounts(parts: AccountParts): Accounts {
  const { store, clock, passwords, credentialOf } = parts
  const attempts = parts.attempts ?? createAttempts(parts)
  const sessionOf = async (asking: Asking) => (await credentialOf(asking))?.session ?? null
  /** Whose sessions end: all of a person but the one that asks. */
  const othersOf = (person: string, session: Credential['session']) =>
    session === null ? { person } : { person, but: session.id }

  return {
    ...createEnrolment({ ...parts, sessionOf }),

    async read(scope, asking) {
      const session = await sessionOf(asking)
      return store.transact(async (sql) => {
        const person = await findActing(sql, scope)
        const sessions = await readSessions(sql, person.id, session?.id ?? null, clock.now())
        return {
          user: person.user,
          name: person.name,
          role: person.role,
          unit: person.unit,
          hasPassword: person.passwordHash !== null,
          passwordChangedAt: person.passwordChangedAt,
          totp: person.totpConfirmedAt !== null,
          recoveryCodesLeft: person.recovery.length,
          oidc: person.oidcSubject !== null,
          sessions: sessions.map(({ item }) => item),
        }
      })
    },

    async changePassword({ current, next }, scope, asking) {
      const session = await sessionOf(asking)
      const { id, user, name, unit, passwordHash } = await store.transact((sql) => findActing(sql, scope))
      if (passwordHash === null) throw new PersonOfOidc()
      const tried = { name: user, known: true, asking }
      await attempts.inTurn(tried, async () => {
        if (await passwords.verify(current, passwordHash)) return
        await store.transact((sql, record) => attempts.failed(sql, record, tried))
        throw new SignInFailed()
      })
      const rule = passwords.weakness(next, unit === null ? [user, name] : [user, name, unit])
      if (rule) throw Object.assign(new PasswordWeak(), { at: { rule } })
      const hash = await passwords.hash(next)
      await store.transact(async (sql, record) => {
        const person = await findActing(sql, scope, { lock: true })
        if (person.passwordHash !== passwordHash) throw new SignInFailed()
        const update = 'update people set password_hash = $2, password_changed_at = $3 where id = $1'
        await sql.query(update, [id, hash, clock.now()])
        await voidInvitations(sql, id)
        const sessions = await endSessions(sql, othersOf(id, session), clock.now())
        await record(lineOf('password.changed', person, scope, { sessions }))
      })
    },

    endSession: (id, scope) =>
      store.transact(async (sql, record) => {
        const person = await findActing(sql, scope)
        const open = await readSessions(sql, person.id, null, clock.now())
        const found = open.find(({ item }) => item.id === id)
        if (!found || !(await endSession(sql, found.stored, clock.now()))) return
        await moveRights(sql)
        await record(lineOf('session.revoked', person, scope, { sessions: 1 }))
      }),

    async endOtherSessions(scope, asking) {
      const session = await sessionOf(asking)
      await store.transact(async (sql, record) => {
        const person = await findActing(sql, scope)
        const sessions = await endSessions(sql, othersOf(person.id, session), clock.now())
        if (sessions > 0) await record(lineOf('session.revoked', person, scope, { sessions }))
      })
    },
  }
}
