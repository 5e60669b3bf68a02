import { beforeEach, describe, expect, it } from 'vitest'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { createSetClock, type SetClock } from '../clock.ts'
import type { Access, Asking } from './access.ts'
import { openAccess } from './open-access.ts'

const TOKEN = 'Zq8vT2'.repeat(6)
const LOCAL = 'Lk7uP0'.repeat(6)
const START = new Date('2026-11-22T01:00:00Z')

const unused = () => Promise.reject(new Error('unused'))

let clock: SetClock
let sample: boolean
let access: Access

beforeEach(() => {
  clock = createSetClock(START)
  sample = false
  access = openAccess({
    store: { transact: unused, head: unused, units: unused },
    secret: TOKEN,
    unitNamed: async (text) => text,
    clock,
    adminToken: TOKEN,
    publicUrl: null,
    host: '127.0.0.1',
    localKey: LOCAL,
    sample: () => sample,
  })
})

function asking(over: Partial<Asking> = {}): Asking {
  const { headers, ...rest } = over
  return {
    id: 'test',
    method: 'GET',
    peer: '127.0.0.1',
    ip: '127.0.0.1',
    queryNames: [],
    headers: { host: '127.0.0.1:8080', ...headers },
    ...rest,
  }
}
const withToken = (token: string) => asking({ headers: { authorization: `Bearer ${token}` } })
const minutesLater = (minutes: number) => new Date(START.getTime() + minutes * 60_000)

function cookieOf(setCookie: string): string {
  return setCookie.split(';')[0] ?? ''
}

describe('a stranger', () => {
  it('is let into nothing but open routes', async () => {
    expect(await access.admit('open', asking())).toBeNull()
    for (const policy of ['wall', 'rows', 'feeds', 'batches', 'upload', 'push', 'operate'] as const) {
      await expect(access.admit(policy, asking())).rejects.toThrow('Sign in first')
    }
  })

  it('hears the same for a wrong key as for none', async () => {
    await expect(access.admit('wall', withToken('wrong'))).rejects.toThrow('Sign in first')
    await expect(access.admit('wall', withToken(TOKEN.slice(1)))).rejects.toThrow('Sign in first')
    await expect(access.admit('wall', asking({ headers: { authorization: 'Basic abc' } }))).rejects.toThrow(
      'Sign in first',
    )
  })

  it('is told when a key stands in the address', async () => {
    await expect(access.admit('open', asking({ queryNames: ['unit', 'access_token'] }))).rejects.toThrow('address')
  })
})

describe('the operator’s token', () => {
  it('opens everything', async () => {
    expect(await access.admit('operate', withToken(TOKEN))).toEqual({
      actor: 'admin-token',
      role: 'operator',
      units: 'all',
      rows: true,
    })
  })

  it('opens a socket too, and a wrong one does not', async () => {
    const { headers } = asking()
    const handshake = { ip: '10.1.1.1', headers }
    expect((await access.scopeOfHandshake({ ...handshake, token: TOKEN }))?.role).toBe('operator')
    expect(await access.scopeOfHandshake({ ...handshake, token: 'no' })).toBeNull()
  })
})

describe('the key of this machine', () => {
  it('opens everything to a straight call, and nothing through a proxy or from elsewhere', async () => {
    expect((await access.admit('operate', withToken(LOCAL)))?.role).toBe('operator')
    const headers = { host: '127.0.0.1:8080', authorization: `Bearer ${LOCAL}` }
    await expect(access.admit('operate', asking({ peer: '192.168.1.20', headers }))).rejects.toThrow('Sign in first')
    const forwarded = { ...headers, 'x-forwarded-for': '203.0.113.9' }
    await expect(access.admit('operate', asking({ headers: forwarded }))).rejects.toThrow('Sign in first')
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
    ['a call through a proxy', { headers: { host: '127.0.0.1:8080', 'x-forwarded-for': '203.0.113.9' } }],
    ['a proxy that sends Forwarded', { headers: { host: '127.0.0.1:8080', forwarded: 'for=203.0.113.9' } }],
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
      expect(await access.scopeOfHandshake({ ip: '127.0.0.1', headers, origin })).toBeNull()
      expect(
        await access.scopeOfHandshake({ ip: '127.0.0.1', headers, origin: 'http://127.0.0.1:8080' }),
      ).not.toBeNull()
    },
  )
})

