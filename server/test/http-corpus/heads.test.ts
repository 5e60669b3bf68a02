import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { besiege, harmOf, type Siege } from './siege.ts'
import { request, say } from './wire.ts'

let siege: Siege
beforeAll(async () => {
  siege = await besiege()
}, 120_000)
afterAll(() => siege.hold.close())

describe('bodies and heads of the corpus', () => {
  const question = JSON.stringify({ measures: ['no.such'], period: { name: 'today' } })
  const send = (type: string | null, body = question) =>
    siege.bare(
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
    const heard = await siege.bare('POST', '/api/v1/figures', ['Content-Type: application/json', ...headers], body)
    expect(heard.status).toBe(400)
    const follows = await say(
      siege.hold.port,
      [
        request('POST', '/api/v1/figures', [`Host: 127.0.0.1:${siege.hold.port}`, ...headers], body) +
          request('GET', '/healthz', [`Host: 127.0.0.1:${siege.hold.port}`]),
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
    expect((await siege.bare('GET', '/healthz', headers)).status).toBe(431)
  })

  it.each([
    ['a bare CR', 'X-A: a\rb'],
    ['a NUL', 'X-A: a\0b'],
    ['a folded line', 'X-A: a\r\n b'],
    ['a space before the colon', 'X-A : a'],
    ['a line without a colon', 'X-A'],
  ])('[A44] %s in a header is refused', async (_, header) => {
    expect((await siege.bare('GET', '/healthz', [header])).status).toBe(400)
  })

  it('[A44] bytes beyond ASCII in a header go nowhere', async () => {
    const heard = await siege.bare('GET', '/api/v1/session', ['X-A: \u00ff\u00e2', 'Accept-Language: \u00ff'])
    expect(heard.status).toBe(200)
    expect(heard.text).not.toContain('\u00ff')
  })

  it('[A45] heads and bodies that come byte by byte are cut off, and others are served meanwhile', async () => {
    const slowHead = ['GET /healthz HTTP/1.1\r\n', ...Array(60).fill('X-A: a\r\n')]
    const host = `Host: 127.0.0.1:${siege.hold.port}`
    const operator = `Authorization: ${siege.hold.as.operator.authorization}`
    const slowBody = [
      request('POST', '/api/v1/figures', [host, operator, 'Content-Type: application/json', 'Content-Length: 1000']),
      ...Array(60).fill(' '),
    ]
    const options = { pauseMs: 500, untilClosed: true, untilMs: 30_000 }
    const [head, body, served] = await Promise.all([
      say(siege.hold.port, slowHead, options),
      say(siege.hold.port, slowBody, options),
      siege.ask({ path: '/healthz' }),
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
    const refused = await siege.ask({ method: 'POST', path: '/api/v1/session', headers, body: { token: 'forged' } })
    expect(refused.status).toBe(401)
    const lines = await siege.hold.audit()
    expect(lines.find(({ action }) => action === 'session.refused')?.ip).toMatch(/127\.0\.0\.1$/)
    expect(lines.filter(({ ip }) => ip?.includes('203.0.113'))).toEqual([])
  })

  it.each([
    ['another host', '/healthz', 'evil.example'],
    ['one that looks like it', '/healthz', 'localhost.evil.example'],
    ['a user before it', '/healthz', 'localhost@evil.example'],
    ['nothing', '/healthz', ''],
  ])('[A47] a request for %s is refused', async (_, path, host) => {
    const { status } = await say(siege.hold.port, [request('GET', path, [`Host: ${host}`])])
    expect(status).toBe(400)
  })

  it('[A47] no host, two hosts and an address with a host of its own are refused', async () => {
    const host = `Host: 127.0.0.1:${siege.hold.port}`
    expect((await say(siege.hold.port, [request('GET', '/healthz', [])])).status).toBe(400)
    expect((await say(siege.hold.port, [request('GET', '/healthz', [host, 'Host: evil.example'])])).status).toBe(400)
    expect((await say(siege.hold.port, [request('GET', 'http://evil.example/healthz', [host])])).status).toBe(400)
  })

  it('[A49] two cookies of one name are none', async () => {
    const { cookie } = siege.hold.as.officer
    const answer = await siege.ask({ path: '/api/v1/session', headers: { cookie: `${cookie}; ${cookie}` } })
    expect(answer.status).toBe(401)
  })

  it('[A69] a user agent that would break the log leaves it whole', async () => {
    const agent = `evil\u001b[31m${'a'.repeat(8000)}`
    const heard = await siege.bare('GET', '/healthz', [`User-Agent: ${agent}`])
    expect([200, 400]).toContain(heard.status)
    await siege.ask({
      method: 'POST',
      path: '/api/v1/session',
      headers: { 'user-agent': `x\u2028{"level":60}`.slice(0, 1) },
      body: { token: 'x' },
    })
    const lines = siege.hold.program
      .output()
      .split('\n')
      .filter((line) => line.includes('"level"'))
    for (const line of lines) expect(() => JSON.parse(line)).not.toThrow()
    for (const piece of ['evil', agent.slice(4, 9)]) expect(siege.hold.program.output()).not.toContain(piece)
  })
})

describe('after all of it', () => {
  it('every row of every table is as it was', async () => {
    expect(await siege.hold.checksums()).toEqual(siege.before)
  })

  it('the same process answers, and nothing failed that should not', async () => {
    expect(await harmOf(siege)).toEqual([])
  })
})
