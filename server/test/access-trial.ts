import { TOTP } from 'otpauth'
import type { PersonRole } from '../../shared/roles.ts'
import type { Access, Asking } from '../access/access.ts'
import { type AccessOptions, openAccess } from '../access/open-access.ts'
import { createPasswords } from '../access/passwords.ts'
import { createSecondFactor } from '../access/second-factor.ts'
import { fingerprint } from '../access/tokens.ts'
import { openTrial, SECRET, type Trial } from './ledger-trial.ts'

export const ADMIN_TOKEN = 'Zq8vT2'.repeat(6)
export const LOCAL_KEY = 'Lk7uP0'.repeat(6)
/** A password that the rules take. */
export const PASSWORD = 'sông Hậu nước lớn 12 lần'

/** Access over a real database, with nobody in it. */
export interface AccessTrial extends Trial {
  access: Access
  /** Another server over the same database. */
  another(over?: Partial<AccessOptions>): Access
  /** Signs in with a fresh link; the `Cookie` header. */
  byLink(role: PersonRole): Promise<string>
  addPerson(given: NewTrialPerson): Promise<TrialPerson>
  /** An invitation for a person. */
  invite(person: string): Promise<string>
  /** Lines of the audit, oldest first. */
  audit(): Promise<Record<string, unknown>[]>
  /** Forgets failures, so that one test does not lock out the next. */
  forgive(): Promise<void>
  minutesLater(minutes: number): void
}

export interface NewTrialPerson {
  user: string
  role: PersonRole
  unit?: string
  /** Null = none; absent = `PASSWORD`. */
  password?: string | null
  totp?: boolean
  breakGlass?: boolean
}

export interface TrialPerson {
  id: string
  user: string
  /** The code that his phone shows at this moment. */
  code(): string
  recovery: string[]
}

export async function openAccessTrial(over: Partial<AccessOptions> = {}): Promise<AccessTrial> {
  const trial = await openTrial()
  const { ledger, clock } = trial
  const opened: Access[] = []
  const passwords = createPasswords()
  const secondFactor = createSecondFactor({ secret: SECRET, clock })
  const hash = await passwords.hash(PASSWORD)
  const another = (more: Partial<AccessOptions> = {}): Access => {
    const access = openAccess({
      store: ledger,
      clock,
      secret: SECRET,
      unitNamed: async (text) => text,
      adminToken: ADMIN_TOKEN,
      publicUrl: null,
      host: '127.0.0.1',
      localKey: LOCAL_KEY,
      sample: () => false,
      home: async () => null,
      ...over,
      ...more,
    })
    opened.push(access)
    return access
  }
  const access = another()
  return {
    ...trial,
    access,
    another,
    async byLink(role) {
      const by = { actor: 'local', role: 'operator', units: 'all', rows: true } as const
      const token = await access.signing.newLink(role, by)
      return cookieOf((await access.signing.signIn({ token }, asking())).cookie)
    },
    async addPerson({ user, role, unit, password = PASSWORD, totp = false, breakGlass = false }) {
      const { secret, sealed } = secondFactor.offer(user)
      const { codes, hashes } = secondFactor.recovery()
      const kept = password === null ? null : password === PASSWORD ? hash : await passwords.hash(password)
      const now = clock.now()
      await ledger.transact(async (sql) => {
        await sql.query(
          `insert into people (id, user_name, name, role, unit, password_hash, totp_sealed, totp_confirmed_at, recovery,
             break_glass, created_at, created_by)
           values ($1, $1, 'Nguyễn ' || $1, $2, $3, $4, $5, $6, $7, $8, $9, 'test')`,
          [
            user,
            role,
            unit ?? null,
            kept,
            totp ? sealed : null,
            totp ? now : null,
            totp ? hashes : [],
            breakGlass,
            now,
          ],
        )
      })
      const code = () => new TOTP({ secret }).generate({ timestamp: clock.now().getTime() })
      return { id: user, user, code, recovery: codes }
    },
    async invite(person) {
      const token = `invitation of ${person}`
      await ledger.transact((sql) =>
        sql.query(`insert into links (hash, kind, person, until) values ($1, 'invitation', $2, $3)`, [
          fingerprint(token),
          person,
          new Date(clock.now().getTime() + 3_600_000),
        ]),
      )
      return token
    },
    audit: () =>
      ledger.transact((sql) => sql.query('select action, actor, role, ip, object_id, detail from audit order by id')),
    forgive: () => ledger.transact(async (sql) => void (await sql.query('delete from sign_in_failures'))),
    minutesLater: (minutes) => clock.set(new Date(clock.now().getTime() + minutes * 60_000)),
    async end() {
      for (const each of opened) each.close()
      await trial.end()
    },
  }
}

const HOST = '127.0.0.1:8080'

/** A call from this machine; `over` says what is different. */
export function asking(over: Partial<Asking> = {}): Asking {
  const { headers, ...rest } = over
  return {
    id: 'trial',
    method: 'GET',
    peer: '127.0.0.1',
    ip: '127.0.0.1',
    queryNames: [],
    headers: { host: HOST, ...headers },
    ...rest,
  }
}

/** A call with a bearer token. */
export function withToken(token: string, over: Partial<Asking> = {}): Asking {
  return asking({ ...over, headers: { ...over.headers, authorization: `Bearer ${token}` } })
}

/** A call of a page with a cookie; changing calls say that they come from the same origin. */
export function withCookie(cookie: string, over: Partial<Asking> = {}): Asking {
  return asking({ ...over, headers: { 'sec-fetch-site': 'same-origin', ...over.headers, cookie } })
}

/** The `Cookie` header that a browser sends after a `Set-Cookie`. */
export function cookieOf(setCookie: string): string {
  return setCookie.split(';')[0] ?? ''
}

/** What a refusal tells its caller. */
export async function refusalOf(work: Promise<unknown>) {
  const error = await work.then(
    () => new Error('it succeeded'),
    (reason: Error) => reason,
  )
  const { message, code, at, retryAfterS } = error as Error & { code: string; at?: object; retryAfterS?: number }
  return { message, code, at, retryAfterS }
}

/** Looks again until something is so. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50))
}
