import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type AccessTrial,
  ADMIN_TOKEN,
  asking,
  cookieOf,
  LOCAL_KEY,
  openAccessTrial,
  withCookie,
  withToken,
} from '../test/access-trial.ts'
import type { Access } from './access.ts'

let sample = false
let trial: AccessTrial
let access: Access

beforeAll(async () => {
  trial = await openAccessTrial({ sample: () => sample })
  access = trial.access
})
afterAll(() => trial.end())
beforeEach(() => {
  sample = false
})

describe('a stranger', () => {
  it('is let into nothing but open routes', async () => {
    expect(await access.admit('open', asking())).toBeNull()
    for (const policy of ['wall', 'rows', 'feeds', 'batches', 'upload', 'push', 'operate', 'admin', 'setup'] as const)
      await expect(access.admit(policy, asking())).rejects.toThrow('Sign in first')
  })

  it('hears the same for a wrong key as for none', async () => {
    for (const wrong of ['wrong', ADMIN_TOKEN.slice(1), `tck_abcdefgh_${'a'.repeat(43)}`])
      await expect(access.admit('wall', withToken(wrong))).rejects.toThrow('Sign in first')
    const basic = asking({ headers: { authorization: 'Basic abc' } })
    await expect(access.admit('wall', basic)).rejects.toThrow('Sign in first')
  })

  it('is told when a key stands in the address', async () => {
    const asked = asking({ queryNames: ['unit', 'access_token'] })
    await expect(access.admit('open', asked)).rejects.toThrow('address')
  })
})

describe('the operator’s token', () => {
  it('opens everything, also what asks for a password shown lately', async () => {
    expect(await access.admit('admin', withToken(ADMIN_TOKEN, { method: 'POST' }))).toEqual({
      actor: 'admin-token',
      role: 'operator',
      units: 'all',
      rows: true,
      origin: { ip: '127.0.0.1', request: 'trial' },
    })
  })

  it('opens a socket too, and a wrong one does not', async () => {
    const handshake = { ip: '10.1.1.1', headers: asking().headers }
    expect((await access.scopeOfHandshake({ ...handshake, token: ADMIN_TOKEN }))?.role).toBe('operator')
    expect(await access.scopeOfHandshake({ ...handshake, token: 'no' })).toBeNull()
  })
})

describe('the key of this machine', () => {
  it('opens everything to a straight call, and nothing through a proxy or from elsewhere', async () => {
    expect((await access.admit('operate', withToken(LOCAL_KEY)))?.role).toBe('operator')
    const elsewhere = withToken(LOCAL_KEY, { peer: '192.168.1.20' })
    await expect(access.admit('operate', elsewhere)).rejects.toThrow('Sign in first')
    const forwarded = withToken(LOCAL_KEY, { headers: { 'x-forwarded-for': '203.0.113.9' } })
    await expect(access.admit('operate', forwarded)).rejects.toThrow('Sign in first')
  })

  it('opens no socket', async () => {
    const { headers } = asking()
    expect(await access.scopeOfHandshake({ ip: '127.0.0.1', headers, token: LOCAL_KEY })).toBeNull()
  })
})

describe('the sample wall', () => {
  beforeEach(() => {
    sample = true
  })

  it('is open to this machine, without rows', async () => {
    expect(await access.admit('wall', asking())).toMatchObject({ role: 'screen', rows: false })
    await expect(access.admit('rows', asking())).rejects.toThrow('Sign in first')
  })

  it.each([
    ['another machine', { peer: '192.168.1.20', ip: '192.168.1.20' }],
    ['a call through a proxy', { headers: { 'x-forwarded-for': '203.0.113.9' } }],
    ['a proxy that sends Forwarded', { headers: { forwarded: 'for=203.0.113.9' } }],
  ])('is closed to %s', async (_, over) => {
    await expect(access.admit('wall', asking(over))).rejects.toThrow('Sign in first')
  })

  it('is closed to a page whose name was pointed at this machine', async () => {
    await expect(access.admit('wall', asking({ headers: { host: 'evil.example:8080' } }))).rejects.toThrow('host')
  })

  it.each(['http://evil.example', 'null', 'http://127.0.0.1:8080.evil.example'])(
    'gives no socket to a page of %s',
    async (origin) => {
      const { headers } = asking()
      const own = 'http://127.0.0.1:8080'
      expect(await access.scopeOfHandshake({ ip: '127.0.0.1', headers, origin })).toBeNull()
      expect(await access.scopeOfHandshake({ ip: '127.0.0.1', headers, origin: own })).not.toBeNull()
    },
  )
})

