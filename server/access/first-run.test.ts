import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Scope } from '../../shared/roles.ts'
import {
  type AccessTrial,
  ADMIN_TOKEN,
  asking,
  cookieOf,
  openAccessTrial,
  PASSWORD,
  withCookie,
  withToken,
} from '../test/access-trial.ts'
import type { Access } from './access.ts'

let trial: AccessTrial
let access: Access
beforeEach(async () => {
  trial = await openAccessTrial()
  access = trial.access
})
afterEach(() => trial.end())

const FIRST = { user: 'quan.tri', name: 'Trần Thị Bưởi', password: PASSWORD }
const local: Scope = { actor: 'local', role: 'operator', units: 'all', rows: true }

describe('the first run', () => {
  it('makes one operator, signs him in and asks for a second factor', async () => {
    const link = await trial.byLink('operator')
    const scope = await access.admit('session', withCookie(link))
    expect((await access.standing(withCookie(link), scope!)).needs).toBe('setup')
    const cookie = cookieOf((await access.signing.setUp(FIRST, withCookie(link))).cookie)
    const own = await access.admit('session', withCookie(cookie))
    expect(await access.standing(withCookie(cookie), own!)).toMatchObject({
      name: 'Trần Thị Bưởi',
      needs: 'totp',
      account: true,
    })
    await expect(access.admit('admin', withCookie(cookie))).rejects.toThrow('not finished')
  })

  it('is over for good afterwards, for everybody', async () => {
    const link = await trial.byLink('operator')
    await access.signing.setUp(FIRST, withCookie(link))
    const again = { ...FIRST, user: 'thu.hai' }
    for (const asked of [withCookie(link), withToken(ADMIN_TOKEN), asking()]) {
      await expect(access.admit('setup', { ...asked, method: 'POST' })).rejects.toThrow('nothing at this address')
      await expect(access.signing.setUp(again, asked)).rejects.toThrow('nothing at this address')
    }
    expect(await trial.another().signing.isFirstRun()).toBe(false)
  })

  it('ends what other links of operators had opened, and those that were not opened yet', async () => {
    const [one, two] = [await trial.byLink('operator'), await trial.byLink('operator')]
    const unopened = await access.signing.newLink('operator', local)
    await access.signing.setUp(FIRST, withCookie(one))
    for (const cookie of [one, two]) await expect(access.admit('wall', withCookie(cookie))).rejects.toThrow('Sign in')
    await expect(access.signing.signIn({ token: unopened }, asking())).rejects.toThrow('failed')
  })

  it('makes exactly one operator when two set up at once', async () => {
    const links = await Promise.all([1, 2, 3, 4].map(() => trial.byLink('operator')))
    const done = await Promise.allSettled(
      links.map((link, i) => access.signing.setUp({ ...FIRST, user: `quan.tri.${i}` }, withCookie(link))),
    )
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await trial.ledger.transact((sql) => sql.query('select id from people'))).toHaveLength(1)
  })

  it('is no business of a leader', async () => {
    const link = await trial.byLink('leader')
    await expect(access.signing.setUp(FIRST, withCookie(link))).rejects.toThrow('may not')
  })

  it('takes no weak password and no reserved name', async () => {
    const link = withCookie(await trial.byLink('operator'))
    await expect(access.signing.setUp({ ...FIRST, password: 'quantri123456' }, link)).rejects.toThrow('too weak')
    await expect(access.signing.setUp({ ...FIRST, user: 'admin' }, link)).rejects.toThrow('taken')
    expect(await access.signing.isFirstRun()).toBe(true)
  })

  it('is written down with who came over which link', async () => {
    await access.signing.setUp(FIRST, withCookie(await trial.byLink('operator')))
    const lines = (await trial.audit()).map(({ action, actor }) => `${action} ${actor}`)
    expect(lines).toEqual([
      'link.issued local',
      'session.opened link:operator',
      'person.created link:operator',
      'session.opened quan.tri',
    ])
  })
})

describe('a sign-in link after the first run', () => {
  it('comes from this machine or an operator, not from another link', async () => {
    await access.signing.setUp(FIRST, withToken(ADMIN_TOKEN))
    const token = await access.signing.newLink('operator', local)
    const cookie = cookieOf((await access.signing.signIn({ token }, asking())).cookie)
    const scope = await access.admit('session', withCookie(cookie))
    await expect(access.signing.newLink('operator', scope!)).rejects.toThrow('may not')
    const byPerson = { ...local, actor: 'quan.tri' }
    expect(await access.signing.newLink('leader', byPerson)).toMatch(/^[\w-]{43}$/)
  })
})
