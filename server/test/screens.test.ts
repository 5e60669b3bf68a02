import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FOUR, NOVEMBER, type Opened, open } from './opened.ts'
import { signedIn } from './people.ts'

let opened: Opened
beforeAll(async () => {
  opened = await open()
  await opened.commit(await opened.deliver('dataset=dossiers&feed=mot-cua&unit=area:31459', 'four.csv', FOUR))
})
afterAll(() => opened.close())

const DAY_MS = 86_400_000
const json = { 'content-type': 'application/json' }
/** Calls as a display does: without any key, with the cookie that it was given. */
const display = (method: string, path: string, body?: unknown, cookie?: string) =>
  opened.ask(path, {
    method,
    headers: {
      ...(body !== undefined && json),
      ...(cookie !== undefined && { cookie, 'sec-fetch-site': 'same-origin' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
const cookieOf = (headers: Headers) => (headers.get('set-cookie') ?? '').split(';')[0] ?? ''

/** A display that was let in: its screen and its cookie. */
async function pair(over: Record<string, unknown> = {}): Promise<{ id: string; cookie: string }> {
  const asked = await display('POST', '/api/v1/screens/pairing', {})
  const { code, ticket } = asked.body
  const approved = await opened.call('POST', '/api/v1/screens', { code, title: 'Sảnh', public: false, ...over })
  if (approved.status !== 201) throw new Error(JSON.stringify(approved.body))
  const claimed = await display('POST', '/api/v1/screens/pairing/claim', { ticket })
  return { id: approved.body.id, cookie: cookieOf(claimed.headers) }
}

describe('[T33] a display', () => {
  it('shows its code, waits, is let in, and follows figures with its cookie', async () => {
    const asked = await display('POST', '/api/v1/screens/pairing', {})
    expect(asked).toMatchObject({ status: 201, body: { code: expect.stringMatching(/^.{4}-.{4}$/) } })
    const { code, ticket } = asked.body
    const claim = () => display('POST', '/api/v1/screens/pairing/claim', { ticket })
    expect(await claim()).toMatchObject({ status: 202, body: { state: 'waiting' } })
    const approved = await opened.call('POST', '/api/v1/screens', { code, title: 'Phòng họp', public: false })
    expect(approved).toMatchObject({ status: 201, body: { title: 'Phòng họp', approvedBy: 'admin-token' } })
    const claimed = await claim()
    expect(claimed.status).toBe(204)
    expect(claimed.headers.get('set-cookie')).toMatch(/; Path=\/; HttpOnly; SameSite=Lax; Max-Age=34560000$/)
    expect((await claim()).body.code).toBe('IOC_PAIRING_OVER')
    const cookie = cookieOf(claimed.headers)
    expect((await display('GET', '/api/v1/session', undefined, cookie)).body).toMatchObject({
      actor: `screen:${approved.body.id}`,
      name: 'Phòng họp',
      role: 'screen',
      may: { rows: false, upload: false, admin: false },
    })
    const figures = await display('POST', '/api/v1/figures', NOVEMBER, cookie)
    expect(figures.body.rows[0]['dossiers.received']).toMatchObject({ value: 4 })
  })

  it('sees no rows and opens nothing but figures', async () => {
    const { cookie } = await pair()
    for (const [method, path, body] of [
      ['POST', '/api/v1/figures/rows', { ...NOVEMBER, measure: 'dossiers.received' }],
      ['GET', '/api/v1/batches', undefined],
      ['GET', '/api/v1/feeds', undefined],
      ['GET', '/api/v1/screens', undefined],
      ['POST', '/api/v1/push/dossiers', { feed: 'mot-cua', rows: [{}] }],
    ] as const) {
      const { status } = await display(method, path, body, cookie)
      expect([path, status]).toEqual([path, 403])
    }
  })

  it('in a public hall shows no count below five', async () => {
    const { cookie } = await pair({ public: true, unit: 'area:31459' })
    expect((await display('GET', '/api/v1/session', undefined, cookie)).body.suppressed).toBe(true)
    const { body } = await display('POST', '/api/v1/figures', NOVEMBER, cookie)
    expect(body.rows[0]['dossiers.received']).toMatchObject({ value: null, none: 'suppressed' })
  })

  it('is shut out at once when it is revoked', async () => {
    const { id, cookie } = await pair()
    expect((await display('POST', '/api/v1/figures', NOVEMBER, cookie)).status).toBe(200)
    expect((await opened.call('DELETE', `/api/v1/screens/${id}`)).status).toBe(204)
    expect((await display('POST', '/api/v1/figures', NOVEMBER, cookie)).status).toBe(401)
  })

  it('whose token is shown from elsewhere is shut out, which stands in the audit', async () => {
    const { id, cookie } = await pair({ ranges: ['203.0.113.0/24'] })
    expect((await display('POST', '/api/v1/figures', NOVEMBER, cookie)).status).toBe(401)
    const { lines } = await opened.program.stages.ledger.audit.page({ action: 'screen.refused' })
    expect(lines).toMatchObject([{ actor: `screen:${id}`, object: { kind: 'screen', id } }])
  })

  it('that becomes public hides small counts at once', async () => {
    const { id, cookie } = await pair()
    expect((await display('GET', '/api/v1/session', undefined, cookie)).body.suppressed).toBe(false)
    expect((await opened.call('PATCH', `/api/v1/screens/${id}`, { public: true })).status).toBe(200)
    expect((await display('GET', '/api/v1/session', undefined, cookie)).body.suppressed).toBe(true)
  })

  it('gets a new token with the question who it is, once the old one is thirty days old', async () => {
    const { cookie } = await pair()
    expect((await display('GET', '/api/v1/session', undefined, cookie)).headers.get('set-cookie')).toBeNull()
    opened.clock.set(new Date(opened.clock.now().getTime() + 30 * DAY_MS))
    expect((await display('POST', '/api/v1/figures', NOVEMBER, cookie)).headers.get('set-cookie')).toBeNull()
    const next = cookieOf((await display('GET', '/api/v1/session', undefined, cookie)).headers)
    expect(next).toMatch(/^ioc_screen=/)
    opened.clock.set(new Date(opened.clock.now().getTime() + DAY_MS))
    expect((await display('GET', '/api/v1/session', undefined, next)).status).toBe(200)
    expect((await display('GET', '/api/v1/session', undefined, cookie)).status).toBe(401)
  })

  it.each([
    ['code', { code: 'K7PM-3XQW', title: 'x', public: false }, 404, 'IOC_PAIRING_UNKNOWN'],
    ['range', { code: 'K7PM-3XQW', title: 'x', public: false, ranges: ['0.0.0.0/0'] }, 400, 'IOC_BAD_RANGE'],
    ['unit', { code: 'K7PM-3XQW', title: 'x', public: false, unit: 'area:99999' }, 400, 'IOC_UNKNOWN_UNIT'],
  ])('is not let in by a wrong %s', async (_, body, status, code) => {
    const answer = await opened.call('POST', '/api/v1/screens', body)
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code })
  })

  it('waits beside two others of its network, and no fourth', async () => {
    for (let i = 0; i < 3; i += 1) expect((await display('POST', '/api/v1/screens/pairing', {})).status).toBe(201)
    const { status, headers, body } = await display('POST', '/api/v1/screens/pairing', {})
    expect({ status, code: body.code }).toEqual({ status: 429, code: 'IOC_TOO_MANY_REQUESTS' })
    expect(Number(headers.get('retry-after'))).toBe(600)
  })
})

it('only an operator who showed his second factor lately lets screens in', async () => {
  for (const role of ['leader', 'analyst', 'officer'] as const) {
    const person = await signedIn(opened, { user: `nguoi-${role}`, role })
    const { status } = await person.call('POST', '/api/v1/screens', { code: 'K7PM-3XQW', title: 'x', public: true })
    expect([role, status]).toEqual([role, 403])
  }
  const operator = await signedIn(opened, { user: 'quan-tri', role: 'operator' })
  const body = { code: 'K7PM-3XQW', title: 'x', public: true }
  expect((await operator.call('POST', '/api/v1/screens', body)).status).toBe(404)
  opened.clock.set(new Date(opened.clock.now().getTime() + 16 * 60_000))
  expect((await operator.call('POST', '/api/v1/screens', body)).body.code).toBe('IOC_STEP_UP')
})