describe('a page with a session', () => {
  it.each([
    ['a form of another site', { 'sec-fetch-site': 'cross-site' }, 'another site'],
    ['a sister site', { 'sec-fetch-site': 'same-site' }, 'another site'],
    ['an address typed by hand', { 'sec-fetch-site': 'none' }, 'another site'],
    ['an old browser on another page', { origin: 'http://evil.example' }, 'another site'],
    ['a call that does not say', {}, 'another site'],
    ['its own page', { 'sec-fetch-site': 'same-origin' }, null],
    ['its own page in an old browser', { origin: 'http://127.0.0.1:8080' }, null],
  ])('writes for %s: %j → %s', async (_, said, refused) => {
    const cookie = await trial.byLink('operator')
    const { csrf } = await access.standing(withCookie(cookie), (await access.admit('session', withCookie(cookie)))!)
    const post = asking({ method: 'POST', headers: { cookie, 'x-csrf-token': csrf!, ...said } })
    if (refused === null) expect((await access.admit('upload', post))?.role).toBe('operator')
    else await expect(access.admit('upload', post)).rejects.toThrow(refused)
  })

  it('writes only with the token of that very session', async () => {
    const [one, two] = [await trial.byLink('officer'), await trial.byLink('officer')]
    const csrfOf = async (cookie: string) =>
      (await access.standing(withCookie(cookie), (await access.admit('session', withCookie(cookie)))!)).csrf!
    const post = (headers: Record<string, string>) => withCookie(one, { method: 'POST', headers })
    await expect(access.admit('upload', post({}))).rejects.toThrow('CSRF')
    await expect(access.admit('upload', post({ 'x-csrf-token': '' }))).rejects.toThrow('CSRF')
    await expect(access.admit('upload', post({ 'x-csrf-token': await csrfOf(two) }))).rejects.toThrow('CSRF')
    expect((await access.admit('upload', post({ 'x-csrf-token': await csrfOf(one) })))?.role).toBe('officer')
  })

  it('reads by POST, and looks, without one', async () => {
    const cookie = await trial.byLink('leader')
    expect((await access.admit('wall', withCookie(cookie, { method: 'POST' })))?.role).toBe('leader')
    expect((await access.admit('feeds', withCookie(cookie)))?.role).toBe('leader')
  })

  it('does what its role may, and nothing else', async () => {
    const cookie = await trial.byLink('leader')
    await expect(access.admit('batches', withCookie(cookie))).rejects.toThrow('may not')
  })

  it('changes rights only while a password was shown lately; a link counts for an hour', async () => {
    const cookie = await trial.byLink('operator')
    const { csrf } = await access.standing(withCookie(cookie), (await access.admit('session', withCookie(cookie)))!)
    const post = () => access.admit('admin', withCookie(cookie, { method: 'POST', headers: { 'x-csrf-token': csrf! } }))
    expect((await post())?.role).toBe('operator')
    for (const minutes of [29, 29]) {
      trial.minutesLater(minutes)
      await access.admit('session', withCookie(cookie))
    }
    expect((await post())?.role).toBe('operator')
    trial.minutesLater(2)
    await expect(post()).rejects.toThrow('again')
    expect((await access.admit('admin', withCookie(cookie)))?.role).toBe('operator')
  })
})

describe('who belongs to the unit of the installation', () => {
  it('sees everything; others see their unit', async () => {
    const home = trial.another({ home: async () => 'area:91' })
    await trial.addPerson({ user: 'cua.tinh', role: 'leader', unit: 'area:91' })
    await trial.addPerson({ user: 'cua.xa', role: 'leader', unit: 'area:30505' })
    const unitsOf = async (user: string) => {
      const { cookie } = await home.signing.signIn({ user, password: 'sông Hậu nước lớn 12 lần' }, asking())
      return (await home.admit('session', withCookie(cookieOf(cookie))))?.units
    }
    expect([await unitsOf('cua.tinh'), await unitsOf('cua.xa')]).toEqual(['all', ['area:30505']])
  })
})
