import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { announceStart } from '../greeting.ts'
import { PASSWORD } from './access-trial.ts'
import { type Called, type Opened, open, TOKEN } from './opened.ts'
import { type SignedIn, signedIn } from './people.ts'

const SETUP = '/api/v1/setup'
const SESSION = '/api/v1/session'
const cookieOf = ({ headers }: Called) => (headers.get('set-cookie') ?? '').split(';')[0] ?? ''
const json = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
})
/** What the start prints. */
async function greeting({ program, url }: Opened): Promise<string> {
  const printed = vi.spyOn(console, 'log').mockImplementation(() => {})
  try {
    await announceStart(program, { publicUrl: null } as Parameters<typeof announceStart>[1], url)
    return printed.mock.calls.flat().join('\n')
  } finally {
    printed.mockRestore()
  }
}

describe('the first run over HTTP', () => {
  let opened: Opened
  beforeAll(async () => {
    opened = await open()
  })
  afterAll(() => opened.close())
  const first = { user: 'quan.tri', name: 'Trần Thị Bưởi', password: PASSWORD }

  it('goes from the printed link to an operator with an account, and is then over', async () => {
    const link = /\/sign-in#(\S+)/.exec(await greeting(opened))?.[1] ?? ''
    const byLink = cookieOf(await opened.ask(SESSION, json({ token: link })))
    const { body } = await opened.ask(SESSION, { headers: { cookie: byLink } })
    expect(body).toMatchObject({ role: 'operator', needs: 'setup', may: { account: false } })

    const page = { cookie: byLink, 'sec-fetch-site': 'same-origin' }
    const forged = await opened.ask(SETUP, json(first, page))
    expect([forged.status, forged.body.code]).toEqual([403, 'IOC_CSRF'])
    const own = { ...page, 'x-csrf-token': body.csrf }
    const lost = await opened.ask(SETUP, json({ ...first, home: 'area:99999' }, own))
    expect([lost.status, lost.body.code]).toEqual([400, 'IOC_UNKNOWN_UNIT'])
    const done = await opened.ask(SETUP, json({ ...first, home: 'area:31459' }, own))
    expect(done.status).toBe(204)

    const now = await opened.ask(SESSION, { headers: { cookie: cookieOf(done) } })
    expect(now.body).toMatchObject({ actor: 'quan.tri', name: first.name, needs: 'totp', may: { account: true } })
    expect(now.body.home.unit).toBe(await opened.program.installation.unitNamed('area:31459'))
    expect((await opened.ask(SESSION, { headers: { cookie: byLink } })).status).toBe(401)
  })

  it('has no address any more for a stranger, the old link, or the operator’s token', async () => {
    const again = { ...first, user: 'thu.hai' }
    for (const headers of [{}, { cookie: 'ioc_session=old' }, { authorization: `Bearer ${TOKEN}` }]) {
      const { status, body } = await opened.ask(SETUP, json(again, headers as Record<string, string>))
      expect([status, body.code]).toEqual([404, 'IOC_SETUP_OVER'])
    }
  })

  it('is not offered by the next start', async () => {
    expect(await greeting(opened)).not.toContain('/sign-in#')
  })
})

