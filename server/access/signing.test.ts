import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import {
  type AccessTrial,
  ADMIN_TOKEN,
  asking,
  cookieOf,
  openAccessTrial,
  PASSWORD,
  type TrialPerson,
  withCookie,
} from '../test/access-trial.ts'
import type { Access } from './access.ts'

let trial: AccessTrial
let access: Access
let officer: TrialPerson
let leader: TrialPerson

beforeAll(async () => {
  trial = await openAccessTrial()
  access = trial.access
  officer = await trial.addPerson({ user: 'can.bo', role: 'officer', totp: true })
  leader = await trial.addPerson({ user: 'lanh.dao', role: 'leader' })
  await trial.addPerson({ user: 'da.nghi', role: 'leader' })
  await trial.addPerson({ user: 'duoc.moi', role: 'leader', password: null })
  await trial.ledger.transact((sql) => sql.query(`update people set disabled_at = now() where id = 'da.nghi'`))
})
afterAll(() => trial.end())
beforeEach(() => trial.forgive())

const signIn = (user: string, password = PASSWORD, code?: string, ip = '127.0.0.1') =>
  access.signing.signIn({ user, password, code }, asking({ method: 'POST', ip }))
const failing = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => new Error('it succeeded'),
    (reason: Error) => reason,
  )
  const { message, code, at, retryAfterS } = error as Error & { code: string; at?: object; retryAfterS?: number }
  return { message, code, at, retryAfterS }
}
const fail = async (times: number, user: string, ip: (turn: number) => string) => {
  for (let turn = 0; turn < times; turn++) await signIn(user, 'not the password', undefined, ip(turn)).catch(() => {})
}

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
    expect(await failing(signIn(user, password))).toEqual({
      message: 'The sign-in failed',
      code: 'IOC_SIGN_IN_FAILED',
      at: undefined,
      retryAfterS: undefined,
    })
  })

  it('ask for the code only after the right password', async () => {
    expect((await failing(signIn('can.bo'))).code).toBe('IOC_CODE_NEEDED')
    expect((await failing(signIn('can.bo', 'not the password'))).code).toBe('IOC_SIGN_IN_FAILED')
    expect((await failing(signIn('can.bo', PASSWORD, '000000'))).code).toBe('IOC_SIGN_IN_FAILED')
  })

  it('take a code once', async () => {
    const code = officer.code()
    expect((await signIn('can.bo', PASSWORD, code)).role).toBe('officer')
    expect((await failing(signIn('can.bo', PASSWORD, code))).code).toBe('IOC_SIGN_IN_FAILED')
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
    expect((await failing(signIn('can.bo', PASSWORD, code))).code).toBe('IOC_SIGN_IN_FAILED')
  })

  it('of an officer without a second factor open nothing but his account', async () => {
    await trial.addPerson({ user: 'can.bo.moi', role: 'officer' })
    const cookie = cookieOf((await signIn('can.bo.moi')).cookie)
    const scope = await access.admit('session', withCookie(cookie))
    expect((await access.standing(withCookie(cookie), scope!)).needs).toBe('totp')
    expect((await access.admit('account', withCookie(cookie)))?.actor).toBe('can.bo.moi')
    for (const policy of ['wall', 'rows', 'batches', 'feeds', 'upload'] as const)
      expect(await failing(access.admit(policy, withCookie(cookie)))).toMatchObject({
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
    const withOidc = trial.another({ oidc: { label: 'Tỉnh', start: unused, finish: unused } })
    await withOidc.signing.signIn({ user: 'pha.kinh', password: PASSWORD }, asking())
    await signIn('pha.kinh')
    const lines = await trial.audit()
    expect(lines.filter(({ action }) => action === 'session.breakGlass')).toMatchObject([{ actor: 'pha.kinh' }])
  })
})