describe('a sign-in link', () => {
  it('works once', async () => {
    const token = await access.signing.newLink('analyst', SYSTEM_SCOPE)
    const { cookie, role } = await access.signing.signIn({ token }, asking())
    expect(role).toBe('analyst')
    expect(cookie).toMatch(/^ioc_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200$/)
    expect((await access.admit('rows', asking({ headers: { cookie: cookieOf(cookie) } })))?.role).toBe('analyst')
    await expect(access.signing.signIn({ token }, asking())).rejects.toThrow('failed')
  })

  it('works for 15 minutes', async () => {
    const [early, late] = [
      await access.signing.newLink('leader', SYSTEM_SCOPE),
      await access.signing.newLink('leader', SYSTEM_SCOPE),
    ]
    clock.set(minutesLater(15))
    expect((await access.signing.signIn({ token: early }, asking())).role).toBe('leader')
    clock.set(minutesLater(15.1))
    await expect(access.signing.signIn({ token: late }, asking())).rejects.toThrow('failed')
  })

  it('cannot be guessed at leisure: ten failures close the door for 15 minutes', async () => {
    const token = await access.signing.newLink('leader', SYSTEM_SCOPE)
    for (let turn = 0; turn < 10; turn++)
      await expect(access.signing.signIn({ token: 'guess' }, asking())).rejects.toThrow('failed')
    await expect(access.signing.signIn({ token }, asking())).rejects.toThrow('Too many')
    expect((await access.signing.signIn({ token }, asking({ ip: '192.0.2.7' }))).role).toBe('leader')
    clock.set(minutesLater(15.1))
    await expect(access.signing.signIn({ token: 'guess' }, asking())).rejects.toThrow('failed')
  })
})

describe('a session', () => {
  it('ends after 12 hours and at sign-out', async () => {
    const one = cookieOf(
      (await access.signing.signIn({ token: await access.signing.newLink('operator', SYSTEM_SCOPE) }, asking())).cookie,
    )
    const two = cookieOf(
      (await access.signing.signIn({ token: await access.signing.newLink('operator', SYSTEM_SCOPE) }, asking())).cookie,
    )
    await access.signing.signOut(asking({ headers: { cookie: one } }))
    await expect(access.admit('wall', asking({ headers: { cookie: one } }))).rejects.toThrow('Sign in first')
    expect(await access.admit('wall', asking({ headers: { cookie: two } }))).not.toBeNull()
    clock.set(minutesLater(12 * 60 + 1))
    await expect(access.admit('wall', asking({ headers: { cookie: two } }))).rejects.toThrow('Sign in first')
  })

  it('is none when two cookies bear its name', async () => {
    const cookie = cookieOf(
      (await access.signing.signIn({ token: await access.signing.newLink('operator', SYSTEM_SCOPE) }, asking())).cookie,
    )
    const headers = { cookie: `${cookie}; ioc_session=planted` }
    await expect(access.admit('wall', asking({ headers }))).rejects.toThrow('Sign in first')
  })

  it.each([
    ['a form of another site', { 'sec-fetch-site': 'cross-site' }, false],
    ['a sister site', { 'sec-fetch-site': 'same-site' }, false],
    ['an old browser on another page', { origin: 'http://evil.example' }, false],
    ['a call that does not say', {}, false],
    ['its own page', { 'sec-fetch-site': 'same-origin' }, true],
    ['its own page in an old browser', { origin: 'http://127.0.0.1:8080' }, true],
  ])('writes for %s: %j → %s', async (_, said, allowed) => {
    const cookie = cookieOf(
      (await access.signing.signIn({ token: await access.signing.newLink('operator', SYSTEM_SCOPE) }, asking())).cookie,
    )
    const post = asking({ method: 'POST', headers: { host: '127.0.0.1:8080', cookie, ...said } })
    if (allowed) expect((await access.admit('upload', post))?.role).toBe('operator')
    else await expect(access.admit('upload', post)).rejects.toThrow('another site')
  })

  it('of a leader uploads nothing', async () => {
    const cookie = cookieOf(
      (await access.signing.signIn({ token: await access.signing.newLink('leader', SYSTEM_SCOPE) }, asking())).cookie,
    )
    const post = asking({
      method: 'POST',
      headers: { host: '127.0.0.1:8080', cookie, 'sec-fetch-site': 'same-origin' },
    })
    await expect(access.admit('upload', post)).rejects.toThrow('may not')
  })
})
