import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { type AccessTrial, openAccessTrial } from '../test/access-trial.ts'
import { type Described, followPerson, toUser } from './oidc-person.ts'
import { openSession } from './sessions.ts'

let trial: AccessTrial
beforeAll(async () => {
  trial = await openAccessTrial()
})
afterAll(() => trial.end())

const SSO = 'https://sso.tinh.example'
const follow = (given: Partial<Described>) => {
  const described: Described = {
    issuer: SSO,
    subject: 's-1',
    user: 'an',
    name: 'An',
    role: 'analyst',
    unit: null,
    ...given,
  }
  return trial.ledger.transact((sql, record) => followPerson(sql, record, described, SYSTEM_SCOPE, trial.clock.now()))
}
const userOf = async (given: Partial<Described>) => (await follow(given)).person.user

describe('a person of the provider', () => {
  it('is made once, also when he comes from two browsers at once', async () => {
    const both = await Promise.all([follow({ subject: 's-2' }), follow({ subject: 's-2' }), follow({ subject: 's-2' })])
    expect(new Set(both.map(({ person }) => person.id)).size).toBe(1)
  })

  it('is another one at another provider', async () => {
    const here = await follow({ subject: 's-3' })
    const there = await follow({ subject: 's-3', issuer: 'https://sso.khac.example' })
    expect(there.person.id).not.toBe(here.person.id)
  })

  it('gets a name that nobody has or had, however many are called like him', async () => {
    const users: string[] = []
    for (let n = 0; n < 12; n++) users.push(await userOf({ subject: `same-${n}`, user: 'giong.nhau' }))
    expect(users.slice(0, 3)).toEqual(['giong.nhau', 'giong.nhau-2', 'giong.nhau-3'])
    expect(new Set(users).size).toBe(12)
    for (const user of users) expect(user).toMatch(/^[a-z][a-z0-9._-]{1,39}$/)
  })

  it('ends the links of operators when he is one', async () => {
    const openLinks = (role: string) =>
      trial.ledger.transact((sql) =>
        sql.query(`select 1 from sessions where person is null and role = $1 and ended_at is null`, [role]),
      )
    const asking = { ip: '192.0.2.1', headers: {} }
    for (const role of ['operator', 'leader'] as const) {
      const link = { person: null, role, how: 'link', needs: null } as const
      await trial.ledger.transact((sql) => openSession(sql, link, asking, trial.clock.now()))
    }
    await follow({ subject: 's-5', user: 'quan.tri' })
    expect(await openLinks('operator')).toHaveLength(1)
    await follow({ subject: 's-6', user: 'truong.phong', role: 'operator' })
    expect(await openLinks('operator')).toHaveLength(0)
    expect(await openLinks('leader')).toHaveLength(1)
  })

  it('is called as the provider says now, without signs that could forge a line', async () => {
    await follow({ subject: 's-4', name: 'Cũ' })
    expect((await follow({ subject: 's-4', name: 'Mới\u202e\nquản trị' })).person.name).toBe('Mới quản trị')
    expect((await follow({ subject: 's-4', name: undefined })).person.name).toBe('Mới quản trị')
    expect([...(await follow({ subject: 's-4', name: 'Ễ'.repeat(500) })).person.name]).toHaveLength(120)
  })
})

describe('a user name of the provider', () => {
  it.each([
    ['nguyen.van.a', 'nguyen.van.a'],
    ['Nguyễn Đức Ễnh', 'nguyen-duc-enh'],
    ['le.b@cantho.example', 'le.b'],
    ['CANTHO\\tran.c', 'cantho-tran.c'],
    ['079123456789', 'u079123456789'],
    ['_x_', 'nguoi-dung-x'],
    ['@evil', 'nguoi-dung'],
    ['', 'nguoi-dung'],
    ['a'.repeat(200), 'a'.repeat(32)],
    ['link:operator', 'link-operator'],
    ['../../etc', 'etc'],
  ])('%s is written %s', (given, user) => {
    expect(toUser(given)).toBe(user)
    expect(user).toMatch(/^[a-z][a-z0-9._-]{1,39}$/)
  })
})
