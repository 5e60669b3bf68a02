import { TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PersonRole } from '../../shared/roles.ts'
import { type Called, type Opened, open } from '../test/opened.ts'
import { signedIn } from '../test/people.ts'

const PASSWORD = 'lúa chín vàng bến phà'
const NEXT = 'con mèo trèo cây cau'

let opened: Opened
/** Whatever must stand nowhere in the database. */
const secrets = new Set([PASSWORD, NEXT])
beforeAll(async () => {
  opened = await open()
})
afterAll(() => opened.close())

const send = (path: string, body: object, headers: Record<string, string> = {}) =>
  opened.ask(`/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
const signIn = (user: string, password: string, code?: string) =>
  send('/session', { user, password, ...(code !== undefined && { code }) })

/** The browser that got this answer. */
async function browserOf(answer: Called) {
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  const session = async () => (await opened.ask('/api/v1/session', { headers: { cookie } })) as Called
  const csrf: string = (await session()).body.csrf
  const call = (method: string, path: string, body?: object) =>
    opened.ask(`/api/v1${path}`, {
      method,
      headers: {
        cookie,
        'x-csrf-token': csrf,
        'sec-fetch-site': 'same-origin',
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
  return { session, call, isIn: async () => (await session()).status === 200 }
}

/** An invited person who has set his password, and his browser. */
async function arrived(user: string, role: PersonRole = 'analyst') {
  const { body } = await opened.call('POST', '/api/v1/people', { user, name: `Người ${user}`, role })
  const token = body.path.split('#')[1]
  secrets.add(token)
  return browserOf(await send('/session/accept', { token, password: PASSWORD }))
}
type Browser = Awaited<ReturnType<typeof arrived>>

const codeOf = (secret: string) => new TOTP({ secret }).generate({ timestamp: opened.clock.now().getTime() })
const pass = (minutes: number) => opened.clock.set(new Date(opened.clock.now().getTime() + minutes * 60_000))

async function enrol({ call }: Browser): Promise<{ secret: string; codes: string[] }> {
  const { secret } = (await call('POST', '/account/totp', {})).body
  const { codes } = (await call('POST', '/account/totp/confirm', { code: codeOf(secret) })).body
  for (const text of [secret, ...codes]) secrets.add(text)
  return { secret, codes }
}

describe('an account', () => {
  it('tells its person what he is and where he is signed in', async () => {
    const { call } = await arrived('lan')
    const { body } = await call('GET', '/account')
    expect(body).toMatchObject({
      user: 'lan',
      name: 'Người lan',
      role: 'analyst',
      unit: null,
      hasPassword: true,
      passwordChangedAt: '2026-11-22T02:00:00.000Z',
      totp: false,
      recoveryCodesLeft: 0,
      oidc: false,
    })
    expect(body.sessions).toEqual([expect.objectContaining({ how: 'password', own: true })])
  })

  it('is nothing that a token, a link or a stranger has', async () => {
    const { token } = (await opened.call('POST', '/api/v1/session/links', { role: 'leader' })).body
    const link = await browserOf(await send('/session', { token }))
    for (const [method, path, body] of [
      ['GET', '/account', undefined],
      ['POST', '/account/password', { current: PASSWORD, next: NEXT }],
      ['POST', '/account/totp', {}],
      ['POST', '/account/totp/confirm', { code: '123456' }],
      ['DELETE', '/account/sessions', undefined],
      ['DELETE', '/account/sessions/x', undefined],
    ] as const) {
      expect([path, (await opened.call(method, `/api/v1${path}`, body)).body.code]).toEqual([path, 'IOC_NO_ACCOUNT'])
      expect([path, (await link.call(method, path, body)).body.code]).toEqual([path, 'IOC_NO_ACCOUNT'])
      expect((await opened.call(method, `/api/v1${path}`, body, { authorization: 'Bearer x' })).status).toBe(401)
    }
  })
})

describe('a new password of one’s own', () => {
  it('needs the one in force, ends all other sessions, and takes its place', async () => {
    const here = await arrived('binh')
    const there = await browserOf(await signIn('binh', PASSWORD))
    expect((await here.call('POST', '/account/password', { current: 'not that one', next: NEXT })).status).toBe(401)
    expect(await there.isIn()).toBe(true)
    expect((await here.call('POST', '/account/password', { current: PASSWORD, next: NEXT })).status).toBe(204)
    expect([await here.isIn(), await there.isIn()]).toEqual([true, false])
    expect([(await signIn('binh', PASSWORD)).status, (await signIn('binh', NEXT)).status]).toEqual([401, 204])
  })

  it('is refused when it is weak, in the language of the reader', async () => {
    const { call } = await arrived('chi')
    const given = { current: PASSWORD, next: 'Hanhchinhcong2026' }
    expect((await call('POST', '/account/password', given)).body).toMatchObject({
      status: 422,
      code: 'IOC_PASSWORD_WEAK',
      at: { rule: 'common' },
      detail: 'Mật khẩu này quá phổ biến. Hãy ghép ba, bốn từ không liên quan với nhau.',
    })
    const own = { current: PASSWORD, next: 'nguoichi trên mái nhà' }
    expect((await call('POST', '/account/password', own)).body.at).toEqual({ rule: 'own' })
  })

  it('is set once when two ask for it at the same moment', async () => {
    const { call } = await arrived('duc')
    const change = (next: string) => call('POST', '/account/password', { current: PASSWORD, next })
    const answers = await Promise.all([change(NEXT), change('trời mưa ướt áo')])
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 401])
  })

  it('makes an open invitation worthless', async () => {
    const { call } = await arrived('em')
    const { people } = (await opened.call('GET', '/api/v1/people')).body
    const { id } = people.find(({ user }: { user: string }) => user === 'em')
    const { path } = (await opened.call('POST', `/api/v1/people/${id}/invitation`)).body
    await call('POST', '/account/password', { current: PASSWORD, next: NEXT })
    expect((await send('/session/accept', { token: path.split('#')[1], password: PASSWORD })).status).toBe(401)
  })

  it('is not the prize of a stolen session: ten wrong guesses lock the account', async () => {
    const own = await open()
    try {
      const { call } = await signedIn(own, { user: 'gia', role: 'leader' })
      const hash = `update people set password_hash = '$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ$AAAAAAAAAAAAAAAAAAAAAA'`
      await own.program.stages.ledger.transact((sql) => sql.query(hash))
      const guess = () => call('POST', '/api/v1/account/password', { current: 'a guess', next: NEXT })
      const answers = []
      for (let n = 0; n < 11; n += 1) answers.push(await guess())
      expect(answers.map(({ status }) => status)).toEqual([...Array(10).fill(401), 429])
    } finally {
      await own.close()
    }
  })
})

describe('a second factor', () => {
  it('is all that an officer may do before he has one', async () => {
    const browser = await arrived('hoa', 'officer')
    expect((await browser.session()).body.needs).toBe('totp')
    expect((await browser.call('GET', '/feeds')).body.code).toBe('IOC_ACCOUNT_UNFINISHED')
    const { codes } = await enrol(browser)
    expect(codes).toHaveLength(10)
    expect((await browser.session()).body.needs).toBeNull()
    expect((await browser.call('GET', '/feeds')).status).toBe(200)
    expect((await browser.call('GET', '/account')).body).toMatchObject({ totp: true, recoveryCodesLeft: 10 })
  })

  it('is asked for at the next sign-in, and each code is taken once', async () => {
    const { secret } = await enrol(await arrived('khanh', 'officer'))
    expect((await signIn('khanh', PASSWORD)).body.code).toBe('IOC_CODE_NEEDED')
    expect((await signIn('khanh', PASSWORD, codeOf(secret))).status).toBe(401)
    pass(1)
    expect((await signIn('khanh', PASSWORD, codeOf(secret))).status).toBe(204)
    expect((await signIn('khanh', PASSWORD, codeOf(secret))).status).toBe(401)
  })

  it('is not there before it was confirmed with a right code', async () => {
    const { call } = await arrived('loan')
    expect((await call('POST', '/account/totp/confirm', { code: '123456' })).status).toBe(401)
    const { secret } = (await call('POST', '/account/totp', {})).body
    const wrong = codeOf(secret) === '000000' ? '000001' : '000000'
    expect((await call('POST', '/account/totp/confirm', { code: wrong })).status).toBe(401)
    expect((await signIn('loan', PASSWORD)).status).toBe(204)
  })

  it('is offered for 15 minutes', async () => {
    const { call } = await arrived('minh')
    const { secret } = (await call('POST', '/account/totp', {})).body
    pass(15)
    expect((await call('POST', '/account/totp/confirm', { code: codeOf(secret) })).status).toBe(401)
  })

  it('is exchanged only by who has shown himself lately, and the old one works until then', async () => {
    const browser = await arrived('ngoc')
    const { secret: old } = await enrol(browser)
    const { secret } = (await browser.call('POST', '/account/totp', {})).body
    pass(16)
    expect((await signIn('ngoc', PASSWORD, codeOf(old))).status).toBe(204)
    const late = await browser.call('POST', '/account/totp/confirm', { code: codeOf(secret) })
    expect(late.body.code).toBe('IOC_STEP_UP')
    expect((await browser.call('POST', '/account/totp', {})).body.code).toBe('IOC_STEP_UP')
    expect((await browser.call('POST', '/session/step-up', { password: PASSWORD })).status).toBe(204)
    const { secret: fresh } = await enrol(browser)
    pass(1)
    expect((await signIn('ngoc', PASSWORD, codeOf(old))).status).toBe(401)
    expect((await signIn('ngoc', PASSWORD, codeOf(fresh))).status).toBe(204)
  })

  it('can be stood in for by each recovery code, once', async () => {
    const browser = await arrived('oanh')
    const { codes } = await enrol(browser)
    expect((await signIn('oanh', PASSWORD, codes[4])).status).toBe(204)
    expect((await signIn('oanh', PASSWORD, codes[4])).status).toBe(401)
    expect((await browser.call('GET', '/account')).body.recoveryCodesLeft).toBe(9)
  })
})

describe('one’s own sessions', () => {
  it('end one by one or all but this, under names that open nothing', async () => {
    const here = await arrived('phong')
    const there = await browserOf(await signIn('phong', PASSWORD))
    const third = await browserOf(await signIn('phong', PASSWORD))
    const { sessions } = (await there.call('GET', '/account')).body
    expect(sessions).toHaveLength(3)
    const stored = await opened.program.stages.ledger.transact((sql) =>
      sql.query<{ id: string }>('select id from sessions'),
    )
    for (const { id } of sessions) expect(stored.some((row) => row.id.includes(id))).toBe(false)
    const own = sessions.find((session: { own: boolean }) => session.own)
    expect((await here.call('DELETE', `/account/sessions/${own.id}`)).status).toBe(204)
    expect([await here.isIn(), await there.isIn(), await third.isIn()]).toEqual([true, false, true])
    expect((await here.call('DELETE', '/account/sessions')).status).toBe(204)
    expect([await here.isIn(), await third.isIn()]).toEqual([true, false])
  })

  it('are not ended by anybody else', async () => {
    const [mine, other] = [await arrived('quy'), await arrived('rieng')]
    const [session] = (await mine.call('GET', '/account')).body.sessions
    await other.call('DELETE', `/account/sessions/${session.id}`)
    await other.call('DELETE', '/account/sessions')
    expect(await mine.isIn()).toBe(true)
  })
})

describe('the database', () => {
  it('holds no password, token, secret or recovery code of all that was done here', async () => {
    const dump = await opened.program.stages.ledger.transact(async (sql) => {
      const texts: string[] = []
      for (const table of ['people', 'links', 'sessions', 'sign_in_failures', 'audit'])
        texts.push(...(await sql.query<{ t: string }>(`select t::text as t from ${table} t`)).map(({ t }) => t))
      return texts.join('\n')
    })
    expect(dump.includes('totp.enrolled')).toBe(true)
    const found = [...secrets].filter((secret) =>
      [secret, secret.replaceAll('-', '')].some((text) => dump.includes(text)),
    )
    expect(found).toEqual([])
  })

  it('tells in the audit what happened to an account', async () => {
    const lines = await opened.program.stages.ledger.transact((sql) =>
      sql.query<{ action: string; ip: string | null }>(
        `select action, ip from audit where actor = 'ngoc' and action like any ('{password.%,totp.%}') order by id`,
      ),
    )
    expect(lines.map(({ action }) => action)).toEqual(['password.changed', 'totp.enrolled', 'totp.enrolled'])
    expect(lines.every(({ ip }) => ip !== null)).toBe(true)
  })
})
