import { randomUUID } from 'node:crypto'
import type { NewPerson, PersonItem } from '../../shared/access.ts'
import type { Scope } from '../../shared/roles.ts'
import type { Record, Sql } from '../ledger/ledger.ts'
import type { People } from './access.ts'
import { MAX_FAILURES } from './attempts.ts'
import { endSessions } from './end-sessions.ts'
import { LastOperator, PersonDisabled, PersonOfOidc, PersonUnknown, UserTaken } from './errors.ts'
import { changed, leavesNone, linesOf, lockOperators, rightsDiffer, toName, writePerson } from './person-change.ts'
import { readItems } from './person-items.ts'
import { findPerson, lineOf, type PersonRecord, voidInvitations } from './person-record.ts'
import { type AccessParts, moveRights } from './store.ts'
import { createToken, fingerprint } from './tokens.ts'

/** How long an invitation works, hours. */
export const INVITATION_HOURS = 72

/** Names under which the program and its bearers act, and those that stand for power elsewhere. */
const RESERVED = new Set(['system', 'admin', 'operator', 'local', 'admin-token', 'sample-wall', 'root'])

export interface PeopleParts extends AccessParts {
  /** Failed sign-ins after which an account is shown as locked. */
  signInFailures?: number | undefined
}

interface Invited {
  person: PersonItem
  token: string
  until: string
}

/** The people of the installation, kept in its database. Nobody is ever deleted: his name stands in what he did. */
export function createPeople({ store, clock, unitNamed, signInFailures = MAX_FAILURES }: PeopleParts): People {
  const named = async (unit: string | null | undefined) => (unit == null ? unit : unitNamed(unit))

  const invited = async (sql: Sql, record: Record, person: PersonRecord, by: Scope): Promise<Invited> => {
    const token = createToken()
    const until = new Date(clock.now().getTime() + INVITATION_HOURS * 3_600_000)
    await voidInvitations(sql, person.id)
    await sql.query(`insert into links (hash, kind, person, until) values ($1, 'invitation', $2, $3)`, [
      fingerprint(token),
      person.id,
      until,
    ])
    await record(lineOf('person.invited', person, by, { until: until.toISOString() }))
    return { person: await itemOf(sql, person.id), token, until: until.toISOString() }
  }
  const itemOf = async (sql: Sql, id: string): Promise<PersonItem> => {
    const [item] = await readItems(sql, clock.now(), signInFailures, id)
    if (!item) throw new PersonUnknown()
    return item
  }

  return {
    list: () => store.transact((sql) => readItems(sql, clock.now(), signInFailures)),

    async create(given, by) {
      const unit = (await named(given.unit)) ?? null
      return store.transact(async (sql, record) => {
        const person = await insertPerson(sql, { ...given, unit }, by, clock.now())
        await record(lineOf('person.created', person, by, { role: person.role, unit }))
        return invited(sql, record, person, by)
      })
    },

    async change(id, given, by) {
      const unit = await named(given.unit)
      const asked = { ...given, ...(unit !== undefined && { unit }) }
      return store.transact(async (sql, record) => {
        const operators = await lockOperators(sql, given)
        const before = await lockPerson(sql, id)
        const after = changed(before, asked, clock.now())
        if (leavesNone(operators, before, after)) throw new LastOperator()
        await writePerson(sql, after)
        const losesTotp = given.totp === false && before.totpSealed !== null
        if (losesTotp) await removeTotp(sql, id)
        if (losesTotp || rightsDiffer(before, after)) await endSessions(sql, { person: id }, clock.now())
        if (after.disabledAt !== null) await voidInvitations(sql, id)
        await moveRights(sql)
        for (const line of linesOf(before, after, by)) await record(line)
        if (losesTotp) await record(lineOf('totp.removed', after, by))
        return itemOf(sql, id)
      })
    },

    invite: (id, by) =>
      store.transact(async (sql, record) => {
        const person = await lockPerson(sql, id)
        if (person.disabledAt !== null) throw new PersonDisabled()
        if (person.oidcSubject !== null && !person.breakGlass) throw new PersonOfOidc()
        return invited(sql, record, person, by)
      }),

    endSessions: (id, by) =>
      store.transact(async (sql, record) => {
        const person = await lockPerson(sql, id)
        const sessions = await endSessions(sql, { person: id }, clock.now())
        await record(lineOf('session.revoked', person, by, { sessions }))
      }),
  }
}

/** Writes a new person down. @throws UserTaken also for reserved names and for those of people who were here once */
export async function insertPerson(sql: Sql, given: NewPerson, by: Scope, at: Date): Promise<PersonRecord> {
  const { user, role, unit, breakGlass = false } = given
  const taken = () => Object.assign(new UserTaken(), { at: { user } })
  if (RESERVED.has(user)) throw taken()
  const id = randomUUID()
  const inserted = await sql.query(
    `insert into people (id, user_name, name, role, unit, break_glass, created_at, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (user_name) do nothing returning id`,
    [id, user, toName(given.name, user), role, unit, breakGlass, at, by.actor],
  )
  const person = inserted.length > 0 ? await findPerson(sql, { id }) : null
  if (!person) throw taken()
  return person
}

async function lockPerson(sql: Sql, id: string): Promise<PersonRecord> {
  const person = await findPerson(sql, { id }, { lock: true })
  if (!person) throw new PersonUnknown()
  return person
}

async function removeTotp(sql: Sql, id: string): Promise<void> {
  await sql.query(
    `update people set totp_sealed = null, totp_confirmed_at = null, totp_step = null, totp_offered = null,
       totp_offered_at = null, recovery = '{}' where id = $1`,
    [id],
  )
}
