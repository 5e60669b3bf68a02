import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ApproveScreen } from '../../shared/access.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { type City, openCity } from '../test/city.ts'
import type { Asking } from './access.ts'
import { createScreens, type ScreenDesk } from './screens.ts'

const START = '2026-11-22T01:00:00Z'
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const BY = { ...SYSTEM_SCOPE, actor: 'chi-lan' }
const IP = '10.1.2.3'

let city: City
let screens: ScreenDesk

beforeAll(async () => {
  city = await openCity(START)
  screens = open()
})
afterAll(() => city.end())
/** Every test begins with nobody waiting. */
beforeEach(() => later(11 * MINUTE_MS))

const open = (cookie = { name: 'ioc_screen', secure: false }) =>
  createScreens({
    store: city.ledger,
    clock: city.clock,
    secret: 'a secret of at least thirty-two characters',
    unitNamed: async (text) => text,
    cookie,
  })
const later = (ms: number) => city.clock.set(new Date(city.clock.now().getTime() + ms))
const asking = (ip = IP): Asking => ({ id: 'r', method: 'POST', peer: ip, ip, headers: {}, queryNames: [] })
const tokenIn = (cookie: string | undefined) => /^[^=]+=([^;]*)/.exec(cookie ?? '')?.[1] ?? ''
const given = (code: string, over: Partial<ApproveScreen> = {}) => ({
  code,
  title: 'Sảnh một cửa',
  public: false,
  ...over,
})
const audited = async (action: string) => (await city.ledger.audit.page({ action, limit: 100 })).lines
/** Opens as many connections as a race needs: the first caller would else be done before the others have one. */
const warm = () =>
  Promise.all(Array.from({ length: 8 }, () => city.ledger.transact((sql) => sql.query('select pg_sleep(0.1)'))))

/** A display that was let in. */
async function pair(over: Partial<ApproveScreen> = {}): Promise<{ id: string; token: string }> {
  const { code, ticket } = await screens.ask(asking())
  const { id } = await screens.approve(given(code, over), BY)
  return { id, token: tokenIn((await screens.claim(ticket, asking()))?.cookie) }
}

describe('a display that asks to be let in', () => {
  it('shows eight characters that cannot be mistaken, and holds a ticket of 256 bits', async () => {
    for (let i = 0; i < 40; i += 1) {
      const { code, ticket, until } = await screens.ask(asking())
      expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$/)
      expect(ticket).toMatch(/^[A-Za-z0-9_-]{43}$/)
      expect(Date.parse(until) - city.clock.now().getTime()).toBe(10 * MINUTE_MS)
      later(11 * MINUTE_MS)
    }
  })

  it('leaves neither code nor ticket in the database', async () => {
    const { code, ticket } = await screens.ask(asking())
    const [row] = await city.ledger.transact((sql) =>
      sql.query<{ all: string }>('select p::text as all from pairings p'),
    )
    expect(row?.all).not.toContain(ticket)
    expect(row?.all).not.toContain(code.replace('-', ''))
  })

  it('waits until somebody lets it in, then gets its token once', async () => {
    const { code, ticket } = await screens.ask(asking())
    expect(await screens.claim(ticket, asking())).toBeNull()
    await screens.approve(given(code), BY)
    expect((await screens.claim(ticket, asking()))?.cookie).toMatch(
      /^ioc_screen=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=34560000$/,
    )
    await expect(screens.claim(ticket, asking())).rejects.toMatchObject({ code: 'IOC_PAIRING_OVER' })
  })

  it('keeps its token to https and to this host where there is https', async () => {
    const safe = open({ name: '__Host-ioc_screen', secure: true })
    const { code, ticket } = await safe.ask(asking())
    await safe.approve(given(code), BY)
    expect((await safe.claim(ticket, asking()))?.cookie).toMatch(
      /^__Host-ioc_screen=.+; Path=\/; HttpOnly; .+; Secure$/,
    )
  })

  it('is too late after ten minutes', async () => {
    const { code, ticket } = await screens.ask(asking())
    later(10 * MINUTE_MS - 1)
    expect(await screens.claim(ticket, asking())).toBeNull()
    later(1)
    await expect(screens.approve(given(code), BY)).rejects.toMatchObject({ code: 'IOC_PAIRING_UNKNOWN' })
    await expect(screens.claim(ticket, asking())).rejects.toMatchObject({ code: 'IOC_PAIRING_OVER' })
  })

  it('that was let in at the last moment still gets its token', async () => {
    const { code, ticket } = await screens.ask(asking())
    later(10 * MINUTE_MS - 1)
    await screens.approve(given(code), BY)
    later(MINUTE_MS)
    expect(await screens.claim(ticket, asking())).not.toBeNull()
  })

  it('is one of three of its network', async () => {
    for (const ip of ['2001:db8::1', '2001:db8::2', '2001:db8::3']) await screens.ask(asking(ip))
    await expect(screens.ask(asking('2001:db8:0:0:9::4'))).rejects.toMatchObject({
      code: 'IOC_TOO_MANY_REQUESTS',
      retryAfterS: 600,
    })
    await screens.ask(asking('2001:db8:0:1::1'))
  })

  it('is one of twenty in all, also when they ask at the same moment', async () => {
    for (let i = 0; i < 17; i += 1) await screens.ask(asking(`10.0.0.${i}`))
    await warm()
    const asked = await Promise.allSettled(Array.from({ length: 8 }, (_, i) => screens.ask(asking(`10.0.1.${i}`))))
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    later(10 * MINUTE_MS)
    await screens.ask(asking())
  })
})

