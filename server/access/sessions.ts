import type { PersonRole } from '../../shared/roles.ts'
import type { Sql } from '../ledger/ledger.ts'
import type { Asking } from './access.ts'
import type { Credential } from './credential.ts'
import { createToken, fingerprint } from './tokens.ts'

/** A session ends so long after it began, whatever happens in between. */
export const SESSION_HOURS = 12
/** Those who change things are signed out after so many minutes without a call. */
export const IDLE_MINUTES: Readonly<Record<PersonRole, number>> = {
  leader: SESSION_HOURS * 60,
  analyst: SESSION_HOURS * 60,
  officer: 30,
  operator: 30,
}
/** How long a password or code counts as shown lately, minutes; a link session, which has none, counts from its opening. */
export const STEP_UP_MINUTES = 15
export const LINK_STEP_UP_MINUTES = 60

const KEPT_DAYS = 30
const LONGEST_AGENT = 200
const minutesAfter = (at: Date, minutes: number) => new Date(at.getTime() + minutes * 60_000)

/** How a browser came in. */
export type SessionHow = 'password' | 'oidc' | 'link' | 'setup'

type Needs = NonNullable<Credential['session']>['needs']

/** A session that is about to begin. */
export interface NewSession {
  /** Null for a sign-in link, which belongs to nobody. */
  person: string | null
  role: PersonRole
  how: SessionHow
  needs: Needs
  /** When he last showed who he is, null = that is not known; absent = just now. */
  shownAt?: Date | null
}

/** A signed-in browser and the person behind it. */
export interface SessionRecord extends Omit<NewSession, 'shownAt'> {
  /** SHA-256 of what the cookie holds. */
  id: string
  /** User name, own name and unit; null for a link. */
  user: string | null
  name: string | null
  unit: string | null
  seenAt: Date
  endsAt: Date
  steppedUpUntil: Date | null
}

/** Begins a session under a fresh name; returns what the cookie has to hold. Only its SHA-256 is kept. */
export async function openSession(
  sql: Sql,
  session: NewSession,
  { ip, headers }: Pick<Asking, 'ip' | 'headers'>,
  at: Date,
): Promise<string> {
  const { person, role, how, needs, shownAt = at } = session
  const token = createToken()
  const lasts = how === 'link' ? LINK_STEP_UP_MINUTES : STEP_UP_MINUTES
  const steppedUpUntil = shownAt === null ? null : minutesAfter(shownAt, lasts)
  await sql.query('delete from sessions where ends_at < $1', [minutesAfter(at, -KEPT_DAYS * 24 * 60)])
  await sql.query(
    `insert into sessions (id, person, role, how, needs, opened_at, seen_at, ends_at, stepped_up_until, ip, agent)
     values ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9, $10)`,
    [
      fingerprint(token),
      person,
      role,
      how,
      needs,
      at,
      minutesAfter(at, SESSION_HOURS * 60),
      steppedUpUntil,
      ip,
      agentOf(headers['user-agent']),
    ],
  )
  if (person !== null) await sql.query('update people set seen_at = $2 where id = $1', [person, at])
  return token
}

/** The session of a cookie, unless it was ended, its person disabled, or his role changed. Idle ones are found too. */
export async function findSession(sql: Sql, id: string): Promise<SessionRecord | null> {
  const [found] = await sql.query<Row>(
    `select s.id, s.person, s.role, s.how, s.needs, s.seen_at, s.ends_at, s.stepped_up_until,
       p.user_name as user, p.name, p.unit
     from sessions s left join people p on p.id = s.person
     where s.id = $1 and s.ended_at is null
       and (s.person is null or (p.disabled_at is null and p.role = s.role))`,
    [id],
  )
  if (!found) return null
  const { seen_at, ends_at, stepped_up_until, ...rest } = found
  return {
    ...rest,
    seenAt: new Date(seen_at),
    endsAt: new Date(ends_at),
    steppedUpUntil: stepped_up_until === null ? null : new Date(stepped_up_until),
  }
}

/** Is it neither over nor idle for too long? */
export function isAlive(
  { role, seenAt, endsAt }: Pick<SessionRecord, 'role' | 'seenAt' | 'endsAt'>,
  at: Date,
): boolean {
  return at < endsAt && at < minutesAfter(seenAt, IDLE_MINUTES[role])
}

/** Keeps a session from becoming idle. */
export async function touchSession(sql: Sql, { id, person }: SessionRecord, at: Date): Promise<void> {
  await sql.query('update sessions set seen_at = greatest(seen_at, $2) where id = $1 and ended_at is null', [id, at])
  if (person !== null) await sql.query('update people set seen_at = greatest(seen_at, $2) where id = $1', [person, at])
}

/** Ends one session; true when it was open. */
export async function endSession(sql: Sql, id: string, at: Date): Promise<boolean> {
  const ended = await sql.query('update sessions set ended_at = $2 where id = $1 and ended_at is null returning id', [
    id,
    at,
  ])
  return ended.length > 0
}

/** A browser's name for itself is a text of a stranger: short, and without signs that could forge a line. */
function agentOf(header: string | undefined): string {
  return (header ?? '').replace(/\p{C}/gu, ' ').slice(0, LONGEST_AGENT)
}

interface Row extends Omit<SessionRecord, 'seenAt' | 'endsAt' | 'steppedUpUntil'> {
  seen_at: string
  ends_at: string
  stepped_up_until: string | null
}
