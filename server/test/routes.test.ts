import { request } from 'node:http'
import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { may } from '../access/policy.ts'
import { type DeclaredRoute, guardRoutes } from '../http/guard.ts'
import { type Opened, open, TOKEN } from './opened.ts'
import { signedIn } from './people.ts'

let opened: Opened
let routes: readonly DeclaredRoute[]
beforeAll(async () => {
  opened = await open()
  routes = opened.program.routes.filter(({ method }) => method !== 'HEAD' && method !== 'OPTIONS')
})
afterAll(() => opened.close())

/** An address that matches a route, with nothing behind it. */
const addressOf = (url: string) => url.replace(/:\w+/g, 'nothing').replace('*', 'x')
const inject = (method: string, url: string, headers: Record<string, string> = {}) =>
  opened.program.app.inject({ method: method as 'GET', url, headers })
const bearer = { authorization: `Bearer ${TOKEN}` }

describe('the routes', () => {
  it('are those of the contract', () => {
    const declared = new Set(routes.map(({ method, url }) => `${method} ${url}`))
    for (const route of [
      'GET /healthz',
      'GET /readyz',
      'GET /version',
      'GET /metrics',
      'GET /openapi.json',
      'POST /api/v1/session',
      'DELETE /api/v1/session',
      'POST /api/v1/batches',
      'GET /api/v1/batches',
      'GET /api/v1/batches/:id',
      'PATCH /api/v1/batches/:id',
      'DELETE /api/v1/batches/:id',
      'GET /api/v1/batches/:id/effect',
      'POST /api/v1/batches/:id/commit',
      'POST /api/v1/batches/:id/withdraw',
      'GET /api/v1/batches/:id/withdraw/effect',
      'POST /api/v1/push/:dataset',
      'POST /api/v1/figures',
      'POST /api/v1/figures/rows',
      'POST /api/v1/figures/change',
      'POST /api/v1/figures/change/rows',
      'POST /api/v1/figures/reconciliation',
      'POST /api/v1/figures/receipt',
      'POST /api/v1/verification',
      'GET /api/v1/people',
      'POST /api/v1/people',
      'PATCH /api/v1/people/:id',
      'POST /api/v1/people/:id/invitation',
      'DELETE /api/v1/people/:id/sessions',
      'GET /api/v1/account',
      'POST /api/v1/account/password',
      'POST /api/v1/account/totp',
      'POST /api/v1/account/totp/confirm',
      'DELETE /api/v1/account/sessions',
      'DELETE /api/v1/account/sessions/:id',
      'GET /api/v1/measures',
      'GET /api/v1/units',
      'GET /api/v1/boundaries',
      'GET /api/v1/feeds',
      'GET /api/v1/datasets/:dataset/template.csv',
      'GET /api/v1/datasets/:dataset/template.xlsx',
    ])
      expect(declared).toContain(route)
  })

  it('that are not open are shut to a stranger, whatever they are asked', async () => {
    for (const { method, url, policy } of routes) {
      if (policy === 'open') continue
      const { statusCode, json } = await inject(method, addressOf(url))
      expect([method, url, statusCode, json().code]).toEqual([method, url, 401, 'IOC_NOT_SIGNED_IN'])
    }
  })

  it.each(['leader', 'analyst', 'officer', 'operator'] as const)(
    'let a %s do what the policy table says, and nothing else',
    async (role) => {
      const { cookie, csrf } = await signedIn(opened, { user: `the-${role}`, role })
      for (const { method, url, policy } of routes) {
        if (policy === 'open') continue
        const { statusCode } = await inject(method, addressOf(url), {
          cookie,
          'x-csrf-token': csrf,
          'sec-fetch-site': 'same-origin',
        })
        expect([method, url, statusCode === 403]).toEqual([method, url, !may(role, policy)])
        expect([method, url, statusCode]).not.toEqual([method, url, 401])
      }
    },
  )

  it('are decided by the route that matches, not by how the address is spelt', async () => {
    for (const url of [
      '//api/v1/batches',
      '/./api/v1/batches',
      '/api/v1/%62atches',
      '/api/v1/batches/',
      '/API/v1/batches',
      '/api/v1/batches;x',
    ]) {
      const { statusCode } = await inject('GET', url)
      expect([url, [401, 404].includes(statusCode)]).toEqual([url, true])
    }
  })

  it('without a policy stop the start of the program', () => {
    const app = Fastify()
    guardRoutes(app, {} as Parameters<typeof guardRoutes>[1])
    expect(() => app.get('/late', async () => 'x')).toThrow('GET /late declares no policy')
    expect(() => app.get('/in-time', { config: { policy: 'operate' } }, async () => 'x')).not.toThrow()
  })
})