describe('a code', () => {
  it.each([
    ['small letters', (code: string) => code.toLowerCase()],
    ['no dash', (code: string) => code.replace('-', '')],
    ['blanks', (code: string) => ` ${code.replace('-', ' ')}`],
  ])('may be typed with %s', async (_, typed) => {
    const { code } = await screens.ask(asking())
    expect(await screens.approve(given(typed(code)), BY)).toMatchObject({
      title: 'Sảnh một cửa',
      approvedBy: 'chi-lan',
    })
  })

  it('that no display shows lets nobody in', async () => {
    await expect(screens.approve(given('ABCD-EFGH'), BY)).rejects.toMatchObject({ code: 'IOC_PAIRING_UNKNOWN' })
  })

  it('lets one screen in, however many people type it at the same moment', async () => {
    const { code } = await screens.ask(asking())
    const before = (await screens.list()).length
    await warm()
    const done = await Promise.allSettled(Array.from({ length: 8 }, () => screens.approve(given(code), BY)))
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await screens.list()).length).toBe(before + 1)
  })

  it('gives its token once, however often the display asks at the same moment', async () => {
    const { code, ticket } = await screens.ask(asking())
    await screens.approve(given(code), BY)
    await warm()
    const done = await Promise.allSettled(Array.from({ length: 8 }, () => screens.claim(ticket, asking())))
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})

describe('a screen', () => {
  it('sees figures of its unit, no rows', async () => {
    const { id, token } = await pair({ unit: 'a' })
    const found = await screens.find(token, IP)
    expect(found?.scope).toEqual({ actor: `screen:${id}`, role: 'screen', units: ['a'], rows: false })
    expect(found).toMatchObject({ name: 'Sảnh một cửa', person: null, session: null })
  })

  it('sees everything where no unit was named', async () => {
    const { token } = await pair()
    expect((await screens.find(token, IP))?.scope.units).toBe('all')
  })

  it('sees no count below five where the public looks on', async () => {
    const { token } = await pair({ public: true })
    expect((await screens.find(token, IP))?.scope.suppressBelow).toBe(5)
  })

  it('is not found by another token', async () => {
    const { token } = await pair()
    expect(await screens.find(`${token}x`, IP)).toBeNull()
    expect(await screens.find('', IP)).toBeNull()
  })

  it('says when and where it was seen, to the minute', async () => {
    const { id, token } = await pair()
    const item = async () => (await screens.list()).find((screen) => screen.id === id)
    expect(await item()).toMatchObject({ seenAt: null, seenIp: null })
    const first = city.clock.now().toISOString()
    await screens.find(token, IP)
    later(59_000)
    await screens.find(token, '10.9.9.9')
    expect(await item()).toMatchObject({ seenAt: first, seenIp: IP })
    later(1_000)
    await screens.find(token, '10.9.9.9')
    expect(await item()).toMatchObject({ seenAt: city.clock.now().toISOString(), seenIp: '10.9.9.9' })
  })

  it('is not let in from elsewhere, which the audit says once an hour for each address', async () => {
    const { id, token } = await pair({ ranges: ['10.1.0.0/16'] })
    expect(await screens.find(token, '10.1.0.9')).not.toBeNull()
    for (const ip of ['203.0.113.9', '203.0.113.9', '203.0.113.10']) expect(await screens.find(token, ip)).toBeNull()
    const lines = async () => (await audited('screen.refused')).filter(({ object }) => object?.id === id)
    expect((await lines()).map(({ ip }) => ip)).toEqual(['203.0.113.10', '203.0.113.9'])
    later(60 * MINUTE_MS)
    await screens.find(token, '203.0.113.9')
    expect(await lines()).toHaveLength(3)
  })

  it('cannot fill the audit from many addresses', async () => {
    const { id, token } = await pair({ ranges: ['10.1.0.0/16'] })
    for (let i = 0; i < 30; i += 1) await screens.find(token, `198.51.100.${i}`)
    expect((await audited('screen.refused')).filter(({ object }) => object?.id === id)).toHaveLength(20)
  })

  it('is over once it is revoked', async () => {
    const { id, token } = await pair()
    await screens.revoke(id, BY)
    expect(await screens.find(token, IP)).toBeNull()
    await expect(screens.revoke(id, BY)).rejects.toMatchObject({ code: 'IOC_SCREEN_UNKNOWN' })
    await expect(screens.change(id, { title: 'x' }, BY)).rejects.toMatchObject({ code: 'IOC_SCREEN_UNKNOWN' })
  })

  it('that was revoked before it fetched its token gets none', async () => {
    const { code, ticket } = await screens.ask(asking())
    const { id } = await screens.approve(given(code), BY)
    await screens.revoke(id, BY)
    await expect(screens.claim(ticket, asking())).rejects.toMatchObject({ code: 'IOC_PAIRING_OVER' })
  })

  it('is changed at once, and only in what was said', async () => {
    const { id, token } = await pair({ unit: 'a', ranges: ['10.1.0.0/16'] })
    const changed = await screens.change(id, { public: true, unit: null }, BY)
    expect(changed).toMatchObject({ title: 'Sảnh một cửa', unit: null, public: true, ranges: ['10.1.0.0/16'] })
    expect((await screens.find(token, IP))?.scope).toMatchObject({ units: 'all', suppressBelow: 5 })
  })

  it.each([
    ['change', (id: string) => screens.change(id, { public: true }, BY)],
    ['revoke', (id: string) => screens.revoke(id, BY)],
  ])('moves rights by its %s, so that no server remembers it', async (_, act) => {
    const version = async () => {
      const [row] = await city.ledger.transact((sql) =>
        sql.query<{ version: number }>('select version from rights_state'),
      )
      return row?.version ?? 0
    }
    const { id } = await pair()
    const before = await version()
    await act(id)
    expect(await version()).toBeGreaterThan(before)
  })
})

