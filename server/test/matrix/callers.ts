import { randomBytes } from 'node:crypto'
import type { PersonRole } from '../../../shared/roles.ts'
import { openSession } from '../../access/sessions.ts'
import { type Opened, open, TOKEN } from '../opened.ts'
import { signedIn } from '../people.ts'

/** Xã Vĩnh Tường and another commune of the same province. */
export const A = 'area:31459'
export const B = 'area:31471'

/** Everybody who ever calls. */
export const CALLERS = [
  'nobody',
  'wrong bearer',
  'leader',
  'analyst',
  'officer of A',
  'officer of B',
  'operator',
  'operator of long ago',
  'operator of A',
  'admin token',
  'office screen',
  'public screen',
  'key to push',
  'key for figures',
  'link of a leader',
  'unfinished officer',
] as const
export type CallerName = (typeof CALLERS)[number]

/** What each caller sends with every request. */
export type Callers = Readonly<Record<CallerName, Record<string, string>>>

/** The whole program with two communes, a source in each, and everybody who may come. */
export interface City {
  opened: Opened
  callers: Callers
  /** Whose name `GET /session` says, null for those it does not answer. */
  actors: Readonly<Record<CallerName, string | null>>
  /** A committed batch of each commune, and one that waits. */
  batches: Readonly<Record<'A' | 'B', { committed: string; waiting: string }>>
  /** Signs another person in; the headers of his browser. */
  person(user: string, role: PersonRole, unit?: string): Promise<{ id: string; headers: Record<string, string> }>
}

/** How many dossiers of November the commune B has; A has three. */
export const OF_B = 7
export const OF_A = 3

export async function openCityOfCallers(): Promise<City> {
  const opened = await open()
  const batches = { A: await fill(opened, 'xa-a', A, OF_A), B: await fill(opened, 'xa-b', B, OF_B) }
  const person: City['person'] = async (user, role, unit) => {
    const session = await signedIn(opened, { user, role, ...(unit !== undefined && { unit }) })
    return { id: session.person, headers: browser(session.cookie, session.csrf) }
  }
  await endFirstRun(opened)
  const longAgo = await person('quan-tri-cu', 'operator')
  opened.clock.set(new Date(opened.clock.now().getTime() + 16 * 60_000))
  const headersOf = async (...given: Parameters<City['person']>) => (await person(...given)).headers
  const callers: Callers = {
    nobody: {},
    'wrong bearer': { authorization: `Bearer ${'x'.repeat(43)}` },
    leader: await headersOf('lanh-dao', 'leader'),
    analyst: await headersOf('phan-tich', 'analyst'),
    'officer of A': await headersOf('can-bo-a', 'officer', A),
    'officer of B': await headersOf('can-bo-b', 'officer', B),
    operator: await headersOf('quan-tri', 'operator'),
    'operator of long ago': longAgo.headers,
    'operator of A': await headersOf('quan-tri-a', 'operator', A),
    'admin token': { authorization: `Bearer ${TOKEN}` },
    'office screen': await screen(opened, false),
    'public screen': await screen(opened, true),
    'key to push': await key(opened, { rights: ['push'], feed: 'xa-a' }),
    'key for figures': await key(opened, { rights: ['figures'], unit: A }),
    'link of a leader': await link(opened),
    'unfinished officer': await unfinished(opened),
  }
  const actors = {} as Record<CallerName, string | null>
  for (const name of CALLERS) {
    const { status, body } = await opened.ask('/api/v1/session', { headers: callers[name] })
    actors[name] = status === 200 ? body.actor : null
  }
  return { opened, callers, actors, batches, person }
}

const browser = (cookie: string, csrf: string) => ({ cookie, 'x-csrf-token': csrf, 'sec-fetch-site': 'same-origin' })

/** A source with so many dossiers that count, and a file that waits for somebody. */
async function fill(opened: Opened, feed: string, unit: string, count: number) {
  const rows = Array.from({ length: count }, (_, no) => ({
    code: `000.21.45.H13-${feed}-${no}`,
    receivingUnit: unit,
    resolvingUnit: unit,
    receivedAt: '2026-11-05T08:00:00+07:00',
    dueAt: '2026-11-12T17:00:00+07:00',
    status: '4',
  }))
  const pushed = await opened.call('POST', `/api/v1/push/dossiers?unit=${unit}`, { feed, rows })
  if (pushed.status !== 200) throw new Error(JSON.stringify(pushed.body))
  const waiting = await opened.deliver(
    `dataset=dossiers&feed=${feed}`,
    `${feed}.csv`,
    `Mã hồ sơ;Ngày tiếp nhận\r\n${feed};x\r\n`,
  )
  return { committed: pushed.body.batch as string, waiting: waiting.id }
}

/** An operator with a password: the first run is over. */
async function endFirstRun({ program }: Opened): Promise<void> {
  await program.stages.ledger.transact((sql) =>
    sql.query(
      `insert into people (id, user_name, name, role, password_hash, created_at, created_by)
       values ('first', 'dau-tien', 'dau-tien', 'operator', 'x', now(), 'test')`,
    ),
  )
}

async function screen(opened: Opened, isPublic: boolean): Promise<Record<string, string>> {
  const post = (path: string, body: unknown) =>
    opened.ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  const { body } = await post('/api/v1/screens/pairing', {})
  await opened.call('POST', '/api/v1/screens', {
    code: body.code,
    title: 'Sảnh',
    public: isPublic,
    // A display of a hall asks for the unit of its hall and no other.
    ...(isPublic && { unit: A }),
  })
  const claimed = await post('/api/v1/screens/pairing/claim', { ticket: body.ticket })
  return { cookie: (claimed.headers.get('set-cookie') ?? '').split(';')[0] ?? '', 'sec-fetch-site': 'same-origin' }
}

async function key(opened: Opened, given: object): Promise<Record<string, string>> {
  const { body } = await opened.call('POST', '/api/v1/keys', { title: 'LGSP', ...given })
  return { authorization: `Bearer ${body.key}` }
}

async function link(opened: Opened): Promise<Record<string, string>> {
  const { body } = await opened.call('POST', '/api/v1/session/links', { role: 'leader' })
  const signed = await opened.ask('/api/v1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: body.token }),
  })
  return withCsrf(opened, (signed.headers.get('set-cookie') ?? '').split(';')[0] ?? '')
}

/** Signed in by password, and asked for a second factor that he does not have yet. */
async function unfinished(opened: Opened): Promise<Record<string, string>> {
  const { program, clock } = opened
  const token = await program.stages.ledger.transact(async (sql) => {
    const id = randomBytes(9).toString('base64url')
    await sql.query(
      `insert into people (id, user_name, name, role, created_at, created_by)
       values ($1, 'moi-den', 'moi-den', 'officer', $2, 'test')`,
      [id, clock.now()],
    )
    const session = { person: id, role: 'officer', how: 'password', needs: 'totp' } as const
    return openSession(sql, session, { ip: '127.0.0.1', headers: {} }, clock.now())
  })
  return withCsrf(opened, `ioc_session=${token}`)
}

async function withCsrf(opened: Opened, cookie: string): Promise<Record<string, string>> {
  const { body } = await opened.ask('/api/v1/session', { headers: { cookie } })
  return browser(cookie, body.csrf)
}
