import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type AccessTrial,
  asking,
  cookieOf,
  openAccessTrial,
  PASSWORD,
  type TrialPerson,
  until,
  withCookie,
} from '../test/access-trial.ts'
import { endSessions } from './end-sessions.ts'
import { moveRights } from './store.ts'

let trial: AccessTrial
let officer: TrialPerson
beforeAll(async () => {
  trial = await openAccessTrial()
  officer = await trial.addPerson({ user: 'can.bo', role: 'officer', totp: true })
  await trial.addPerson({ user: 'lanh.dao', role: 'leader' })
})
afterAll(() => trial.end())

const signIn = async (user: string, code?: string) => {
  const given = { user, password: PASSWORD, code }
  return cookieOf((await trial.access.signing.signIn(given, asking())).cookie)
}
const officerCookie = () => {
  trial.minutesLater(2)
  return signIn('can.bo', officer.code())
}
const look = (cookie: string, access = trial.access) => access.admit('wall', withCookie(cookie))
const socketOf = (cookie: string, access = trial.access) =>
  access.scopeOfHandshake({
    cookie,
    ip: '127.0.0.1',
    headers: asking().headers,
    origin: 'http://127.0.0.1:8080',
  })
const isDead = (cookie: string, access = trial.access) =>
  look(cookie, access).then(
    () => false,
    () => true,
  )

describe('a session', () => {
  it('ends after 12 hours, however busy it is', async () => {
    const cookie = await signIn('lanh.dao')
    trial.minutesLater(11 * 60 + 59)
    expect(await look(cookie)).not.toBeNull()
    trial.minutesLater(1)
    await expect(look(cookie)).rejects.toThrow('Sign in first')
    expect(await socketOf(cookie)).toBeNull()
  })

  it('of an officer ends after 30 minutes without a call, that of a leader does not', async () => {
    const [officers, leaders] = [await officerCookie(), await signIn('lanh.dao')]
    for (let turn = 0; turn < 4; turn++) {
      trial.minutesLater(29)
      expect((await look(officers))?.role).toBe('officer')
    }
    trial.minutesLater(30)
    await expect(look(officers)).rejects.toThrow('Sign in first')
    expect((await look(leaders))?.role).toBe('leader')
  })

  it('is not kept from becoming idle by a socket', async () => {
    const cookie = await officerCookie()
    trial.minutesLater(20)
    expect(await socketOf(cookie)).not.toBeNull()
    trial.minutesLater(10)
    expect(await socketOf(cookie)).toBeNull()
  })

  it('that is used on one server is not idle on another', async () => {
    const cookie = await officerCookie()
    const other = trial.another()
    expect(await look(cookie, other)).not.toBeNull()
    trial.minutesLater(29.5)
    // Remembered there as of half an hour ago; a socket does not count as a use.
    expect(await socketOf(cookie, other)).not.toBeNull()
    expect(await look(cookie)).not.toBeNull()
    trial.minutesLater(0.6)
    expect(await socketOf(cookie, other)).not.toBeNull()
  })

  it('lives on when the server starts again', async () => {
    const cookie = await signIn('lanh.dao')
    expect((await look(cookie, trial.another()))?.actor).toBe('lanh.dao')
  })

  it('ends at sign-out, and no other of that person', async () => {
    const [one, two] = [await signIn('lanh.dao'), await signIn('lanh.dao')]
    const forget = await trial.access.signing.signOut(withCookie(one))
    expect(forget).toBe('ioc_session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0')
    await expect(look(one)).rejects.toThrow('Sign in first')
    expect(await look(two)).not.toBeNull()
  })

  it.each([
    ['an altered cookie', (cookie: string) => `${cookie.slice(0, -1)}${cookie.endsWith('A') ? 'B' : 'A'}`],
    ['two cookies of its name', (cookie: string) => `${cookie}; ioc_session=planted`],
    ['the name of another kind', (cookie: string) => cookie.replace('ioc_session', 'ioc_screen')],
    ['what the database keeps', () => 'ioc_session=kept'],
  ])('is none with %s', async (_, change) => {
    const kept = await trial.ledger.transact((sql) => sql.query<{ id: string }>('select id from sessions limit 1'))
    const cookie = change(await signIn('lanh.dao')).replace('kept', kept[0]!.id)
    await expect(look(cookie)).rejects.toThrow('Sign in first')
  })

  it('is forgotten 30 days after its end', async () => {
    await signIn('lanh.dao')
    trial.minutesLater(30 * 24 * 60 + 12 * 60 + 1)
    await signIn('lanh.dao')
    const kept = await trial.ledger.transact((sql) => sql.query('select id from sessions'))
    expect(kept).toHaveLength(1)
  })
})

