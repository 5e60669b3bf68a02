import type { Line } from './lines.ts'
import { dossier, openStronghold, type Stronghold } from './stronghold.ts'
import { type Heard, request, say } from './wire.ts'

/** What came back through an HTTP library. */
export interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: an answer of any route, looked into by the test that asked
  body: any
}

/** A stronghold under attack: every answer is written down. */
export interface Siege {
  hold: Stronghold
  ask(given: Omit<Line, 'id' | 'what' | 'status'>): Promise<Answer>
  /** Pushes as iGate does. */
  push(body: unknown, key?: string): Promise<Answer>
  /** A bare request with the operator's token. */
  bare(method: string, path: string, headers?: readonly string[], body?: string): Promise<Heard>
  /** Checksums of every table as they were before the first attack. */
  before: Record<string, string>
  /** Every status so far. */
  statuses: number[]
}

export async function besiege(): Promise<Siege> {
  const hold = await openStronghold({ IOC_LIMIT_HEADERS_MS: '1000', IOC_LIMIT_REQUEST_MS: '10000' })
  const statuses: number[] = []
  const ask: Siege['ask'] = async ({ method = 'GET', path, as = 'nobody', headers = {}, body }) => {
    const response = await fetch(`${hold.program.url}${path}`, {
      method,
      headers: { ...hold.as[as], ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    statuses.push(response.status)
    const text = await response.text()
    const isJson = /json/.test(response.headers.get('content-type') ?? '')
    return { status: response.status, body: isJson && text !== '' ? JSON.parse(text) : text }
  }
  const push: Siege['push'] = (body, key) =>
    ask({
      method: 'POST',
      path: '/api/v1/push/dossiers',
      as: 'key',
      body,
      headers: key === undefined ? {} : { 'idempotency-key': key },
    })
  await push({ feed: 'igate', rows: [dossier(3, { version: 7 })] }, 'turn-1')
  const answered = { code: 's0', unit: 'area:31459', answeredAt: '2026-11-05T08:00:00+07:00', score: '5' }
  await hold.program.post('/api/v1/push/surveys?unit=area:31459', { feed: 'khao-sat', rows: [answered] })
  return {
    hold,
    ask,
    push,
    async bare(method, path, headers = [], body = '') {
      const own = [`Host: 127.0.0.1:${hold.port}`, `Authorization: ${hold.as.operator.authorization}`]
      const heard = await say(hold.port, [request(method, path, [...own, ...headers], body)])
      statuses.push(heard.status)
      return heard
    },
    before: await hold.checksums(),
    statuses,
  }
}

/** What is wrong with the program after an attack; empty = it stands as it stood. */
export async function harmOf({ hold, ask, statuses }: Siege): Promise<string[]> {
  const harm = statuses.filter((status) => status >= 500).map((status) => `${status} was said`)
  process.kill(hold.program.pid, 0)
  const { body } = await ask({ path: '/readyz' })
  if (body.ready !== true) harm.push('it is not ready')
  if (hold.program.output().includes('unexpected error')) harm.push('something failed that nobody expected')
  if (({} as { polluted?: unknown }).polluted !== undefined) harm.push('a prototype was reached')
  return harm
}
