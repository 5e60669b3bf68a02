import { randomBytes } from 'node:crypto'
import type { PersonRole, Scope } from '../../shared/roles.ts'
import type { Record, Sql } from '../ledger/ledger.ts'
import { endOperatorLinks, endSessions } from './end-sessions.ts'
import { insertPerson } from './people.ts'
import { changed, leavesNone, linesOf, lockOperators, rightsDiffer, writePerson } from './person-change.ts'
import { findPerson, lineOf, type PersonRecord } from './person-record.ts'
import { moveRights } from './store.ts'

/** Somebody as the provider describes him and the settings take it. */
export interface Described {
  issuer: string
  subject: string
  /** The user name that he has there, absent = none. */
  user: string | undefined
  name: string | undefined
  role: PersonRole
  unit: string | null
}

/** Who came in, or why he may not. */
export type Followed = { person: PersonRecord } | { person: PersonRecord; refused: 'disabled' | 'last-operator' }

const LONGEST_NAME = 120
const LONGEST_USER = 32

/**
 * The person of the provider's subject, made when he comes for the first time. His role and unit follow the provider at
 * every sign-in; with a change his other sessions end. Nobody is ever found by name or e-mail.
 */
export async function followPerson(sql: Sql, record: Record, given: Described, by: Scope, at: Date): Promise<Followed> {
  const { issuer, subject, role, unit } = given
  const name = given.name === undefined ? undefined : [...given.name].slice(0, LONGEST_NAME).join('')
  // Two first sign-ins of one person at once make him once.
  await sql.query('select pg_advisory_xact_lock(hashtextextended($1, 7604005))', [`${issuer} ${subject}`])
  const operators = await lockOperators(sql, { role, unit })
  const before = await findPerson(sql, { oidc: { issuer, subject } }, { lock: true })
  if (!before) return { person: await makePerson(sql, record, { ...given, name }, by, at) }
  if (before.disabledAt !== null) return { person: before, refused: 'disabled' }
  const after = changed(before, { role, unit, ...(name !== undefined && { name }) }, at)
  if (leavesNone(operators, before, after)) {
    await endSessions(sql, { person: before.id }, at)
    return { person: before, refused: 'last-operator' }
  }
  const lines = linesOf(before, after, by)
  if (lines.length === 0) return { person: after }
  await writePerson(sql, after)
  if (rightsDiffer(before, after)) await endSessions(sql, { person: before.id }, at)
  await moveRights(sql)
  for (const line of lines) await record(line)
  return { person: after }
}

async function makePerson(sql: Sql, record: Record, given: Described, by: Scope, at: Date): Promise<PersonRecord> {
  const { issuer, subject, role, unit } = given
  const { id } = await insertUnderFreeName(sql, given, by, at)
  await sql.query('update people set oidc_issuer = $2, oidc_subject = $3 where id = $1', [id, issuer, subject])
  if (role === 'operator') await endOperatorLinks(sql, at)
  await moveRights(sql)
  const person = await findPerson(sql, { id })
  if (!person) throw new Error('the person was not written')
  await record(lineOf('person.created', person, by, { role, unit, how: 'oidc' }))
  return person
}

async function insertUnderFreeName(sql: Sql, given: Described, by: Scope, at: Date): Promise<PersonRecord> {
  const { role, unit, name } = given
  const wanted = toUser(given.user)
  const numbered = Array.from({ length: 8 }, (_, index) => `${wanted}-${index + 2}`)
  for (const user of [wanted, ...numbered]) {
    const person = await insertPerson(sql, { user, name: name ?? user, role, unit }, by, at).catch(unlessTaken)
    if (person) return person
  }
  const user = `${wanted}-${randomBytes(3).toString('hex')}`
  return insertPerson(sql, { user, name: name ?? user, role, unit }, by, at)
}

function unlessTaken(error: unknown): null {
  if ((error as { code?: string }).code === 'IOC_USER_TAKEN') return null
  throw error
}

/** A user name as this program writes them, from one of the provider: without the domain, accents and other signs. */
export function toUser(text = ''): string {
  const [local = ''] = text.split('@')
  const plain = local.replace(/[đĐ]/g, 'd').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const user = plain
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, LONGEST_USER)
    .replace(/[^a-z0-9]+$/, '')
  if (user.length < 2) return `nguoi-dung${user === '' ? '' : `-${user}`}`
  return /^[a-z]/.test(user) ? user : `u${user}`
}
