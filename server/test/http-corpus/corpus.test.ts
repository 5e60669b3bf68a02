import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ELSEWHERE, NOT_BUILT, NUMBERS } from './elsewhere.ts'
import { LINES } from './lines.ts'
import { besiege, harmOf, type Siege } from './siege.ts'
import { dossier } from './stronghold.ts'
import { request, say } from './wire.ts'

let siege: Siege
beforeAll(async () => {
  siege = await besiege()
}, 120_000)
afterAll(() => siege.hold.close())

describe('[B31] the corpus', () => {
  it('has a test for each of its numbers, here or beside what it is about', () => {
    for (const [file, name] of Object.values(ELSEWHERE))
      expect(readFileSync(join(import.meta.dirname, '../../..', file), 'utf8')).toContain(name)
    const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.test.ts'))
    const own = files.map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
    const tests = `${own} ${LINES.map(({ id }) => `[${id}]`)}`
    const lost = NUMBERS.filter(
      (id) => !(id in ELSEWHERE) && !(id in NOT_BUILT) && !tests.includes(`[${id}]`) && !tests.includes(`'${id}'`),
    )
    expect(lost).toEqual([])
  })

  it.each(LINES.map((line) => [line.id, line.what, line] as const))('[%s] %s', async (_, __, line) => {
    const answer = await siege.ask(line)
    expect({ status: answer.status, ...(line.code && { code: answer.body.code }) }).toEqual({
      status: line.status,
      ...(line.code && { code: line.code }),
    })
    expect(JSON.stringify(answer.body)).not.toContain('tck_')
  })

  it('[A1] says the same to no key, a wrong and a revoked one', async () => {
    const body = { feed: 'igate', rows: [dossier(9)] }
    const said = await Promise.all(
      (['nobody', 'revokedKey'] as const).map((as) =>
        siege.ask({ method: 'POST', path: '/api/v1/push/dossiers', as, body }),
      ),
    )
    const [one, other] = said.map(({ body: { traceId: _, ...rest } }) => rest)
    expect(other).toEqual(one)
  })
})

describe('pushes of the corpus', () => {
  it('[A10] gives a repeated one its first answer', async () => {
    const again = await siege.push({ feed: 'igate', rows: [dossier(3, { version: 7 })] }, 'turn-1')
    expect(again).toMatchObject({ status: 200, body: { accepted: 1 } })
  })

  it('[A11] refuses another body under the same key', async () => {
    const other = await siege.push({ feed: 'igate', rows: [dossier(4)] }, 'turn-1')
    expect([other.status, other.body.code]).toEqual([422, 'IOC_KEY_REUSED'])
  })

  it('[A22] takes no form field that would reach a prototype', async () => {
    const form = '--x\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\n1\r\n--x--\r\n'
    const answer = await siege.ask({
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
    const { status, text } = await say(siege.hold.port, [request('GET', path, [`Host: 127.0.0.1:${siege.hold.port}`])])
    siege.statuses.push(status)
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
    const { status, text } = await siege.bare('GET', path)
    // A page of the browser program, where it is built, is the same page whatever follows its address.
    if (path.startsWith('/wall/') && status === 200) expect(text).toContain('<!doctype html>')
    else expect([400, 404]).toContain(status)
    expect(text).not.toContain('"toan-canh"')
  })

  it.each(['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override'])(
    '[A33] %s changes no method',
    async (name) => {
      const answer = await siege.bare('POST', '/api/v1/measures', [`${name}: GET`, 'Content-Length: 0'])
      expect(answer.status).toBe(405)
      const deleted = await siege.bare('GET', '/api/v1/batches/nothing', [`${name}: DELETE`])
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
    expect((await siege.bare(method, '/api/v1/batches')).status).toBe(status)
  })

  it('[A33] CONNECT leads nowhere', async () => {
    const heard = await siege.bare('CONNECT', '127.0.0.1:5432')
    expect([0, 400, 404, 405]).toContain(heard.status)
    expect(heard.closed || heard.status >= 400).toBe(true)
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

describe('pushes that are taken', () => {
  it('[A8] one bad row among a thousand does not cost the others', async () => {
    const rows = Array.from({ length: 1000 }, (_, no) => dossier(1000 + no, no === 500 ? { receivedAt: 'x' } : {}))
    const answer = await siege.push({ feed: 'igate', rows })
    // The bar refuses all of them unless the source agreed; the contract keeps the good ones and gives the other back.
    expect(answer.body).toMatchObject({ accepted: 999, rejected: [{ row: 501 }] })
  })

  it('[A9] what happened two years ago still counts', async () => {
    const late = dossier(8, {
      receivedAt: '2024-11-05T08:00:00+07:00',
      dueAt: null,
      finishedAt: '2024-11-06T08:00:00+07:00',
    })
    expect(await siege.push({ feed: 'igate', rows: [late] })).toMatchObject({ status: 200, body: { accepted: 1 } })
  })

  it('[A9] what is to happen in two days is kept aside', async () => {
    const early = dossier(9, { receivedAt: '2026-11-24T08:00:00+07:00', dueAt: null })
    expect(await siege.push({ feed: 'igate', rows: [early] })).toMatchObject({
      status: 202,
      body: { batch: null, accepted: 0, rejected: [{ row: 1, quarantined: expect.any(String) }] },
    })
  })

  it('[A13] the same version with other content is kept aside', async () => {
    const seventh = (dueAt: string) => ({ feed: 'igate', rows: [dossier(20, { sourceVersion: 7, dueAt })] })
    expect(await siege.push(seventh('2026-11-12T17:00:00+07:00'))).toMatchObject({ status: 200 })
    expect(await siege.push(seventh('2026-11-13T17:00:00+07:00'))).toMatchObject({
      status: 202,
      body: { batch: null, rejected: [{ issues: [{ rule: 'version.conflict' }] }] },
    })
  })
})
