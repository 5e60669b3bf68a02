import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Opened, open, TOKEN } from '../opened.ts'
import { request, say } from './wire.ts'

/** What answers a stranger with anything but a refusal. */
const ANSWERS = [
  'GET /healthz',
  'GET /readyz',
  'GET /api/v1/session/options',
  'DELETE /api/v1/session',
  'POST /api/v1/screens/pairing',
]
/** The browser program: its page, and the files of its build. */
const BROWSER =
  /^\/($|assets\/|mark\.svg$|(wall|analysis|feeds|admin|account)(\/\*)?$|(sign-in|setup|invitation|screen)$)/
const SECRETS = /postgres:\/\/|IOC_SECRET|node_modules|"version"|fastify|at .*\.ts:\d|tck_/i

let opened: Opened
beforeAll(async () => {
  opened = await open()
})
afterAll(() => opened.close())

const addressOf = (url: string) => url.replace(/:\w+/g, 'nothing').replace('*', 'x')
const port = () => Number(new URL(opened.url).port)

describe.each(['0', '1'])('a stranger from elsewhere, IOC_SAMPLE=%s', (sample) => {
  let scanned: Opened
  beforeAll(async () => {
    scanned = await open({ IOC_SAMPLE: sample })
  })
  afterAll(() => scanned.close())

  it('finds health, sign-in, pairing and the browser program, and nothing else', async () => {
    const found: string[] = []
    const { routes } = scanned.program
    for (const { method, url } of routes) {
      if (method === 'HEAD' || method === 'OPTIONS') continue
      const response = await fetch(`${scanned.url}${addressOf(url)}`, {
        method,
        headers: { 'x-forwarded-for': '203.0.113.7', ...(method === 'POST' && { 'content-type': 'application/json' }) },
        ...(method === 'POST' && { body: '{}' }),
        redirect: 'manual',
      })
      const text = await response.text()
      if (response.status >= 400 || BROWSER.test(url)) continue
      found.push(`${method} ${url}`)
      expect(text).not.toMatch(SECRETS)
    }
    expect(found.sort()).toEqual([...ANSWERS].sort())
  }, 60_000)

  it('hears of HEAD and OPTIONS what he hears of the method itself', async () => {
    const wrong: unknown[] = []
    for (const { method, url } of scanned.program.routes) {
      if (BROWSER.test(url)) continue
      const call = async (verb: string) =>
        (await fetch(`${scanned.url}${addressOf(url)}`, { method: verb, headers: { via: 'x' }, redirect: 'manual' }))
          .status
      if (method === 'GET') {
        const [get, head] = [await call('GET'), await call('HEAD')]
        if (get !== head) wrong.push({ url, get, head })
      }
      const options = await call('OPTIONS')
      if (![404, 405].includes(options)) wrong.push({ url, options })
    }
    expect(wrong).toEqual([])
  }, 60_000)

  it('learns from health that it lives, and no more', async () => {
    expect(await (await fetch(`${scanned.url}/healthz`)).json()).toEqual({ ok: true })
    expect(await (await fetch(`${scanned.url}/readyz`)).json()).toEqual({ ready: true })
    const { headers } = await fetch(`${scanned.url}/healthz`)
    for (const name of ['server', 'x-powered-by', 'via']) expect(headers.get(name)).toBeNull()
  })
})

describe('what a stranger guesses', () => {
  it.each([
    '/docs',
    '/docs/',
    '/docs/json',
    '/docs/yaml',
    '/docs/static/swagger-ui.css',
    '/openapi.json',
    '/version',
    '/metrics',
  ])('%s asks for a sign-in', async (path) => {
    expect((await opened.ask(path)).status).toBe(401)
  })

  it.each([
    '/assets/',
    '/assets',
    '/index.html',
    '/assets/index.js.map',
    '/.env',
    '/.git/HEAD',
    '/.well-known/security.txt',
    '/package.json',
    '/package-lock.json',
    '/data/secret',
    '/data/local-key',
    '/server/main.ts',
    '/api',
    '/api/v1',
    '/api/v2/units',
    '/api/v1/debug',
    '/api/v1/:dataset',
    '/api/v1/datasets/:dataset/template.csv.map',
    '/actuator/health',
    '/server-status',
    '/socket.io.js',
    '/socket.io/socket.io.js',
  ])('%s is not there', async (path) => {
    expect([400, 404]).toContain((await opened.ask(path)).status)
  })

  it('is refused in the same words wherever he is refused', async () => {
    const said = new Set<string>()
    for (const { method, url, policy } of opened.program.routes) {
      if (policy === 'open' || policy === 'setup' || method === 'HEAD') continue
      const { body } = await opened.ask(addressOf(url), { method })
      const { traceId: _, ...rest } = body
      said.add(JSON.stringify(rest))
    }
    expect(said.size).toBe(1)
  })
})

describe('a file that nobody may send', () => {
  const form = [
    'Content-Type: multipart/form-data; boundary=x',
    'Expect: 100-continue',
    `Content-Length: ${100 * 1024 * 1024}`,
  ]
  const sent = (headers: readonly string[]) =>
    say(
      port(),
      [request('POST', '/api/v1/batches?dataset=dossiers&feed=x', [`Host: 127.0.0.1:${port()}`, ...headers])],
      {
        untilMs: 10_000,
      },
    )

  it('is refused before a byte of it is asked for', async () => {
    const { text } = await sent(form)
    expect(text).toMatch(/^HTTP\/1\.1 401 /)
    expect(text).not.toContain('100 Continue')
  })

  it('is asked for where somebody may, and taken', async () => {
    const csv = '\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nMã hồ sơ\r\n--x--\r\n'
    const head = [
      `Host: 127.0.0.1:${port()}`,
      `Authorization: Bearer ${TOKEN}`,
      'Content-Type: multipart/form-data; boundary=x',
      'Expect: 100-continue',
      `Content-Length: ${Buffer.byteLength(csv)}`,
    ]
    const path = '/api/v1/batches?dataset=dossiers&feed=x&unit=area:92'
    const { text } = await say(port(), [request('POST', path, head), csv], { pauseMs: 200 })
    expect(text).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 202 /)
  })
})