describe('ten failures', () => {
  it('lock an account for 15 minutes, from wherever one comes', async () => {
    await fail(9, 'lanh.dao', (turn) => `203.0.113.${turn}`)
    expect((await signIn('lanh.dao')).role).toBe('leader')
    await fail(1, 'lanh.dao', () => '203.0.113.99')
    expect(await failing(signIn('lanh.dao', PASSWORD, undefined, '198.51.100.7'))).toEqual({
      message: 'Too many failed sign-ins',
      code: 'IOC_SIGN_IN_LOCKED',
      at: { minutes: 15 },
      retryAfterS: 900,
    })
    trial.minutesLater(14.9)
    expect((await failing(signIn('lanh.dao'))).code).toBe('IOC_SIGN_IN_LOCKED')
    trial.minutesLater(0.2)
    expect((await signIn('lanh.dao')).role).toBe('leader')
  })

  it('lock for the whole time, also where they came slowly', async () => {
    for (let turn = 0; turn < 10; turn++) {
      await fail(1, 'lanh.dao', () => `203.0.113.${turn}`)
      if (turn < 9) trial.minutesLater(1.6)
    }
    trial.minutesLater(14)
    expect((await failing(signIn('lanh.dao'))).code).toBe('IOC_SIGN_IN_LOCKED')
  })

  it('over more than 15 minutes lock nothing', async () => {
    for (let turn = 0; turn < 12; turn++) {
      await fail(1, 'lanh.dao', () => `203.0.113.${turn}`)
      trial.minutesLater(1.7)
    }
    expect((await signIn('lanh.dao')).role).toBe('leader')
  })

  it('lock a name that nobody has in the same way', async () => {
    await fail(10, 'khong.co', (turn) => `203.0.113.${turn}`)
    const refused = await failing(signIn('khong.co', PASSWORD, undefined, '198.51.100.7'))
    expect(refused).toMatchObject({ code: 'IOC_SIGN_IN_LOCKED', at: { minutes: 15 } })
  })

  it.each([
    ['an IPv4 address', '203.0.113.5', '203.0.113.5', '203.0.113.6'],
    ['an IPv6 network of 64 bits', '2001:db8:1:2::1', '2001:db8:1:2:ffff::9', '2001:db8:1:3::1'],
    ['an IPv4 address inside IPv6', '::ffff:203.0.113.5', '203.0.113.5', '203.0.113.6'],
  ])('lock %s, whomever one says to be', async (_, from, same, other) => {
    for (let turn = 0; turn < 10; turn++) await fail(1, `ai.do.${turn}`, () => from)
    expect((await failing(signIn('lanh.dao', PASSWORD, undefined, same))).code).toBe('IOC_SIGN_IN_LOCKED')
    expect((await signIn('lanh.dao', PASSWORD, undefined, other)).role).toBe('leader')
  })

  it('count links, invitations and codes that were guessed', async () => {
    for (let turn = 0; turn < 5; turn++) {
      await access.signing.signIn({ token: `guess ${turn}` }, asking()).catch(() => {})
      await access.signing.accept({ token: `guess ${turn}`, password: PASSWORD }, asking()).catch(() => {})
    }
    const token = await access.signing.newLink('leader', SYSTEM_SCOPE)
    await expect(access.signing.signIn({ token }, asking())).rejects.toThrow('Too many')
    expect((await access.signing.signIn({ token }, asking({ ip: '192.0.2.7' }))).role).toBe('leader')
  })

  it('are not more when they come all at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => failing(signIn('lanh.dao', 'not the password', undefined, '203.0.113.77'))),
    )
    expect(answers.filter(({ code }) => code === 'IOC_SIGN_IN_FAILED')).toHaveLength(10)
    expect(answers.filter(({ code }) => code === 'IOC_SIGN_IN_LOCKED')).toHaveLength(20)
  })

  it('are counted for all servers of the database', async () => {
    await fail(10, 'lanh.dao', (turn) => `203.0.113.${turn}`)
    const other = trial.another()
    const given = { user: 'lanh.dao', password: PASSWORD }
    await expect(other.signing.signIn(given, asking())).rejects.toThrow('Too many')
  })

  it('leave names in the audit only where there is such an account', async () => {
    await fail(1, 'lanh.dao', () => '203.0.113.1')
    await fail(1, 'mat khau cua toi', () => '203.0.113.2')
    const refused = (await trial.audit()).filter(({ action }) => action === 'session.refused').slice(-2)
    expect(refused.map(({ actor }) => actor)).toEqual(['lanh.dao', ''])
    const kept = await trial.ledger.transact((sql) => sql.query('select subject from sign_in_failures'))
    expect(JSON.stringify(kept)).not.toContain('mat khau')
  })
})

