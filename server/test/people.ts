import { randomBytes } from 'node:crypto'
import type { PersonRole } from '../../shared/roles.ts'
import { openSession } from '../access/sessions.ts'
import { moveRights } from '../access/store.ts'
import type { Called, Opened } from './opened.ts'

/** A person of a test: in the table `people`, with a second factor, without a password. */
export interface TestPerson {
  user: string
  role: PersonRole
  /** Limits him to it and all below, as people name it; absent = everything. */
  unit?: string
}

/** A signed-in browser. */
export interface SignedIn {
  /** The `Cookie` header. */
  cookie: string
  /** The `X-CSRF-Token` header of changing calls. */
  csrf: string
  /** Id of the person. */
  person: string
  /** Calls the API as a page of the installation does. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Called>
}

/** Makes a person, or takes the one of that user name, and signs a browser of his in, as if he had just shown his code. */
export async function signedIn({ program, clock, ask }: Opened, given: TestPerson): Promise<SignedIn> {
  const unit = given.unit === undefined ? null : await program.installation.unitNamed(given.unit)
  const { user, role } = given
  const { token, person } = await program.stages.ledger.transact(async (sql) => {
    const now = clock.now()
    const [row] = await sql.query<{ id: string }>(
      `insert into people (id, user_name, name, role, unit, totp_sealed, totp_confirmed_at, created_at, created_by)
       values ($1, $2, $2, $3, $4, '', $5, $5, 'test')
       on conflict (user_name) do update set role = excluded.role, unit = excluded.unit returning id`,
      [randomBytes(9).toString('base64url'), user, role, unit, now],
    )
    if (!row) throw new Error('nobody was made')
    await moveRights(sql)
    const asking = { ip: '127.0.0.1', headers: { 'user-agent': 'test' } }
    const session = { person: row.id, role, how: 'password', needs: null } as const
    return { token: await openSession(sql, session, asking, now), person: row.id }
  })
  const cookie = `ioc_session=${token}`
  const { body } = await ask('/api/v1/session', { headers: { cookie } })
  const csrf: string = body.csrf
  return {
    cookie,
    csrf,
    person,
    call: (method, path, sent, headers = {}) =>
      ask(path, {
        method,
        headers: {
          cookie,
          ...(method !== 'GET' && { 'x-csrf-token': csrf, 'sec-fetch-site': 'same-origin' }),
          ...(sent !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(sent !== undefined && { body: JSON.stringify(sent) }),
      }),
  }
}
