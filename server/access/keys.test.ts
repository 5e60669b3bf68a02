import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { NewKey } from '../../shared/access.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { type City, openCity, SMALL_TREE } from '../test/city.ts'
import { createKeys, type KeyDesk } from './keys.ts'

const START = '2026-11-22T01:00:00Z'
const DAY_MS = 86_400_000
const BY = { ...SYSTEM_SCOPE, actor: 'chi-lan' }

let city: City
let keys: KeyDesk
let feed = ''
let feeds = 0

beforeAll(async () => {
  city = await openCity(START)
  await city.deliver(await city.feed('units', { id: 'cay-don-vi' }), SMALL_TREE)
  keys = createKeys({
    store: city.ledger,
    clock: city.clock,
    secret: 'unused',
    unitNamed: async (text) => text,
  })
})
afterAll(() => city.end())

beforeEach(async () => {
  city.clock.set(new Date(Math.max(Date.parse(START), city.clock.now().getTime())))
  feeds += 1
  feed = await city.feed('dossiers', { id: `igate-${feeds}`, unit: 'a' })
})

const make = (over: Partial<NewKey> = {}) => keys.create({ title: 'Một cửa xã A', rights: ['push'], feed, ...over }, BY)
/** Opens as many connections as a race needs: the first caller would else be done before the others have one. */
const warm = () =>
  Promise.all(Array.from({ length: 12 }, () => city.ledger.transact((sql) => sql.query('select pg_sleep(0.1)'))))
const later = (ms: number) => city.clock.set(new Date(city.clock.now().getTime() + ms))
const IP = '10.1.2.3'

describe('a new key', () => {
  it('shows eight characters and hides 256 bits', async () => {
    const { key, item } = await make()
    expect(key).toMatch(/^tck_[A-Za-z0-9]{8}_[A-Za-z0-9_-]{43}$/)
    expect(item.prefix).toBe(key.slice(0, 12))
  })

  it('is kept nowhere in the database', async () => {
    const { key, item } = await make()
    const [row] = await city.ledger.transact((sql) =>
      sql.query<{ all: string }>('select k::text as all from api_keys k where id = $1', [item.id]),
    )
    expect(row?.all).toContain(item.prefix)
    expect(row?.all).not.toContain(key.slice(13))
  })

  it('may push to its feed, for the unit of the feed', async () => {
    const { key, item } = await make()
    expect(await keys.find(key, IP)).toMatchObject({
      scope: { actor: `key:${item.id}`, role: 'source', units: ['a'], rows: false, feed },
      only: ['push', 'session'],
      person: null,
      session: null,
    })
  })

  it('for figures sees figures and pushes to no feed', async () => {
    const { key } = await make({ rights: ['figures'], feed: null, unit: 'p' })
    const found = await keys.find(key, IP)
    expect(found?.only).toEqual(['wall', 'session'])
    expect(found?.scope).toMatchObject({ units: ['p'] })
    expect(found?.scope).not.toHaveProperty('feed')
  })

  it('for figures of no unit sees the figures of all', async () => {
    const { key } = await make({ rights: ['figures'], feed: null })
    expect((await keys.find(key, IP))?.scope.units).toBe('all')
  })

  it('may be narrower than its feed', async () => {
    const wide = await city.feed('dossiers', { id: `wide-${feeds}`, unit: 'p' })
    const { key } = await make({ feed: wide, unit: 'b' })
    expect((await keys.find(key, IP))?.scope.units).toEqual(['b'])
  })

  it.each([
    ['to push without a feed', { feed: null }, 'IOC_KEY_FEED'],
    ['for figures with a feed', { rights: ['figures'] }, 'IOC_KEY_FEED'],
    ['of a feed that is not registered', { feed: 'nowhere' }, 'IOC_FEED_UNKNOWN'],
    ['of a unit beside its feed’s', { unit: 'b' }, 'IOC_KEY_UNIT'],
    ['of a unit above its feed’s', { unit: 'p' }, 'IOC_KEY_UNIT'],
    ['of every address', { ranges: ['::/0'] }, 'IOC_BAD_RANGE'],
  ] as const)('%s is refused', async (_, over, code) => {
    await expect(make(over as Partial<NewKey>)).rejects.toMatchObject({ code })
  })

  it('of the program’s own catalogue is refused', async () => {
    const own = await city.feed('units', { id: `own-${feeds}`, system: true, namespace: `own-${feeds}` })
    await expect(make({ feed: own, unit: null })).rejects.toMatchObject({ code: 'IOC_FEED_UNKNOWN' })
  })
})

