import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { type AccessTrial, asking, openAccessTrial, PASSWORD, refusalOf } from '../test/access-trial.ts'
import type { Access } from './access.ts'

let trial: AccessTrial
let access: Access

beforeAll(async () => {
  trial = await openAccessTrial()
  access = trial.access
  await trial.addPerson({ user: 'lanh.dao', role: 'leader' })
})
afterAll(() => trial.end())
beforeEach(() => trial.forgive())

const signIn = (user: string, password = PASSWORD, code?: string, ip = '127.0.0.1') =>
  access.signing.signIn({ user, password, code }, asking({ method: 'POST', ip }))
const fail = async (times: number, user: string, ip: (turn: number) => string) => {
  for (let turn = 0; turn < times; turn++) await signIn(user, 'not the password', undefined, ip(turn)).catch(() => {})
}

describe('ten failures', () => {
  it('lock an account for 15 minutes, from wherever one comes', async () => {
    await fail(9, 'lanh.dao', (turn) => `203.0.113.${turn}`)
    expect((await signIn('lanh.dao')).role).toBe('leader')
    await fail(1, 'lanh.dao', () => '203.0.113.99')
    expect(await refusalOf(signIn('lanh.dao', PASSWORD, undefined, '198.51.100.7'))).toEqual({
      message: 'Too many failed sign-ins',
      code: 'IOC_SIGN_IN_LOCKED',
      at: { minutes: 15 },
      retryAfterS: 900,
    })
    trial.minutesLater(14.9)
    expect((await refusalOf(signIn('lanh.dao'))).code).toBe('IOC_SIGN_IN_LOCKED')
    trial.minutesLater(0.2)
    expect((await signIn('lanh.dao')).role).toBe('leader')
  })

  it('lock for the whole time, also where they came slowly', async () => {
    for (let turn = 0; turn < 10; turn++) {
      await fail(1, 'lanh.dao', () => `203.0.113.${turn}`)
      if (turn < 9) trial.minutesLater(1.6)
    }
    trial.minutesLater(14)
    expect((await refusalOf(signIn('lanh.dao'))).code).toBe('IOC_SIGN_IN_LOCKED')
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
    const refused = await refusalOf(signIn('khong.co', PASSWORD, undefined, '198.51.100.7'))
    expect(refused).toMatchObject({ code: 'IOC_SIGN_IN_LOCKED', at: { minutes: 15 } })
  })

  it.each([
    ['an IPv4 address', '203.0.113.5', '203.0.113.5', '203.0.113.6'],
    ['an IPv6 network of 64 bits', '2001:db8:1:2::1', '2001:db8:1:2:ffff::9', '2001:db8:1:3::1'],
    ['an IPv4 address inside IPv6', '::ffff:203.0.113.5', '203.0.113.5', '203.0.113.6'],
  ])('lock %s, whomever one says to be', async (_, from, same, other) => {
    for (let turn = 0; turn < 10; turn++) await fail(1, `ai.do.${turn}`, () => from)
    expect((await refusalOf(signIn('lanh.dao', PASSWORD, undefined, same))).code).toBe('IOC_SIGN_IN_LOCKED')
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
      Array.from({ length: 30 }, () => refusalOf(signIn('lanh.dao', 'not the password', undefined, '203.0.113.77'))),
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
