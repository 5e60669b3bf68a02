import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { asking, BY, given, IP, MINUTE_MS, openScreens, tokenIn } from '../test/screens-trial.ts'

let trial: Awaited<ReturnType<typeof openScreens>>
beforeAll(async () => {
  trial = await openScreens()
})
afterAll(() => trial.end())
/** Every test begins with nobody waiting. */
beforeEach(() => trial.later(11 * MINUTE_MS))

const DAY_MS = 86_400_000
const audited = async (action: string) => (await trial.ledger.audit.page({ action, limit: 100 })).lines

describe('a screen', () => {
  it('sees figures of its unit, no rows', async () => {
    const { id, token } = await trial.pair({ unit: 'a' })
    const found = await trial.screens.find(token, IP)
    expect(found?.scope).toEqual({ actor: `screen:${id}`, role: 'screen', units: ['a'], rows: false })
    expect(found).toMatchObject({ name: 'Sảnh một cửa', person: null, session: null })
  })

  it('sees everything where no unit was named', async () => {
    const { token } = await trial.pair()
    expect((await trial.screens.find(token, IP))?.scope.units).toBe('all')
  })

  it('sees no count below five where the public looks on', async () => {
    const { token } = await trial.pair({ public: true })
    expect((await trial.screens.find(token, IP))?.scope.suppressBelow).toBe(5)
  })

  it('is not found by another token', async () => {
    const { token } = await trial.pair()
    expect(await trial.screens.find(`${token}x`, IP)).toBeNull()
    expect(await trial.screens.find('', IP)).toBeNull()
  })

  it('says when and where it was seen, to the minute', async () => {
    const { id, token } = await trial.pair()
    const item = async () => (await trial.screens.list()).find((screen) => screen.id === id)
    expect(await item()).toMatchObject({ seenAt: null, seenIp: null })
    const first = trial.clock.now().toISOString()
    await trial.screens.find(token, IP)
    trial.later(59_000)
    await trial.screens.find(token, '10.9.9.9')
    expect(await item()).toMatchObject({ seenAt: first, seenIp: IP })
    trial.later(1_000)
    await trial.screens.find(token, '10.9.9.9')
    expect(await item()).toMatchObject({ seenAt: trial.clock.now().toISOString(), seenIp: '10.9.9.9' })
  })

  it('is not let in from elsewhere, which the audit says once an hour for each address', async () => {
    const { id, token } = await trial.pair({ ranges: ['10.1.0.0/16'] })
    expect(await trial.screens.find(token, '10.1.0.9')).not.toBeNull()
    for (const ip of ['203.0.113.9', '203.0.113.9', '203.0.113.10'])
      expect(await trial.screens.find(token, ip)).toBeNull()
    const lines = async () => (await audited('screen.refused')).filter(({ object }) => object?.id === id)
    expect((await lines()).map(({ ip }) => ip)).toEqual(['203.0.113.10', '203.0.113.9'])
    trial.later(60 * MINUTE_MS)
    await trial.screens.find(token, '203.0.113.9')
    expect(await lines()).toHaveLength(3)
  })

  it('cannot fill the audit from many addresses', async () => {
    const { id, token } = await trial.pair({ ranges: ['10.1.0.0/16'] })
    for (let i = 0; i < 30; i += 1) await trial.screens.find(token, `198.51.100.${i}`)
    expect((await audited('screen.refused')).filter(({ object }) => object?.id === id)).toHaveLength(20)
  })

  it('is over once it is revoked', async () => {
    const { id, token } = await trial.pair()
    await trial.screens.revoke(id, BY)
    expect(await trial.screens.find(token, IP)).toBeNull()
    await expect(trial.screens.revoke(id, BY)).rejects.toMatchObject({ code: 'IOC_SCREEN_UNKNOWN' })
    await expect(trial.screens.change(id, { title: 'x' }, BY)).rejects.toMatchObject({ code: 'IOC_SCREEN_UNKNOWN' })
  })

  it('that was revoked before it fetched its token gets none', async () => {
    const { code, ticket } = await trial.screens.ask(asking())
    const { id } = await trial.screens.approve(given(code), BY)
    await trial.screens.revoke(id, BY)
    await expect(trial.screens.claim(ticket, asking())).rejects.toMatchObject({ code: 'IOC_PAIRING_OVER' })
  })

  it('is changed at once, and only in what was said', async () => {
    const { id, token } = await trial.pair({ unit: 'a', ranges: ['10.1.0.0/16'] })
    const changed = await trial.screens.change(id, { public: true, unit: null }, BY)
    expect(changed).toMatchObject({ title: 'Sảnh một cửa', unit: null, public: true, ranges: ['10.1.0.0/16'] })
    expect((await trial.screens.find(token, IP))?.scope).toMatchObject({ units: 'all', suppressBelow: 5 })
  })

  it.each([
    ['change', (id: string) => trial.screens.change(id, { public: true }, BY)],
    ['revoke', (id: string) => trial.screens.revoke(id, BY)],
  ])('moves rights by its %s, so that no server remembers it', async (_, act) => {
    const version = async () => {
      const [row] = await trial.ledger.transact((sql) =>
        sql.query<{ version: number }>('select version from rights_state'),
      )
      return row?.version ?? 0
    }
    const { id } = await trial.pair()
    const before = await version()
    await act(id)
    expect(await version()).toBeGreaterThan(before)
  })
})

