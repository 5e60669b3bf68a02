import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type AccessTrial,
  asking,
  cookieOf,
  openAccessTrial,
  PASSWORD,
  refusalOf,
  withCookie,
} from '../test/access-trial.ts'
import type { Access } from './access.ts'

let trial: AccessTrial
let access: Access

beforeAll(async () => {
  trial = await openAccessTrial()
  access = trial.access
  await trial.addPerson({ user: 'lanh.dao', role: 'leader' })
  await trial.addPerson({ user: 'da.nghi', role: 'leader' })
  await trial.ledger.transact((sql) => sql.query(`update people set disabled_at = now() where id = 'da.nghi'`))
})
afterAll(() => trial.end())
beforeEach(() => trial.forgive())

const signIn = (user: string, password = PASSWORD, code?: string, ip = '127.0.0.1') =>
  access.signing.signIn({ user, password, code }, asking({ method: 'POST', ip }))
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
    expect(await refusalOf(access.signing.accept({ token, password: 'matkhau2026!' }, asking()))).toMatchObject({
      code: 'IOC_PASSWORD_WEAK',
      at: { rule: 'common' },
    })
    expect((await access.signing.accept({ token, password: PASSWORD }, asking())).role).toBe('leader')
  })

  it('is not a way round the second factor', async () => {
    const person = await trial.addPerson({ user: 'quen.mk', role: 'officer', totp: true })
    const token = await trial.invite(person.user)
    const next = 'cầu Cần Thơ dài 2750 mét'
    expect((await refusalOf(access.signing.accept({ token, password: next }, asking()))).code).toBe('IOC_CODE_NEEDED')
    expect((await signIn(person.user, next, person.code())).role).toBe('officer')
  })

  it('ends the sessions that the person had', async () => {
    const before = cookieOf((await signIn('lanh.dao')).cookie)
    await access.signing.accept({ token: await trial.invite('lanh.dao'), password: PASSWORD }, asking())
    await expect(access.admit('wall', withCookie(before))).rejects.toThrow('Sign in first')
  })

  it('is worth nothing to somebody who was disabled', async () => {
    const token = await trial.invite('da.nghi')
    await expect(access.signing.accept({ token, password: PASSWORD }, asking())).rejects.toThrow('failed')
  })
})
