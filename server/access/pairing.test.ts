import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { asking, BY, given, MINUTE_MS, openScreens } from '../test/screens-trial.ts'

let trial: Awaited<ReturnType<typeof openScreens>>
beforeAll(async () => {
  trial = await openScreens()
})
afterAll(() => trial.end())
/** Every test begins with nobody waiting. */
beforeEach(() => trial.later(11 * MINUTE_MS))

describe('a display that asks to be let in', () => {
  it('shows eight characters that cannot be mistaken, and holds a ticket of 256 bits', async () => {
    for (let i = 0; i < 40; i += 1) {
      const { code, ticket, until } = await trial.screens.ask(asking())
      expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$/)
      expect(ticket).toMatch(/^[A-Za-z0-9_-]{43}$/)
      expect(Date.parse(until) - trial.clock.now().getTime()).toBe(10 * MINUTE_MS)
      trial.later(11 * MINUTE_MS)
    }
  })

  it('leaves neither code nor ticket in the database', async () => {
    const { code, ticket } = await trial.screens.ask(asking())
    const [row] = await trial.ledger.transact((sql) =>
      sql.query<{ all: string }>('select p::text as all from pairings p'),
    )
    expect(row?.all).not.toContain(ticket)
    expect(row?.all).not.toContain(code.replace('-', ''))
  })

  it('waits until somebody lets it in, then gets its token once', async () => {
    const { code, ticket } = await trial.screens.ask(asking())
    expect(await trial.screens.claim(ticket, asking())).toBeNull()
    await trial.screens.approve(given(code), BY)
    expect((await trial.screens.claim(ticket, asking()))?.cookie).toMatch(
      /^ioc_screen=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=34560000$/,
    )
    await expect(trial.screens.claim(ticket, asking())).rejects.toMatchObject({ code: 'IOC_PAIRING_OVER' })
  })

  it('keeps its token to https and to this host where there is https', async () => {
    const safe = trial.open({ name: '__Host-ioc_screen', secure: true })
    const { code, ticket } = await safe.ask(asking())
    await safe.approve(given(code), BY)
    expect((await safe.claim(ticket, asking()))?.cookie).toMatch(
      /^__Host-ioc_screen=.+; Path=\/; HttpOnly; .+; Secure$/,
    )
  })

  it('is too late after ten minutes', async () => {
    const { code, ticket } = await trial.screens.ask(asking())
    trial.later(10 * MINUTE_MS - 1)
    expect(await trial.screens.claim(ticket, asking())).toBeNull()
    trial.later(1)
    await expect(trial.screens.approve(given(code), BY)).rejects.toMatchObject({ code: 'IOC_PAIRING_UNKNOWN' })
    await expect(trial.screens.claim(ticket, asking())).rejects.toMatchObject({ code: 'IOC_PAIRING_OVER' })
  })

  it('that was let in at the last moment still gets its token', async () => {
    const { code, ticket } = await trial.screens.ask(asking())
    trial.later(10 * MINUTE_MS - 1)
    await trial.screens.approve(given(code), BY)
    trial.later(MINUTE_MS)
    expect(await trial.screens.claim(ticket, asking())).not.toBeNull()
  })

  it('is one of three of its network', async () => {
    for (const ip of ['2001:db8::1', '2001:db8::2', '2001:db8::3']) await trial.screens.ask(asking(ip))
    await expect(trial.screens.ask(asking('2001:db8:0:0:9::4'))).rejects.toMatchObject({
      code: 'IOC_TOO_MANY_REQUESTS',
      retryAfterS: 600,
    })
    await trial.screens.ask(asking('2001:db8:0:1::1'))
  })

  it('is one of twenty in all, also when they ask at the same moment', async () => {
    for (let i = 0; i < 17; i += 1) await trial.screens.ask(asking(`10.0.0.${i}`))
    await trial.warm()
    const asked = await Promise.allSettled(
      Array.from({ length: 8 }, (_, i) => trial.screens.ask(asking(`10.0.1.${i}`))),
    )
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    trial.later(10 * MINUTE_MS)
    await trial.screens.ask(asking())
  })
})

describe('a code', () => {
  it.each([
    ['small letters', (code: string) => code.toLowerCase()],
    ['no dash', (code: string) => code.replace('-', '')],
    ['blanks', (code: string) => ` ${code.replace('-', ' ')}`],
  ])('may be typed with %s', async (_, typed) => {
    const { code } = await trial.screens.ask(asking())
    expect(await trial.screens.approve(given(typed(code)), BY)).toMatchObject({
      title: 'Sảnh một cửa',
      approvedBy: 'chi-lan',
    })
  })

  it('that no display shows lets nobody in', async () => {
    await expect(trial.screens.approve(given('ABCD-EFGH'), BY)).rejects.toMatchObject({ code: 'IOC_PAIRING_UNKNOWN' })
  })

  it('lets one screen in, however many people type it at the same moment', async () => {
    const { code } = await trial.screens.ask(asking())
    const before = (await trial.screens.list()).length
    await trial.warm()
    const done = await Promise.allSettled(Array.from({ length: 8 }, () => trial.screens.approve(given(code), BY)))
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await trial.screens.list()).length).toBe(before + 1)
  })

  it('gives its token once, however often the display asks at the same moment', async () => {
    const { code, ticket } = await trial.screens.ask(asking())
    await trial.screens.approve(given(code), BY)
    await trial.warm()
    const done = await Promise.allSettled(Array.from({ length: 8 }, () => trial.screens.claim(ticket, asking())))
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})
