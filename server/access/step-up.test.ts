import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type AccessTrial,
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
})
afterAll(() => trial.end())
beforeEach(() => trial.forgive())

const signIn = (user: string, password = PASSWORD, code?: string, ip = '127.0.0.1') =>
  access.signing.signIn({ user, password, code }, asking({ method: 'POST', ip }))
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
    expect((await refusalOf(signIn('lanh.dao'))).code).toBe('IOC_SIGN_IN_LOCKED')
  })

  it('is nothing for a link, which has no account', async () => {
    const cookie = await trial.byLink('operator')
    await expect(access.signing.stepUp({ password: PASSWORD }, withCookie(cookie))).rejects.toThrow('no account')
  })
})
