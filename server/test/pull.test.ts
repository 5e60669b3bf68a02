import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FOUR, NOVEMBER, type Opened, open } from './opened.ts'
import { signedIn } from './people.ts'

// The clock stands at Sunday 22 November 2026, 09:00 in Việt Nam.
let opened: Opened
let port = 0
/** Two requests in the form of GeoReport v2 (wiki.open311.org): one closed, one open. */
const open311 = JSON.stringify([
  {
    service_request_id: '638344',
    status: 'closed',
    service_name: 'Chiếu sáng công cộng',
    service_code: '006',
    description: 'Đèn đường trước nhà tôi không sáng',
    requested_datetime: '2026-11-16T06:37:38+07:00',
    updated_datetime: '2026-11-17T10:00:00+07:00',
    address: '12 Trần Hưng Đạo',
    lat: 9.784,
    long: 105.47,
  },
  {
    service_request_id: '638349',
    status: 'open',
    service_name: 'Rác thải',
    service_code: '010',
    description: 'Rác chưa được thu gom',
    requested_datetime: '2026-11-18T06:38:00+07:00',
    updated_datetime: '2026-11-18T06:38:00+07:00',
    address: '3 Nguyễn Trãi',
    lat: 9.78,
    long: 105.48,
  },
])

/** What the other system answers next, and what it was asked. */
let answer: (request: IncomingMessage, response: ServerResponse) => void = () => {}
const asked: IncomingMessage['headers'][] = []
const source = createServer((request, response) => {
  asked.push(request.headers)
  answer(request, response)
})

beforeAll(async () => {
  await new Promise<void>((done) => source.listen(0, '127.0.0.1', done))
  port = (source.address() as AddressInfo).port
  opened = await open({
    NODE_ENV: 'test',
    IOC_OUTBOUND: `127.0.0.1:${port}/private, du-lieu.example.vn:8443, xa.example.vn:443`,
    IOC_LIMIT_PULL_MS: '1000',
    IOC_LIMIT_PULL_BYTES: String(1024 * 1024),
  })
  await opened.call('POST', '/api/v1/feeds', {
    id: 'mot-cua',
    dataset: 'dossiers',
    title: 'Một cửa',
    unit: 'area:31459',
    cadence: { workingDays: 1, by: '08:00' },
  })
})
afterAll(async () => {
  await opened.close()
  await new Promise((done) => source.close(done))
})

const at = (feed: string) => `/api/v1/feeds/${feed}/pull`
const settings = (over: Record<string, unknown> = {}) => ({
  url: `http://127.0.0.1:${port}/xuat/ho-so.csv`,
  everyMinutes: 60,
  enabled: true,
  autoCommit: true,
  ...over,
})
const now = (feed = 'mot-cua') => opened.call('POST', `${at(feed)}/now`)
const status = async (feed = 'mot-cua') => (await opened.call('GET', at(feed))).body
const batches = async (feed = 'mot-cua') => (await opened.call('GET', `/api/v1/batches?feed=${feed}`)).body.batches
const csv = (text: string, headers: Record<string, string> = {}) => {
  answer = (_, response) => void response.writeHead(200, { 'content-type': 'text/csv', ...headers }).end(text)
}
const later = (minutes: number) => opened.clock.set(new Date(opened.clock.now().getTime() + minutes * 60_000))

describe('the settings of a pull', () => {
  // RELIABILITY A50–A55: refused before anything is kept, with the place and the rule.
  it.each([
    ['A50', 'https://127.0.0.1/x', 'port'],
    ['A50', 'https://localhost/x', 'host'],
    ['A50', 'https://[::1]/x', 'host'],
    ['A50', 'https://2130706433/x', 'port'],
    ['A51', 'https://169.254.169.254/latest/meta-data', 'host'],
    ['A51', 'https://[::ffff:10.0.0.1]/', 'host'],
    ['A54', 'file:///etc/passwd', 'scheme'],
    ['A54', 'gopher://du-lieu.example.vn:8443/', 'scheme'],
    ['A54', 'http://du-lieu.example.vn:8443/', 'scheme'],
    ['A54', 'https://user:pass@du-lieu.example.vn:8443/', 'user'],
    ['A54', 'https://du-lieu.example.vn:8443@evil.example/', 'user'],
    ['A54', 'https://du-lieu.example.vn:8443/\r\nHost: evil', 'form'],
    ['A55', 'https://du-lieu.example.vn/x', 'port'],
  ])('[%s] with the address %j are refused', async (_, url, rule) => {
    const { status: code, body } = await opened.call('PUT', at('mot-cua'), settings({ url }))
    expect({ code, name: body.code, at: body.at }).toEqual({
      code: 400,
      name: 'IOC_OUTBOUND_REFUSED',
      at: { rule, field: 'url' },
    })
    expect((await status()).settings).toBeNull()
  })

  it('with a key in the address are refused: it would stand in settings and audits', async () => {
    const url = `http://127.0.0.1:${port}/x.csv?api_key=abc`
    expect(await opened.call('PUT', at('mot-cua'), settings({ url }))).toMatchObject({
      status: 400,
      body: { code: 'IOC_BAD_REQUEST', at: { field: 'url' } },
    })
  })

  it('are an operator’s, who showed his second factor lately', async () => {
    const officer = await signedIn(opened, { user: 'can-bo', role: 'officer' })
    expect((await officer.call('PUT', at('mot-cua'), settings())).body.code).toBe('IOC_NOT_ALLOWED')
    expect((await opened.call('PUT', at('nobody'), settings())).body.code).toBe('IOC_FEED_UNKNOWN')
    expect((await now()).body.code).toBe('IOC_PULL_UNKNOWN')
  })
})