describe('the cookie of a session', () => {
  it('goes to this host alone, and to no script', async () => {
    const { cookie } = await trial.access.signing.signIn({ user: 'lanh.dao', password: PASSWORD }, asking())
    expect(cookie).toMatch(/^ioc_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200$/)
  })

  it('under https goes over https alone, and nobody else can plant it', async () => {
    const https = trial.another({ publicUrl: 'https://ioc.example.vn' })
    const { cookie } = await https.signing.signIn({ user: 'lanh.dao', password: PASSWORD }, asking())
    expect(cookie).toMatch(/^__Host-ioc_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200; Secure$/)
    expect(await look(cookieOf(cookie), https)).not.toBeNull()
    await expect(look(cookieOf(cookie).replace('__Host-', ''), https)).rejects.toThrow('Sign in first')
  })
})

describe('rights that move', () => {
  it('on one server end sessions and sockets there at once, and on another within a look', async () => {
    const other = trial.another()
    let heard = 0
    other.onChange(() => {
      heard += 1
    })
    const cookie = await signIn('lanh.dao')
    expect([await isDead(cookie), await isDead(cookie, other)]).toEqual([false, false])
    await trial.access.people.endSessions('lanh.dao', {
      actor: 'local',
      role: 'operator',
      units: 'all',
      rows: true,
    })
    expect([await isDead(cookie), await socketOf(cookie)]).toEqual([true, null])
    await until(() => isDead(cookie, other))
    expect(await socketOf(cookie, other)).toBeNull()
    expect(heard).toBeGreaterThan(0)
  })

  it.each([
    ['disabled', 'update people set disabled_at = now() where id = $1'],
    ['given another role', `update people set role = 'analyst' where id = $1`],
  ])('end the session of somebody who was %s', async (what, statement) => {
    const { user } = await trial.addPerson({ user: `mat.quyen.${what.length}`, role: 'leader' })
    const cookie = await signIn(user)
    expect(await isDead(cookie)).toBe(false)
    // As another server does it: this one only sees that rights have moved.
    await trial.ledger.transact(async (sql) => {
      await sql.query(statement, [user])
      await moveRights(sql)
    })
    await until(() => isDead(cookie))
  })

  it('give the new unit of somebody whose unit was changed', async () => {
    const { user } = await trial.addPerson({ user: 'doi.don.vi', role: 'leader', unit: 'area:1' })
    const cookie = await signIn(user)
    expect((await look(cookie))?.units).toEqual(['area:1'])
    await trial.ledger.transact(async (sql) => {
      await sql.query(`update people set unit = 'area:2' where id = $1`, [user])
      await moveRights(sql)
    })
    await until(async () => (await look(cookie))?.units[0] === 'area:2')
  })

  it('are not outlived by a session that was looked up while they moved', async () => {
    const { user } = await trial.addPerson({ user: 'dung.luc', role: 'leader' })
    const cookie = await signIn(user)
    const ending = trial.ledger.transact((sql) => endSessions(sql, { person: user }, trial.clock.now()))
    await Promise.all([ending, ...Array.from({ length: 20 }, () => isDead(cookie))])
    await until(() => isDead(cookie))
  })
})