describe('a key', () => {
  it('is not found by another secret under its visible part', async () => {
    const { key } = await make()
    const last = key.endsWith('A') ? 'B' : 'A'
    expect(await keys.find(key.slice(0, -1) + last, IP)).toBeNull()
  })

  it.each(['', 'tck_', 'tck_AAAAAAAA_', `tck_AAAAAAAA_${'A'.repeat(43)}`, `tck_'; select 1;--_${'A'.repeat(43)}`])(
    '"%s" is none',
    async (token) => {
      expect(await keys.find(token, IP)).toBeNull()
    },
  )

  it('is taken only from its ranges', async () => {
    const { key } = await make({ ranges: ['10.1.0.0/16', '2001:db8::/48'] })
    expect(await keys.find(key, '10.1.255.1')).not.toBeNull()
    expect(await keys.find(key, '::ffff:10.1.0.1')).not.toBeNull()
    expect(await keys.find(key, '2001:db8::9')).not.toBeNull()
    expect(await keys.find(key, '10.2.0.1')).toBeNull()
    expect(await keys.find(key, '2001:db8:1::9')).toBeNull()
  })

  it('is over once it is revoked', async () => {
    const { key, item } = await make()
    await keys.revoke(item.id, BY)
    expect(await keys.find(key, IP)).toBeNull()
    expect((await keys.list()).find(({ id }) => id === item.id)?.revokedAt).toBe(city.clock.now().toISOString())
    await expect(keys.revoke(item.id, BY)).rejects.toMatchObject({ code: 'IOC_KEY_UNKNOWN' })
  })

  it('is over on its day', async () => {
    const { key } = await make({ days: 3 })
    later(3 * DAY_MS - 1)
    const found = await keys.find(key, IP)
    expect(found?.until).toEqual(new Date(city.clock.now().getTime() + 1))
    later(1)
    expect(await keys.find(key, IP)).toBeNull()
  })

  it('remembers its last use, to the minute', async () => {
    const { key, item } = await make()
    const used = async () => (await keys.list()).find(({ id }) => id === item.id)?.lastUsedAt
    expect(await used()).toBeNull()
    const first = city.clock.now().toISOString()
    await keys.find(key, IP)
    later(59_000)
    await keys.find(key, IP)
    expect(await used()).toBe(first)
    later(1_000)
    await keys.find(key, IP)
    expect(await used()).toBe(city.clock.now().toISOString())
  })

  it('whose revocation moves rights, so that no server remembers it', async () => {
    const version = async () => {
      const [row] = await city.ledger.transact((sql) =>
        sql.query<{ version: number }>('select version from rights_state'),
      )
      return row?.version ?? 0
    }
    const { item } = await make()
    const before = await version()
    await keys.revoke(item.id, BY)
    expect(await version()).toBeGreaterThan(before)
  })
})

describe('a second key of a feed', () => {
  it('gives the first one seven days', async () => {
    const first = await make()
    const second = await make()
    const end = new Date(city.clock.now().getTime() + 7 * DAY_MS)
    expect(second.replaces).toMatchObject({ id: first.item.id, endsAt: end.toISOString() })
    city.clock.set(new Date(end.getTime() - 1))
    expect(await keys.find(first.key, IP)).not.toBeNull()
    city.clock.set(end)
    expect(await keys.find(first.key, IP)).toBeNull()
    expect(await keys.find(second.key, IP)).not.toBeNull()
  })

  it('leaves an earlier end of the first one as it is and cuts a later one', async () => {
    const early = await make({ days: 2 })
    expect((await make()).replaces?.endsAt).toBe(early.item.endsAt)
    const other = await city.feed('dossiers', { id: `other-${feeds}`, unit: 'a' })
    await make({ feed: other, days: 300 })
    const cut = new Date(city.clock.now().getTime() + 7 * DAY_MS).toISOString()
    expect((await make({ feed: other })).replaces?.endsAt).toBe(cut)
  })

  it('is not followed by a third while both live', async () => {
    const first = await make()
    await make()
    await expect(make()).rejects.toMatchObject({ code: 'IOC_KEY_LIMIT' })
    await keys.revoke(first.item.id, BY)
    expect((await make()).item.feed).toBe(feed)
  })

  it('exists once, however many are asked for at the same moment', async () => {
    await make()
    await warm()
    const made = await Promise.allSettled(Array.from({ length: 12 }, () => make()))
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const refused = made.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))
    expect(new Set(refused)).toEqual(new Set(['IOC_KEY_LIMIT']))
  })
})