describe('the token of a screen', () => {
  it('is renewed after thirty days, and the one before works for another day', async () => {
    const { token } = await pair()
    later(30 * DAY_MS - 1)
    expect(await screens.renew(token)).toBeNull()
    later(1)
    const next = tokenIn((await screens.renew(token)) ?? undefined)
    expect(next).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(await screens.find(next, IP)).not.toBeNull()
    later(DAY_MS - 1)
    expect(await screens.find(token, IP)).not.toBeNull()
    later(1)
    expect(await screens.find(token, IP)).toBeNull()
    expect(await screens.find(next, IP)).not.toBeNull()
  })

  it('is renewed again when the new one never arrived', async () => {
    const { token } = await pair()
    later(31 * DAY_MS)
    const lost = tokenIn((await screens.renew(token)) ?? undefined)
    expect(await screens.renew(token)).toBeNull()
    later(MINUTE_MS)
    const next = tokenIn((await screens.renew(token)) ?? undefined)
    expect(await screens.find(next, IP)).not.toBeNull()
    expect(await screens.find(lost, IP)).toBeNull()
  })

  it('is renewed once, however often it is shown at the same moment', async () => {
    const { token } = await pair()
    later(31 * DAY_MS)
    await warm()
    const renewed = await Promise.all(Array.from({ length: 8 }, () => screens.renew(token)))
    expect(renewed.filter((cookie) => cookie !== null)).toHaveLength(1)
  })

  it('is over after ninety days without renewal', async () => {
    const { token } = await pair()
    later(90 * DAY_MS - 1)
    expect((await screens.find(token, IP))?.until).toEqual(new Date(city.clock.now().getTime() + 1))
    later(1)
    expect(await screens.find(token, IP)).toBeNull()
    expect(await screens.renew(token)).toBeNull()
  })
})

it('the audit says who let which screen in, changed and revoked it, and never a code or token', async () => {
  const { code, ticket } = await screens.ask(asking())
  const { id } = await screens.approve(given(code, { unit: 'a' }), BY)
  const token = tokenIn((await screens.claim(ticket, asking()))?.cookie)
  await screens.change(id, { public: true }, BY)
  await screens.revoke(id, BY)
  const { lines } = await city.ledger.audit.page({ limit: 200 })
  const own = lines.filter(({ object }) => object?.kind === 'screen' && object.id === id)
  expect(own.map(({ action, actor, unit }) => [action, actor, unit])).toEqual([
    ['screen.revoked', 'chi-lan', 'a'],
    ['screen.changed', 'chi-lan', 'a'],
    ['screen.approved', 'chi-lan', 'a'],
  ])
  const text = JSON.stringify(lines)
  for (const secret of [code, code.replace('-', ''), ticket, token]) expect(text).not.toContain(secret)
})
