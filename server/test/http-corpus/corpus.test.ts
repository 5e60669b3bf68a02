import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ELSEWHERE, NOT_BUILT, NUMBERS } from './elsewhere.ts'
import { LINES, type Line } from './lines.ts'
import { dossier, openStronghold, type Stronghold } from './stronghold.ts'
import { request, say } from './wire.ts'

let hold: Stronghold
let before: Record<string, string>
const statuses: number[] = []
const done = new Set<string>()

beforeAll(async () => {
  hold = await openStronghold({ IOC_LIMIT_HEADERS_MS: '1000', IOC_LIMIT_REQUEST_MS: '10000' })
  await pushOf({ feed: 'igate', rows: [dossier(3, { version: 7 })] }, 'turn-1')
  const answered = { code: 's0', unit: 'area:31459', answeredAt: '2026-11-05T08:00:00+07:00', score: '5' }
  await hold.program.post('/api/v1/push/surveys?unit=area:31459', { feed: 'khao-sat', rows: [answered] })
  before = await hold.checksums()
}, 120_000)
afterAll(() => hold.close())

async function ask({ method = 'GET', path, as = 'nobody', headers = {}, body }: Omit<Line, 'id' | 'what' | 'status'>) {
  const response = await fetch(`${hold.program.url}${path}`, {
    method,
    headers: {
      ...hold.as[as],
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  statuses.push(response.status)
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  return { status: response.status, headers: response.headers, body: isJson && text !== '' ? JSON.parse(text) : text }
}

const pushOf = (body: unknown, key?: string) =>
  ask({
    method: 'POST',
    path: '/api/v1/push/dossiers',
    as: 'key',
    body,
    headers: key === undefined ? {} : { 'idempotency-key': key },
  })

/** A bare request with the operator's token. */
async function bare(method: string, path: string, headers: readonly string[] = [], body = '') {
  const { authorization } = hold.as.operator
  const own = [`Host: 127.0.0.1:${hold.port}`, `Authorization: ${authorization}`]
  const heard = await say(hold.port, [request(method, path, [...own, ...headers], body)])
  statuses.push(heard.status)
  return heard
}

describe('[B31] the corpus', () => {
  it('has a test for each of its numbers, here or beside what it is about', () => {
    for (const [file, name] of Object.values(ELSEWHERE))
      expect(readFileSync(join(import.meta.dirname, '../../..', file), 'utf8')).toContain(name)
    const own = readFileSync(import.meta.filename, 'utf8')
    const tests = `${own} ${LINES.map(({ id }) => `[${id}]`)}`
    const lost = NUMBERS.filter(
      (id) => !(id in ELSEWHERE) && !(id in NOT_BUILT) && !tests.includes(`[${id}]`) && !tests.includes(`'${id}'`),
    )
    expect(lost).toEqual([])
  })

  it.each(LINES.map((line) => [line.id, line.what, line] as const))('[%s] %s', async (id, _, line) => {
    const answer = await ask(line)
    expect({ status: answer.status, ...(line.code && { code: answer.body.code }) }).toEqual({
      status: line.status,
      ...(line.code && { code: line.code }),
    })
    expect(JSON.stringify(answer.body)).not.toContain('tck_')
    done.add(id)
  })

  it('[A1] says the same to no key, a wrong and a revoked one', async () => {
    const body = { feed: 'igate', rows: [dossier(9)] }
    const said = await Promise.all(
      (['nobody', 'revokedKey'] as const).map((as) => ask({ method: 'POST', path: '/api/v1/push/dossiers', as, body })),
    )
    const [one, other] = said.map(({ body: { traceId: _, ...rest } }) => rest)
    expect(other).toEqual(one)
  })
})

describe('pushes of the corpus', () => {
  it('[A10] gives a repeated one its first answer', async () => {
    const again = await pushOf({ feed: 'igate', rows: [dossier(3, { version: 7 })] }, 'turn-1')
    expect(again).toMatchObject({ status: 200, body: { accepted: 1 } })
  })

  it('[A11] refuses another body under the same key', async () => {
    const other = await pushOf({ feed: 'igate', rows: [dossier(4)] }, 'turn-1')
    expect([other.status, other.body.code]).toEqual([422, 'IOC_KEY_REUSED'])
  })

  it('[A22] takes no form field that would reach a prototype', async () => {
    const form = '--x\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\n1\r\n--x--\r\n'
    const answer = await ask({
      method: 'POST',
      path: '/api/v1/batches?dataset=dossiers&feed=igate',
      as: 'operator',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: form,
    })
    expect([answer.status, answer.body.code]).toEqual([400, 'IOC_BAD_REQUEST'])
  })
})

describe('addresses of the corpus', () => {
  it.each([
    '//api//v1/batches',
    '/./api/v1/batches',
    '/api/./v1/batches',
    '/api/v1/x/../batches',
    '/%2e%2e/api/v1/batches',
    '/api/v1/%2e/batches',
    '/api%2fv1%2fbatches',
    '/api/v1%5cbatches',
    '/api/v1/batches;x',
    '/api/v1/batches.',
    '/api/v1/batches/',
    '/API/V1/BATCHES',
    '/api/v1/%62atches',
    '/api/v1/batches%00',
    '/api/v1/batches%',
    '/api/v1/batches#/healthz',
    '/healthz/../api/v1/batches',
    '/healthz?/api/v1/batches',
  ])('[A30] %s opens to a stranger nothing that the plain one does not', async (path) => {
    const { status, text } = await say(hold.port, [request('GET', path, [`Host: 127.0.0.1:${hold.port}`])])
    statuses.push(status)
    if (path.startsWith('/healthz?')) expect(text).toMatch(/\{"ok":true\}$/)
    else expect([400, 401, 404]).toContain(status)
  })

  it.each([
    '/../package.json',
    '/assets/../../package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/..%5c..%5cpackage.json',
    '/assets/%252e%252e/package.json',
    '/assets//etc/passwd',
    '/assets/\\..\\package.json',
    '/mark.svg%00.js',
    '/docs/static/..%2f..%2fpackage.json',
    '/docs/static/%2e%2e%2f%2e%2e%2fpackage.json',
    '/wall/..%2f..%2fpackage.json.map',
  ])('[A32] %s leads to no file outside', async (path) => {
    const { status, text } = await bare('GET', path)
    // A page of the browser program is the same page whatever follows its address.
    if (path.startsWith('/wall/')) expect(text).toContain('<!doctype html>')
    else expect([400, 404]).toContain(status)
    expect(text).not.toContain('"toan-canh"')
  })

  it.each(['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override'])(
    '[A33] %s changes no method',
    async (name) => {
      const answer = await bare('POST', '/api/v1/measures', [`${name}: GET`, 'Content-Length: 0'])
      expect(answer.status).toBe(405)
      const deleted = await bare('GET', '/api/v1/batches/nothing', [`${name}: DELETE`])
      expect(deleted.text).toContain('IOC_BATCH_UNKNOWN')
    },
  )

  it.each([
    ['TRACE', 405],
    ['PUT', 405],
    ['PROPFIND', 405],
    ['OPTIONS', 405],
    ['BREW', 400],
  ] as const)('[A33] %s is %i', async (method, status) => {
    expect((await bare(method, '/api/v1/batches')).status).toBe(status)
  })

  it('[A33] CONNECT leads nowhere', async () => {
    const heard = await bare('CONNECT', '127.0.0.1:5432')
    expect([0, 400, 404, 405]).toContain(heard.status)
    expect(heard.closed || heard.status >= 400).toBe(true)
  })
})

describe('bodies and heads of the corpus', () => {
  const question = JSON.stringify({ measures: ['no.such'], period: { name: 'today' } })
  const send = (type: string | null, body = question) =>
    bare(
      'POST',
      '/api/v1/figures',
      [...(type === null ? [] : [`Content-Type: ${type}`]), `Content-Length: ${Buffer.byteLength(body)}`],
      body,
    )

  it.each([
    ['text/plain', 415],
    [null, 415],
    ['application/json\t', 400],
    ['Application/JSON ;x', 400],
    ['application/json;', 400],
    ['application/json; charset=utf-7', 400],
    [' application/json', 400],
    ['application/jsonx', 415],
    ['application/json\ta', 415],
    ['application/json,text/plain', 415],
    ['text/plain; application/json', 415],
    ['application/x-www-form-urlencoded', 415],
  ] as const)('[A40] a question as %j is judged as JSON (400) or not taken (415): %i', async (type, status) => {
    const answer = await send(type)
    expect(answer.status).toBe(status)
    expect(answer.text).toContain(status === 415 ? 'IOC_MEDIA_TYPE' : 'IOC_UNKNOWN_MEASURE')
    const unchecked = await send(type, '{"measures":1}')
    expect(unchecked.text).toContain(status === 415 ? 'IOC_MEDIA_TYPE' : 'IOC_BAD_REQUEST')
  })

  it.each([
    ['a length and chunks', ['Content-Length: 2', 'Transfer-Encoding: chunked'], '0\r\n\r\n'],
    ['two lengths', ['Content-Length: 2', 'Content-Length: 3'], '{}x'],
    ['two lengths in one', ['Content-Length: 2, 3'], '{}x'],
    ['a length that is no number', ['Content-Length: 2x'], '{}'],
    ['chunks named twice', ['Transfer-Encoding: chunked, identity'], '0\r\n\r\n'],
    ['an unknown transfer', ['Transfer-Encoding: xchunked'], '0\r\n\r\n'],
  ] as const)('[A42] %s ends the connection', async (_, headers, body) => {
    const heard = await bare('POST', '/api/v1/figures', ['Content-Type: application/json', ...headers], body)
    expect(heard.status).toBe(400)
    const follows = await say(
      hold.port,
      [
        request('POST', '/api/v1/figures', [`Host: 127.0.0.1:${hold.port}`, ...headers], body) +
          request('GET', '/healthz', [`Host: 127.0.0.1:${hold.port}`]),
      ],
      { untilClosed: true, untilMs: 5_000 },
    )
    expect(follows.closed).toBe(true)
    expect(follows.text).not.toContain('{"ok":true}')
  })

  it.each([
    ['100 KiB of headers', [`X-Long: ${'a'.repeat(100_000)}`]],
    ['3,000 headers', Array.from({ length: 3000 }, (_, no) => `X-${no}: aaaaaaaaaa`)],
  ] as const)('[A43] %s are too many', async (_, headers) => {
    expect((await bare('GET', '/healthz', headers)).status).toBe(431)
  })

  it.each([
    ['a bare CR', 'X-A: a\rb'],
    ['a NUL', 'X-A: a\0b'],
    ['a folded line', 'X-A: a\r\n b'],
    ['a space before the colon', 'X-A : a'],
    ['a line without a colon', 'X-A'],
  ])('[A44] %s in a header is refused', async (_, header) => {
    expect((await bare('GET', '/healthz', [header])).status).toBe(400)
  })

  it('[A44] bytes beyond ASCII in a header go nowhere', async () => {
    const heard = await bare('GET', '/api/v1/session', ['X-A: \u00ff\u00e2', 'Accept-Language: \u00ff'])
    expect(heard.status).toBe(200)
    expect(heard.text).not.toContain('\u00ff')
  })

  it('[A45] heads and bodies that come byte by byte are cut off, and others are served meanwhile', async () => {
    const slowHead = ['GET /healthz HTTP/1.1\r\n', ...Array(60).fill('X-A: a\r\n')]
    const host = `Host: 127.0.0.1:${hold.port}`
    const operator = `Authorization: ${hold.as.operator.authorization}`
    const slowBody = [
      request('POST', '/api/v1/figures', [host, operator, 'Content-Type: application/json', 'Content-Length: 1000']),
      ...Array(60).fill(' '),
    ]
    const options = { pauseMs: 500, untilClosed: true, untilMs: 30_000 }
    const [head, body, served] = await Promise.all([
      say(hold.port, slowHead, options),
      say(hold.port, slowBody, options),
      ask({ path: '/healthz' }),
    ])
    expect([head.closed, head.status]).toEqual([true, 408])
    expect([body.closed, body.status]).toEqual([true, 408])
    expect(served.status).toBe(200)
  }, 60_000)

  it('[A46] forged headers of proxies change neither address nor host', async () => {
    const headers = {
      'x-forwarded-for': '203.0.113.7',
      'x-real-ip': '203.0.113.7',
      forwarded: 'for=203.0.113.7;host=evil.example;proto=https',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
    }
    const refused = await ask({ method: 'POST', path: '/api/v1/session', headers, body: { token: 'forged' } })
    expect(refused.status).toBe(401)
    const lines = await hold.audit()
    expect(lines.find(({ action }) => action === 'session.refused')?.ip).toMatch(/127\.0\.0\.1$/)
    expect(lines.filter(({ ip }) => ip?.includes('203.0.113'))).toEqual([])
  })

  it.each([
    ['another host', '/healthz', 'evil.example'],
    ['one that looks like it', '/healthz', 'localhost.evil.example'],
    ['a user before it', '/healthz', 'localhost@evil.example'],
    ['nothing', '/healthz', ''],
  ])('[A47] a request for %s is refused', async (_, path, host) => {
    const { status } = await say(hold.port, [request('GET', path, [`Host: ${host}`])])
    expect(status).toBe(400)
  })

  it('[A47] no host, two hosts and an address with a host of its own are refused', async () => {
    const host = `Host: 127.0.0.1:${hold.port}`
    expect((await say(hold.port, [request('GET', '/healthz', [])])).status).toBe(400)
    expect((await say(hold.port, [request('GET', '/healthz', [host, 'Host: evil.example'])])).status).toBe(400)
    expect((await say(hold.port, [request('GET', 'http://evil.example/healthz', [host])])).status).toBe(400)
  })

  it('[A49] two cookies of one name are none', async () => {
    const { cookie } = hold.as.officer
    const answer = await ask({ path: '/api/v1/session', headers: { cookie: `${cookie}; ${cookie}` } })
    expect(answer.status).toBe(401)
  })

  it('[A69] a user agent that would break the log leaves it whole', async () => {
    const agent = `evil\u001b[31m${'a'.repeat(8000)}`
    const heard = await bare('GET', '/healthz', [`User-Agent: ${agent}`])
    expect([200, 400]).toContain(heard.status)
    await ask({
      method: 'POST',
      path: '/api/v1/session',
      headers: { 'user-agent': `x\u2028{"level":60}`.slice(0, 1) },
      body: { token: 'x' },
    })
    const lines = hold.program
      .output()
      .split('\n')
      .filter((line) => line.includes('"level"'))
    for (const line of lines) expect(() => JSON.parse(line)).not.toThrow()
    for (const piece of ['evil', agent.slice(4, 9)]) expect(hold.program.output()).not.toContain(piece)
  })
})

describe('after all requests', () => {
  it('every row of every table is as it was', async () => {
    expect(await hold.checksums()).toEqual(before)
  })
})

describe('files of the corpus', () => {
  const feature = (coordinates: unknown, properties: object = {}) => ({
    type: 'FeatureCollection',
    features: [
      { type: 'Feature', properties: { code: '31459', ...properties }, geometry: { type: 'Polygon', coordinates } },
    ],
  })
  const ring = (points: number[][]) => [[...points, points[0]]]
  const square = ring([
    [105.7, 9.9],
    [105.8, 9.9],
    [105.8, 10],
  ])

  it.each([
    [
      'A60',
      'coordinates of 1e9',
      JSON.stringify(
        feature(
          ring([
            [1e9, 9],
            [1e9, 10],
            [105, 10],
          ]),
        ),
      ),
      'IOC_GEOJSON_RANGE',
    ],
    ['A60', 'NaN', JSON.stringify(feature([[[105, 9]]])).replace('105', 'NaN'), 'IOC_JSON_SYNTAX'],
    [
      'A60',
      'an open ring',
      JSON.stringify(
        feature([
          [
            [105, 9],
            [106, 9],
            [106, 10],
            [105, 10],
          ],
        ]),
      ),
      'IOC_GEOJSON_RING',
    ],
    ['A60', '210,000 corners', JSON.stringify(feature(ring(Array(210_000).fill([105, 9])))), 'IOC_GEOJSON_TOO_BIG'],
    ['A60', 'depth 1,000', `{"type":"FeatureCollection","features":${'['.repeat(1000)}${']'.repeat(1000)}}`, null],
    [
      'A61',
      'latitude before longitude',
      JSON.stringify(
        feature(
          ring([
            [9.9, 105.7],
            [9.9, 105.8],
            [10, 105.8],
          ]),
        ),
      ),
      'IOC_GEOJSON_SWAPPED',
    ],
  ])('[%s] a map with %s is refused by name', async (_, __, text, code) => {
    const batch = await verdictOn('boundaries', 'ranh-gioi', 'map.geojson', text)
    expect(batch.state).toBe('refused')
    if (code !== null) expect(batch.problem.code).toBe(code)
  })

  it('[A60] properties with HTML in them are left out', async () => {
    const text = JSON.stringify(feature(square, { name: '<img src=x onerror=alert(1)>' }))
    const batch = await verdictOn('boundaries', 'ranh-gioi', 'map.geojson', text)
    expect(batch.droppedColumns).toContain('name')
    expect(JSON.stringify(batch)).not.toContain('onerror')
  })

  it('[A62] what a citizen wrote is no column here: it is named and left out', async () => {
    const hostile = '<img src=x onerror=alert(1)> [x](javascript:alert(1)) 😀'
    const text = `Mã phản ánh;Đơn vị;Ngày tiếp nhận;Nội dung\r\nPA1;area:31459;05/11/2026;${hostile}\r\n`
    const batch = await verdictOn('feedback', 'phan-anh', 'pa.csv', text)
    expect(batch.droppedColumns).toEqual(['Nội dung'])
    expect(JSON.stringify(batch)).not.toMatch(/onerror|javascript:/)
  })

  async function verdictOn(dataset: string, feed: string, name: string, text: string) {
    const form = new FormData()
    form.set('file', new Blob([text]), name)
    const path = `/api/v1/batches?dataset=${dataset}&feed=${feed}&unit=area:92`
    const sent = await hold.program.call(path, { method: 'POST', body: form })
    const { id } = (await sent.json()) as { id: string }
    return expect
      .poll(async () => (await ask({ path: `/api/v1/batches/${id}`, as: 'operator' })).body, { timeout: 20_000 })
      .toMatchObject({ state: expect.stringMatching(/^(ready|refused|asking)$/) })
      .then(async () => (await ask({ path: `/api/v1/batches/${id}`, as: 'operator' })).body)
  }
})

describe('after the whole corpus', () => {
  it('everything that counts is as it was', async () => {
    const counting = (sums: Record<string, string>) =>
      Object.entries(sums).filter(([name]) => !/^(staging_|batch_datasets$|feeds$|feed_changes$)/.test(name))
    expect(counting(await hold.checksums())).toEqual(counting(before))
  })

  it('the same process answers, and nothing failed that should not', async () => {
    expect(() => process.kill(hold.program.pid, 0)).not.toThrow()
    expect((await ask({ path: '/readyz' })).body).toEqual({ ready: true })
    expect(statuses.filter((status) => status >= 500)).toEqual([])
    expect(hold.program.output()).not.toContain('unexpected error')
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it('[A8] one bad row among a thousand does not cost the others', async () => {
    const rows = Array.from({ length: 1000 }, (_, no) => dossier(1000 + no, no === 500 ? { receivedAt: 'x' } : {}))
    const answer = await pushOf({ feed: 'igate', rows })
    // The bar refuses all of them unless the source agreed; the contract keeps the good ones and gives the other back.
    expect(answer.body).toMatchObject({ accepted: 999, rejected: [{ row: 501 }] })
  })

  it('[A9] what happened two years ago still counts', async () => {
    const late = dossier(8, {
      receivedAt: '2024-11-05T08:00:00+07:00',
      dueAt: null,
      finishedAt: '2024-11-06T08:00:00+07:00',
    })
    expect(await pushOf({ feed: 'igate', rows: [late] })).toMatchObject({ status: 200, body: { accepted: 1 } })
  })

  it('[A13] the same version with other content counts by its stamps, and both stay in the history', async () => {
    const other = dossier(3, { version: 7, dueAt: '2026-11-13T17:00:00+07:00' })
    const answer = await pushOf({ feed: 'igate', rows: [other] })
    // The bar keeps it aside; docs/ledger.md, "Which version counts", orders all versions, so that no order of arrival matters.
    expect(answer).toMatchObject({ status: 200, body: { accepted: 1, rejected: [] } })
  })
})
