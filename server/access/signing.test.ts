import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import {
  type AccessTrial,
  ADMIN_TOKEN,
  asking,
  cookieOf,
  openAccessTrial,
  PASSWORD,
  refusalOf,
  type TrialPerson,
  withCookie,
} from '../test/access-trial.ts'
import type { Access } from './access.ts'

let trial: AccessTrial
let access: Access
let officer: TrialPerson

beforeAll(async () => {
  trial = await openAccessTrial()
  access = trial.access
  officer = await trial.addPerson({ user: 'can.bo', role: 'officer', totp: true })
  await trial.addPerson({ user: 'lanh.dao', role: 'leader' })
  await trial.addPerson({ user: 'da.nghi', role: 'leader' })
  await trial.addPerson({ user: 'duoc.moi', role: 'leader', password: null })
  await trial.ledger.transact((sql) => sql.query(`update people set disabled_at = now() where id = 'da.nghi'`))
})
afterAll(() => trial.end())
beforeEach(() => trial.forgive())

const signIn = (user: string, password = PASSWORD, code?: string, ip = '127.0.0.1') =>
  access.signing.signIn({ user, password, code }, asking({ method: 'POST', ip }))
describe('a sign-in link', () => {
  it('works once', async () => {
    const token = await access.signing.newLink('analyst', SYSTEM_SCOPE)
    const { cookie, role } = await access.signing.signIn({ token }, asking())
    expect(role).toBe('analyst')
    expect((await access.admit('rows', withCookie(cookieOf(cookie))))?.actor).toBe('link:analyst')
    await expect(access.signing.signIn({ token }, asking())).rejects.toThrow('failed')
  })

  it('works once, however many browsers open it at once', async () => {
    const token = await access.signing.newLink('analyst', SYSTEM_SCOPE)
    const tries = Array.from({ length: 8 }, (_, i) => access.signing.signIn({ token }, asking({ ip: `10.0.0.${i}` })))
    const done = await Promise.allSettled(tries)
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('works for 15 minutes, also over a restart', async () => {
    const early = await access.signing.newLink('leader', SYSTEM_SCOPE)
    const late = await access.signing.newLink('leader', SYSTEM_SCOPE)
    const restarted = trial.another()
    trial.minutesLater(15)
    expect((await restarted.signing.signIn({ token: early }, asking())).role).toBe('leader')
    trial.minutesLater(0.1)
    await expect(restarted.signing.signIn({ token: late }, asking())).rejects.toThrow('failed')
  })

  it('is not kept as it is sent', async () => {
    const token = await access.signing.newLink('leader', SYSTEM_SCOPE)
    const kept = await trial.ledger.transact((sql) => sql.query('select hash from links'))
    expect(JSON.stringify(kept)).not.toContain(token)
  })

  it('of the admin token signs an operator in', async () => {
    expect((await access.signing.signIn({ token: ADMIN_TOKEN }, asking())).role).toBe('operator')
  })
})

describe('user and password', () => {
  it('sign in, however the accents were typed and the name was written', async () => {
    const { role } = await signIn(' Lanh.Dao ', PASSWORD.normalize('NFD'))
    expect(role).toBe('leader')
  })

  it.each([
    ['an unknown user', 'khong.co'],
    ['a wrong password', 'lanh.dao'],
    ['a disabled person', 'da.nghi'],
    ['one who has not set a password', 'duoc.moi'],
  ])('answer the same for %s', async (_, user) => {
    const password = user === 'lanh.dao' ? 'sông Hậu nước ròng 12 lần' : PASSWORD
    expect(await refusalOf(signIn(user, password))).toEqual({
      message: 'The sign-in failed',
      code: 'IOC_SIGN_IN_FAILED',
      at: undefined,
      retryAfterS: undefined,
    })
  })

  it('ask for the code only after the right password', async () => {
    expect((await refusalOf(signIn('can.bo'))).code).toBe('IOC_CODE_NEEDED')
    expect((await refusalOf(signIn('can.bo', 'not the password'))).code).toBe('IOC_SIGN_IN_FAILED')
    expect((await refusalOf(signIn('can.bo', PASSWORD, '000000'))).code).toBe('IOC_SIGN_IN_FAILED')
  })

  it('take a code once', async () => {
    const code = officer.code()
    expect((await signIn('can.bo', PASSWORD, code)).role).toBe('officer')
    expect((await refusalOf(signIn('can.bo', PASSWORD, code))).code).toBe('IOC_SIGN_IN_FAILED')
  })

  it('take a code once, also from two browsers at once', async () => {
    trial.minutesLater(2)
    const code = officer.code()
    const other = trial.another()
    const given = { user: 'can.bo', password: PASSWORD, code }
    const tries = [access, other].map(({ signing }, i) => signing.signIn(given, asking({ ip: `10.1.0.${i}` })))
    const done = await Promise.allSettled(tries)
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('take a recovery code in its place, once', async () => {
    const [code = ''] = officer.recovery
    expect((await signIn('can.bo', PASSWORD, code.toLowerCase())).role).toBe('officer')
    expect((await refusalOf(signIn('can.bo', PASSWORD, code))).code).toBe('IOC_SIGN_IN_FAILED')
  })

  it('of an officer without a second factor open nothing but his account', async () => {
    await trial.addPerson({ user: 'can.bo.moi', role: 'officer' })
    const cookie = cookieOf((await signIn('can.bo.moi')).cookie)
    const scope = await access.admit('session', withCookie(cookie))
    expect((await access.standing(withCookie(cookie), scope!)).needs).toBe('totp')
    expect((await access.admit('account', withCookie(cookie)))?.actor).toBe('can.bo.moi')
    for (const policy of ['wall', 'rows', 'batches', 'feeds', 'upload'] as const)
      expect(await refusalOf(access.admit(policy, withCookie(cookie)))).toMatchObject({
        code: 'IOC_ACCOUNT_UNFINISHED',
        at: { needs: 'totp' },
      })
    const handshake = { cookie, ip: '127.0.0.1', headers: asking().headers, origin: 'http://127.0.0.1:8080' }
    expect(await access.scopeOfHandshake(handshake)).toBeNull()
  })

  it('make a session under a new name, and end the one that the browser had', async () => {
    const planted = asking({ headers: { cookie: 'ioc_session=planted-before-the-sign-in' } })
    const first = cookieOf((await access.signing.signIn({ user: 'lanh.dao', password: PASSWORD }, planted)).cookie)
    expect(first).not.toContain('planted')
    const again = await access.signing.signIn({ user: 'lanh.dao', password: PASSWORD }, withCookie(first))
    expect(cookieOf(again.cookie)).not.toBe(first)
    await expect(access.admit('wall', withCookie(first))).rejects.toThrow('Sign in first')
    await expect(access.admit('wall', planted)).rejects.toThrow('Sign in first')
  })

  it('of a break-glass account are an event where there is single sign-on', async () => {
    await trial.addPerson({ user: 'pha.kinh', role: 'leader', breakGlass: true })
    const unused = () => Promise.reject(new Error('unused'))
    const withOidc = trial.another({ oidc: () => ({ label: 'Tỉnh', start: unused, finish: unused }) })
    await withOidc.signing.signIn({ user: 'pha.kinh', password: PASSWORD }, asking())
    await signIn('pha.kinh')
    const lines = await trial.audit()
    expect(lines.filter(({ action }) => action === 'session.breakGlass')).toMatchObject([{ actor: 'pha.kinh' }])
  })
})

describe('the audit of signing in', () => {
  it('holds neither password, code nor token', async () => {
    const text = JSON.stringify(await trial.audit())
    expect(text).toContain('session.opened')
    for (const secret of [PASSWORD, ADMIN_TOKEN, ...officer.recovery, 'not the password'])
      expect(text).not.toContain(secret)
  })
})