describe('a pull', () => {
  it('of a file without faults counts at once, under the name of its address', async () => {
    csv(FOUR, { etag: '"v1"', 'last-modified': 'Sun, 22 Nov 2026 01:00:00 GMT' })
    expect((await opened.call('PUT', at('mot-cua'), settings())).status).toBe(200)
    const { status: code, body } = await now()
    expect([code, body.lastOutcome, body.problem, body.failures]).toEqual([200, 'fetched', null, 0])
    expect(await batches()).toMatchObject([
      { id: body.lastBatch, state: 'committed', receivedBy: 'system', file: { name: 'ho-so.csv' } },
    ])
    const { rows } = await opened.figures(NOVEMBER)
    expect(rows[0]?.['dossiers.received']).toMatchObject({ value: 4 })
    // 60 minutes after 09:00 in Việt Nam.
    expect(body.nextAt).toBe('2026-11-22T03:00:00.000Z')
  })

  it('asks whether the file is another one, and takes 304 for no', async () => {
    answer = (_, response) => void response.writeHead(304).end()
    const { body } = await now()
    expect(asked.at(-1)).toMatchObject({
      'if-none-match': '"v1"',
      'if-modified-since': 'Sun, 22 Nov 2026 01:00:00 GMT',
    })
    expect(body.lastOutcome).toBe('same')
    expect(await batches()).toHaveLength(1)
  })

  it('of the same bytes is no new delivery, and makes the feed no fresher', async () => {
    const fresh = async () => (await opened.call('GET', '/api/v1/feeds')).body.feeds[0].lastReceivedAt
    const before = await fresh()
    later(30)
    csv(FOUR)
    const { body } = await now()
    expect([body.lastOutcome, body.lastAt]).toEqual(['same', opened.clock.now().toISOString()])
    expect(await batches()).toHaveLength(1)
    expect(await fresh()).toBe(before)
  })

  it('comes by the clock when it is due, and not before', async () => {
    csv(FOUR.replace('261112-0004', '261112-0005'))
    const calls = asked.length
    later(59)
    await opened.program.pulls.settled()
    expect(asked.length).toBe(calls)
    for (let minute = 0; minute < 2; minute += 1) {
      later(1)
      await opened.program.pulls.settled()
    }
    expect(asked.length).toBe(calls + 1)
    expect(await batches()).toHaveLength(2)
  })

  it('of a file with faults waits for people; the next file takes its place', async () => {
    csv(FOUR.replace('12/11/2026', '32/11/2026'))
    const { body } = await now()
    expect(body).toMatchObject({ lastOutcome: 'fetched', problem: { code: 'IOC_ROWS_REFUSED' }, failures: 0 })
    csv(FOUR.replace('261112-0004', '261112-0006'))
    expect((await now()).body.problem).toBeNull()
    const states = (await batches()).map(({ state }: { state: string }) => state).sort()
    expect(states).toEqual(['committed', 'committed', 'committed', 'discarded'])
  })

  it('of a feed that needs a second person is left to people', async () => {
    await opened.call('PATCH', '/api/v1/feeds/mot-cua', { needsApproval: true })
    csv(FOUR.replace('261112-0004', '261112-0007'))
    const { body } = await now()
    expect((await opened.call('GET', `/api/v1/batches/${body.lastBatch}`)).body.state).toBe('ready')
    await opened.call('PATCH', '/api/v1/feeds/mot-cua', { needsApproval: false })
    // Nothing speaks against it any more: the next look makes it count, without a new file.
    expect((await now()).body.lastOutcome).toBe('same')
    expect((await opened.call('GET', `/api/v1/batches/${body.lastBatch}`)).body.state).toBe('committed')
  })

  it.each([
    [
      'A53',
      'a redirect',
      (response: ServerResponse) => response.writeHead(302, { location: '/x' }).end(),
      'IOC_OUTBOUND_FAILED',
    ],
    [
      'A56',
      'a file of 10 GB',
      (response: ServerResponse) => response.writeHead(200, { 'content-length': 1e10 }).write('x'),
      'IOC_OUTBOUND_FAILED',
    ],
    [
      'A56',
      'a file that drips',
      (response: ServerResponse) => response.writeHead(200).write('x'),
      'IOC_OUTBOUND_FAILED',
    ],
    ['404', 'an error', (response: ServerResponse) => response.writeHead(404).end(), 'IOC_PULL_STATUS'],
    ['empty', 'nothing', (response: ServerResponse) => response.writeHead(200).end(), 'IOC_FILE_EMPTY'],
  ])('[%s] that brings %s fails and says why', async (_, __, say, code) => {
    answer = (_, response) => void say(response)
    const { status: http, body } = await now()
    expect([http, body.lastOutcome, body.problem?.code]).toEqual([200, 'failed', code])
    expect(body.problem.title).not.toBe('')
  })

  it('that fails again and again waits twice as long each time, up to a day, and becomes an alert', async () => {
    await opened.call('PUT', at('mot-cua'), settings())
    answer = (_, response) => void response.writeHead(500).end()
    const waits: number[] = []
    for (let no = 1; no <= 7; no += 1) {
      const { nextAt, failures } = (await now()).body
      expect(failures).toBe(no)
      waits.push((Date.parse(nextAt) - opened.clock.now().getTime()) / 3_600_000)
    }
    // 1, 2, 4, 8, 16 hours, then a day; a tenth more or less.
    for (const [at, hours] of [1, 2, 4, 8, 16, 24, 24].entries()) {
      expect(waits[at]).toBeGreaterThanOrEqual(hours * 0.9)
      expect(waits[at]).toBeLessThanOrEqual(hours * 1.1)
    }
    const { deskAlerts, stages } = opened.program
    await deskAlerts.refresh()
    const sources = await stages.figures.sources({ actor: 'x', role: 'operator', units: 'all', rows: true })
    expect(deskAlerts.alertsOf(sources, opened.clock.now())).toMatchObject([
      { id: 'pullFailed:mot-cua', severity: 'watch', params: { failures: 7 } },
    ])
  })

  it('is made by one of two that come at once', async () => {
    answer = (_, response) => void setTimeout(() => response.writeHead(500).end(), 200)
    const codes = (await Promise.all([now(), now()])).map(({ status: code }) => code).sort()
    expect(codes).toEqual([200, 409])
  })

  it('of an Open311 list brings its requests as feedback, without address and text', async () => {
    await opened.call('POST', '/api/v1/feeds', {
      id: 'phan-anh',
      dataset: 'feedback',
      title: 'Phản ánh',
      unit: 'area:31459',
    })
    answer = (_, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(open311)
    await opened.call('PUT', at('phan-anh'), settings({ url: `http://127.0.0.1:${port}/v2/requests?status=open` }))
    const { body } = await now('phan-anh')
    expect(body).toMatchObject({ lastOutcome: 'fetched', problem: null })
    const batch = (await opened.call('GET', `/api/v1/batches/${body.lastBatch}`)).body
    expect(batch).toMatchObject({
      state: 'committed',
      file: { name: 'requests.json' },
      rows: { accepted: 2, rejected: 0 },
    })
    expect(batch.droppedColumns).toEqual(expect.arrayContaining(['address', 'description']))
    const { rows } = await opened.figures({
      measures: ['feedback.received', 'feedback.answered'],
      unit: 'area:31459',
      period: { from: '2026-11-01', to: '2026-11-30' },
    })
    expect(rows[0]).toMatchObject({ 'feedback.received': { value: 2 }, 'feedback.answered': { value: 1 } })
  })

  it('ends with its settings, which the audit keeps', async () => {
    expect((await opened.call('DELETE', at('mot-cua'))).status).toBe(204)
    expect((await opened.call('DELETE', at('mot-cua'))).body.code).toBe('IOC_PULL_UNKNOWN')
    expect((await status()).settings).toBeNull()
    const { body } = await opened.call('GET', '/api/v1/audit?action=feed.changed')
    expect(body.lines[0].detail).toMatchObject({ before: { pull: { everyMinutes: 60 } }, after: { pull: null } })
  })
})
