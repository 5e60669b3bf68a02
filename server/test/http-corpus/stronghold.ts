import pg from 'pg'
import { freshDatabase } from '../database.ts'
import { type Program, removeDataFolders, startProgram } from '../program.ts'

/** The program as an operator runs it, in a process of its own, with data that no attack may move. */
export interface Stronghold {
  program: Program
  port: number
  /** What each caller sends: the operator's token, browsers signed in by link, keys of other systems. */
  as: Readonly<Record<'operator' | 'officer' | 'leader' | 'key' | 'revokedKey' | 'nobody', Record<string, string>>>
  /** Of each table how many rows it has and what they say; of batches only those that count. */
  checksums(): Promise<Record<string, string>>
  /** Lines of the audit, newest first. */
  audit(): Promise<{ action: string; ip: string | null }[]>
  close(): Promise<void>
}

/** What may move while nothing happens: who was here and who failed. */
const MOVING = ['audit', 'sign_in_failures', 'sessions', 'api_keys', 'rights_state', 'links', 'idempotency']
const JSON_TYPE = { 'content-type': 'application/json' }
const ENV = { IOC_SECRET: 'n0tForUse!'.repeat(4), IOC_TEST_NOW: '2026-11-22T09:00:00+07:00' }

export async function openStronghold(env: Record<string, string> = {}): Promise<Stronghold> {
  const database = await freshDatabase()
  const program = await startProgram({ env: { ...ENV, ...env, IOC_DATABASE_URL: database.url } })
  const signIn = async (role: string) => {
    const { token } = await read(await program.post('/api/v1/session/links', { role }))
    return cookieOf(await fetch(`${program.url}/api/v1/session`, post({ token })))
  }
  const browser = async (cookie: string) => {
    const { csrf } = await read(await fetch(`${program.url}/api/v1/session`, { headers: { cookie } }))
    return { cookie, 'x-csrf-token': csrf as string, 'sec-fetch-site': 'same-origin' }
  }
  const first = { user: 'quan.tri', name: 'Trần Thị Bưởi', password: 'sông Hậu nước lớn 12 lần' }
  const setUp = await fetch(`${program.url}/api/v1/setup`, post(first, await browser(await signIn('operator'))))
  if (setUp.status !== 204) throw new Error(await setUp.text())
  for (const [feed, no] of [
    ['igate', 1],
    ['other', 2],
  ] as const)
    await read(await program.post('/api/v1/push/dossiers?unit=area:31459', { feed, rows: [dossier(no)] }))
  const makeKey = async () =>
    read(await program.post('/api/v1/keys', { title: 'iGate', rights: ['push'], feed: 'igate' }))
  const [revoked, live] = [await makeKey(), await makeKey()]
  await program.call(`/api/v1/keys/${revoked.item.id}`, { method: 'DELETE' })
  return {
    program,
    port: Number(new URL(program.url).port),
    as: {
      operator: { authorization: `Bearer ${program.token}` },
      officer: await browser(await signIn('officer')),
      leader: await browser(await signIn('leader')),
      key: { authorization: `Bearer ${live.key}` },
      revokedKey: { authorization: `Bearer ${revoked.key}` },
      nobody: {},
    },
    checksums: () => checksumsOf(database.url),
    audit: async () => (await read(await program.call('/api/v1/audit?limit=100'))).lines,
    async close() {
      await program.stop()
      await removeDataFolders()
      await database.drop()
    },
  }
}

/** A dossier of the commune, as iGate pushes it. */
export function dossier(no: number, over: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    code: `000.21.45.H13-261105-${String(no).padStart(4, '0')}`,
    receivingUnit: 'area:31459',
    resolvingUnit: 'area:31459',
    receivedAt: '2026-11-05T08:00:00+07:00',
    dueAt: '2026-11-12T17:00:00+07:00',
    status: '4',
    ...over,
  }
}

function post(body: unknown, headers: Record<string, string> = {}): RequestInit {
  return { method: 'POST', headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(body) }
}

// biome-ignore lint/suspicious/noExplicitAny: an answer of any route
async function read(response: Response): Promise<any> {
  if (!response.ok) throw new Error(`${response.url}: ${await response.text()}`)
  return response.json()
}

function cookieOf({ headers }: Response): string {
  return (headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

async function checksumsOf(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname`,
    )
    const sums: Record<string, string> = {}
    for (const { name } of rows.filter(({ name }) => !MOVING.includes(name))) {
      const which = name === 'batches' ? 'where seq is not null' : ''
      const { rows: found } = await client.query<{ sum: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(t::text, e'\\n' order by t::text)), '') as sum
           from ${client.escapeIdentifier(name)} t ${which}`,
      )
      sums[name] = found[0]?.sum ?? ''
    }
    return sums
  } finally {
    await client.end()
  }
}