describe('the token of a screen', () => {
  it('is renewed after thirty days, and the one before works for another day', async () => {
    const { token } = await trial.pair()
    trial.later(30 * DAY_MS - 1)
    expect(await trial.screens.renew(token)).toBeNull()
    trial.later(1)
    const next = tokenIn(await trial.screens.renew(token))
    expect(next).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(await trial.screens.find(next, IP)).not.toBeNull()
    trial.later(DAY_MS - 1)
    expect(await trial.screens.find(token, IP)).not.toBeNull()
    trial.later(1)
    expect(await trial.screens.find(token, IP)).toBeNull()
    expect(await trial.screens.find(next, IP)).not.toBeNull()
  })

  it('is renewed again when the new one never arrived', async () => {
    const { token } = await trial.pair()
    trial.later(31 * DAY_MS)
    const lost = tokenIn(await trial.screens.renew(token))
    expect(await trial.screens.renew(token)).toBeNull()
    trial.later(MINUTE_MS)
    const next = tokenIn(await trial.screens.renew(token))
    expect(await trial.screens.find(next, IP)).not.toBeNull()
    expect(await trial.screens.find(lost, IP)).toBeNull()
  })

  it('is renewed once, however often it is shown at the same moment', async () => {
    const { token } = await trial.pair()
    trial.later(31 * DAY_MS)
    await trial.warm()
    const renewed = await Promise.all(Array.from({ length: 8 }, () => trial.screens.renew(token)))
    expect(renewed.filter((cookie) => cookie !== null)).toHaveLength(1)
  })

  it('is over after ninety days without renewal', async () => {
    const { token } = await trial.pair()
    trial.later(90 * DAY_MS - 1)
    expect((await trial.screens.find(token, IP))?.until).toEqual(new Date(trial.clock.now().getTime() + 1))
    trial.later(1)
    expect(await trial.screens.find(token, IP)).toBeNull()
    expect(await trial.screens.renew(token)).toBeNull()
  })
})

it('the audit says who let which screen in, changed and revoked it, and never a code or token', async () => {
  const { code, ticket } = await trial.screens.ask(asking())
  const { id } = await trial.screens.approve(given(code, { unit: 'a' }), BY)
  const token = tokenIn((await trial.screens.claim(ticket, asking()))?.cookie)
  await trial.screens.change(id, { public: true }, BY)
  await trial.screens.revoke(id, BY)
  const { lines } = await trial.ledger.audit.page({ limit: 200 })
  const own = lines.filter(({ object }) => object?.kind === 'screen' && object.id === id)
  expect(own.map(({ action, actor, unit }) => [action, actor, unit])).toEqual([
    ['screen.revoked', 'chi-lan', 'a'],
    ['screen.changed', 'chi-lan', 'a'],
    ['screen.approved', 'chi-lan', 'a'],
  ])
  const text = JSON.stringify(lines)
  for (const secret of [code, code.replace('-', ''), ticket, token]) expect(text).not.toContain(secret)
})