describe('a session over HTTP', () => {
  let opened: Opened
  let officer: SignedIn
  beforeAll(async () => {
    opened = await open()
    officer = await signedIn(opened, { user: 'can.bo', role: 'officer', unit: 'area:31459' })
  })
  afterAll(() => opened.close())

  it('may be begun by password, and says by which ways', async () => {
    expect((await opened.ask(`${SESSION}/options`)).body).toEqual({ password: true, oidc: null })
  })

  it('tells nobody who there is', async () => {
    const refused = await Promise.all(
      ['can.bo', 'khong.co'].map((user) => opened.ask(SESSION, json({ user, password: 'not the password' }))),
    )
    const [one, two] = refused.map(({ status, body: { traceId: _, ...body } }) => ({ status, ...body }))
    expect(one).toMatchObject({ status: 401, code: 'IOC_SIGN_IN_FAILED' })
    expect(two).toEqual(one)
  })

  it('says how long to wait after ten failures', async () => {
    const trial = await open()
    for (let turn = 0; turn < 10; turn++) await trial.ask(SESSION, json({ token: `guess ${turn}` }))
    const { status, headers, body } = await trial.ask(SESSION, json({ token: 'guess' }))
    await trial.close()
    expect([status, headers.get('retry-after'), body.code]).toEqual([429, '900', 'IOC_SIGN_IN_LOCKED'])
  })

  const site = { 'sec-fetch-site': 'cross-site', origin: 'http://evil.example' }
  it.each([
    ['a form of another site', { ...site, 'content-type': 'application/x-www-form-urlencoded' }, 'IOC_CROSS_SITE'],
    ['a text of another site', { ...site, 'content-type': 'text/plain' }, 'IOC_CROSS_SITE'],
    ['another site with a right token', { ...site, 'x-csrf-token': 'right' }, 'IOC_CROSS_SITE'],
    ['its own site without a token', { 'sec-fetch-site': 'same-origin' }, 'IOC_CSRF'],
    ['a token of another session', { 'sec-fetch-site': 'same-origin', 'x-csrf-token': 'other' }, 'IOC_CSRF'],
    ['an invented token', { 'sec-fetch-site': 'same-origin', 'x-csrf-token': 'x'.repeat(43) }, 'IOC_CSRF'],
  ])('[A48] takes no change from %s', async (_, headers: Record<string, string>, code) => {
    const other = await signedIn(opened, { user: 'can.bo.khac', role: 'officer' })
    const tokens: Record<string, string> = { right: officer.csrf, other: other.csrf }
    const given = headers['x-csrf-token']
    const sent = { ...headers, ...(given && { 'x-csrf-token': tokens[given] ?? given }), cookie: officer.cookie }
    const { status, body } = await opened.ask('/api/v1/batches?dataset=dossiers&feed=x', {
      method: 'POST',
      headers: sent,
      body: 'a=b',
    })
    expect([status, body.code]).toEqual([403, code])
  })

  it('[A48] takes no change by a picture’s address', async () => {
    const { status } = await opened.ask('/api/v1/push/dossiers', {
      headers: { cookie: officer.cookie, 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'image' },
    })
    expect(status).toBe(405)
  })

  it('[A49] is none with an altered, old or doubled cookie', async () => {
    const old = await signedIn(opened, { user: 'can.bo', role: 'officer', unit: 'area:31459' })
    await old.call('DELETE', SESSION)
    for (const cookie of [`${officer.cookie}x`, old.cookie, `${officer.cookie}; ioc_session=planted`, 'ioc_session=']) {
      const { status, body } = await opened.ask(SESSION, { headers: { cookie } })
      expect([status, body.code]).toEqual([401, 'IOC_NOT_SIGNED_IN'])
    }
  })

  it('leaves nothing in the browser when it is ended', async () => {
    const { call } = await signedIn(opened, { user: 'can.bo', role: 'officer', unit: 'area:31459' })
    const { status, headers } = await call('DELETE', SESSION)
    expect(status).toBe(204)
    expect(headers.get('set-cookie')).toContain('ioc_session=; ')
    expect(headers.get('clear-site-data')).toBe('"cache", "storage"')
    expect((await call('GET', SESSION)).status).toBe(401)
  })

  it('changes rights only after the password was shown again', async () => {
    const { call } = await signedIn(opened, { user: 'quan.tri', role: 'operator' })
    opened.clock.set(new Date(opened.clock.now().getTime() + 16 * 60_000))
    const { status, body } = await call('POST', `${SESSION}/links`, { role: 'leader' })
    expect([status, body.code]).toEqual([403, 'IOC_STEP_UP'])
    const wrong = await call('POST', `${SESSION}/step-up`, { password: 'not the password' })
    expect([wrong.status, wrong.body.code]).toEqual([401, 'IOC_SIGN_IN_FAILED'])
    expect((await call('GET', SESSION)).body.steppedUpUntil).toBeNull()
  })

  it('knows no single sign-on where none is set up', async () => {
    for (const path of ['start?from=/analysis', 'callback?code=1&state=2']) {
      const { status, body } = await opened.ask(`${SESSION}/oidc/${path}`)
      expect([status, body.code]).toEqual([404, 'IOC_NOT_FOUND'])
    }
  })
})