describe('showing oneself again', () => {
  const steppedUp = async (cookie: string) => {
    const scope = await access.admit('session', withCookie(cookie))
    return (await access.standing(withCookie(cookie), scope!)).steppedUpUntil
  }

  it('counts for 15 minutes, by password or by code', async () => {
    trial.minutesLater(2)
    const cookie = cookieOf((await signIn('can.bo', PASSWORD, officer.code())).cookie)
    trial.minutesLater(16)
    expect(await steppedUp(cookie)).toBeNull()
    await access.signing.stepUp({ password: PASSWORD }, withCookie(cookie))
    expect(Date.parse((await steppedUp(cookie))!) - trial.clock.now().getTime()).toBe(15 * 60_000)
    trial.minutesLater(15)
    expect(await steppedUp(cookie)).toBeNull()
    await access.signing.stepUp({ code: officer.code() }, withCookie(cookie))
    expect(await steppedUp(cookie)).not.toBeNull()
  })

  it.each([
    ['nothing', {}],
    ['a wrong password', { password: 'not the password' }],
    ['a wrong code', { code: '000000' }],
    ['the right password with a wrong code', { password: PASSWORD, code: '000000' }],
  ])('takes not %s', async (_, shown) => {
    const cookie = cookieOf((await signIn('lanh.dao')).cookie)
    trial.minutesLater(16)
    await expect(access.signing.stepUp(shown, withCookie(cookie))).rejects.toThrow('failed')
    expect(await steppedUp(cookie)).toBeNull()
  })

  it('counts failures like a sign-in', async () => {
    const cookie = cookieOf((await signIn('lanh.dao')).cookie)
    for (let turn = 0; turn < 10; turn++)
      await access.signing.stepUp({ password: 'no' }, withCookie(cookie, { ip: `203.0.113.${turn}` })).catch(() => {})
    await expect(access.signing.stepUp({ password: PASSWORD }, withCookie(cookie))).rejects.toThrow('Too many')
    expect((await failing(signIn('lanh.dao'))).code).toBe('IOC_SIGN_IN_LOCKED')
  })

  it('is nothing for a link, which has no account', async () => {
    const cookie = await trial.byLink('operator')
    await expect(access.signing.stepUp({ password: PASSWORD }, withCookie(cookie))).rejects.toThrow('no account')
  })
})

describe('an invitation', () => {
  it('sets the password, once, and signs in', async () => {
    const { user } = await trial.addPerson({ user: 'nguoi.moi', role: 'analyst', password: null })
    const token = await trial.invite(user)
    const { cookie } = await access.signing.accept({ token, password: PASSWORD }, asking())
    expect((await access.admit('rows', withCookie(cookieOf(cookie))))?.actor).toBe(user)
    await expect(access.signing.accept({ token, password: PASSWORD }, asking())).rejects.toThrow('failed')
    expect((await signIn(user)).role).toBe('analyst')
  })

  it('still works after a weak password', async () => {
    const { user } = await trial.addPerson({ user: 'nguoi.yeu', role: 'leader', password: null })
    const token = await trial.invite(user)
    expect(await failing(access.signing.accept({ token, password: 'matkhau2026!' }, asking()))).toMatchObject({
      code: 'IOC_PASSWORD_WEAK',
      at: { rule: 'common' },
    })
    expect((await access.signing.accept({ token, password: PASSWORD }, asking())).role).toBe('leader')
  })

  it('is not a way round the second factor', async () => {
    const person = await trial.addPerson({ user: 'quen.mk', role: 'officer', totp: true })
    const token = await trial.invite(person.user)
    const next = 'cầu Cần Thơ dài 2750 mét'
    expect((await failing(access.signing.accept({ token, password: next }, asking()))).code).toBe('IOC_CODE_NEEDED')
    expect((await signIn(person.user, next, person.code())).role).toBe('officer')
  })

  it('ends the sessions that the person had', async () => {
    const before = cookieOf((await signIn(leader.user)).cookie)
    await access.signing.accept({ token: await trial.invite(leader.user), password: PASSWORD }, asking())
    await expect(access.admit('wall', withCookie(before))).rejects.toThrow('Sign in first')
  })

  it('is worth nothing to somebody who was disabled', async () => {
    const token = await trial.invite('da.nghi')
    await expect(access.signing.accept({ token, password: PASSWORD }, asking())).rejects.toThrow('failed')
  })
})

describe('the audit of signing in', () => {
  it('holds neither password, code nor token', async () => {
    const text = JSON.stringify(await trial.audit())
    expect(text).toContain('session.opened')
    for (const secret of [PASSWORD, ADMIN_TOKEN, ...officer.recovery, 'not the password', 'guess'])
      expect(text).not.toContain(secret)
  })
})