describe('a refusal', () => {
  it.each([
    ['GET', '/api/v1/nothing', 404, 'IOC_NOT_FOUND'],
    ['GET', '/api/share/:key', 404, 'IOC_NOT_FOUND'],
    ['GET', '/..%2fpackage.json', 404, 'IOC_NOT_FOUND'],
    ['GET', '/package-lock.json', 404, 'IOC_NOT_FOUND'],
    ['DELETE', '/api/v1/measures', 405, 'IOC_METHOD'],
    ['PUT', '/api/v1/batches/abc', 405, 'IOC_METHOD'],
    ['GET', '/api/v1/units?unknown=1', 400, 'IOC_BAD_REQUEST'],
    ['GET', '/api/v1/units?q=a&q=b', 400, 'IOC_BAD_REQUEST'],
    ['GET', '/api/v1/units?filter[__proto__][x]=1', 400, 'IOC_BAD_REQUEST'],
    ['GET', '/api/v1/units?level=planet', 400, 'IOC_BAD_REQUEST'],
    ['GET', '/api/v1/units?on=2026-02-31', 400, 'IOC_BAD_PERIOD'],
    ['GET', '/api/v1/units?under=area:99999', 400, 'IOC_UNKNOWN_UNIT'],
    ['GET', '/api/v1/units?token=abc', 400, 'IOC_KEY_IN_QUERY'],
    ['GET', '/api/v1/batches/unknown0000', 404, 'IOC_BATCH_UNKNOWN'],
    ['GET', `/api/v1/units?q=${'a'.repeat(3000)}`, 414, 'IOC_URL_TOO_LONG'],
  ])('of %s %.60s is %i %s', async (method, url, status, code) => {
    const { statusCode, headers, json } = await inject(method, url, bearer)
    expect({ status: statusCode, code: json().code }).toEqual({ status, code })
    expect(headers['content-type']).toContain('application/problem+json')
    expect(json().traceId).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('speaks Vietnamese, and English to those who prefer it', async () => {
    const vi = await inject('GET', '/api/v1/units?limit=5', bearer)
    expect(vi.json()).toMatchObject({ title: 'Yêu cầu không hợp lệ', detail: 'limit: tham số không được biết đến' })
    const en = await inject('GET', '/api/v1/units?limit=5', { ...bearer, 'accept-language': 'en' })
    expect(en.json()).toMatchObject({ title: 'The request is not valid', at: { field: 'limit' } })
    expect(en.headers['content-language']).toBe('en')
  })

  it.each([
    ['text/plain', '{}', 415],
    ['application/x-www-form-urlencoded', 'a=b', 415],
    ['application/xml', '<a/>', 415],
  ])('meets a body of %s', async (type, payload, status) => {
    const { program } = opened
    const headers = { ...bearer, 'content-type': type }
    const answer = await program.app.inject({ method: 'POST', url: '/api/v1/figures', headers, payload })
    expect(answer.statusCode).toBe(status)
    expect(answer.json().code).toBe('IOC_MEDIA_TYPE')
  })

  it('meets a compressed body before it is unpacked', async () => {
    const headers = { ...bearer, 'content-type': 'application/json', 'content-encoding': 'gzip' }
    const answer = await opened.program.app.inject({ method: 'POST', url: '/api/v1/figures', headers, payload: 'x' })
    expect(answer.json().code).toBe('IOC_CONTENT_ENCODING')
  })

  it('meets a request for another host', async () => {
    const { port } = new URL(opened.url)
    const status = await new Promise((resolve, reject) => {
      request({ port, host: '127.0.0.1', path: '/healthz', headers: { host: 'evil.example' } }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
        .on('error', reject)
        .end()
    })
    expect(status).toBe(400)
  })
})

describe('the document of the routes', () => {
  it('describes every other route, to those who are signed in', async () => {
    expect((await inject('GET', '/openapi.json')).statusCode).toBe(401)
    const { paths } = (await inject('GET', '/openapi.json', bearer)).json()
    expect(Object.keys(paths)).toContain('/api/v1/batches/{id}/commit')
    expect(paths['/api/v1/figures'].post.requestBody.content['application/json'].schema.properties).toHaveProperty(
      'measures',
    )
  })

  it('is shown without asking anybody else', async () => {
    const page = await inject('GET', '/docs/', bearer)
    expect(page.statusCode).toBe(200)
    expect(page.body).not.toMatch(/(src|href)="https?:/)
    const setup = await inject('GET', '/docs/static/swagger-initializer.js', bearer)
    expect(setup.body).toContain('validatorUrl: null')
  })

  it('comes, as every answer does, with a policy that runs no script the page did not come with', async () => {
    const policy = String((await inject('GET', '/healthz')).headers['content-security-policy'])
    expect(policy).toMatch(/script-src 'strict-dynamic' 'nonce-[\w-]{22}';/)
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-/)
    expect(policy).toContain("worker-src 'self'")
    expect(policy).not.toContain('unsafe-eval')
  })
})

describe('an empty file', () => {
  it('has the headers that the dataset understands, for Excel', async () => {
    const csv = await inject('GET', '/api/v1/datasets/dossiers/template.csv', bearer)
    expect(csv.body.startsWith('\uFEFFMã hồ sơ;Mã thủ tục;Tên thủ tục hành chính;')).toBe(true)
    expect(csv.body).not.toContain('Ngày rời hàng đợi')
  })

  it('comes as a workbook that our own reader reads', async () => {
    const { status, body } = await opened.call('GET', '/api/v1/datasets/surveys/template.xlsx')
    expect(status).toBe(200)
    expect(String(body).slice(0, 2)).toBe('PK')
    const { rawPayload } = await inject('GET', '/api/v1/datasets/surveys/template.xlsx', bearer)
    const batch = await opened.deliver('dataset=surveys&feed=mau-trong', 'mau.xlsx', rawPayload)
    expect(batch.mapping[0]?.columns.map(({ header }) => header)).toContain('Mức hài lòng')
  })
})
