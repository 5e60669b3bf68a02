import type { FastifyRequest } from 'fastify'
import { describe, expect, it } from 'vitest'
import type { Scope } from '../../shared/roles.ts'
import type { Policy } from '../access/policy.ts'
import { refusal } from '../errors.ts'
import { createLimitUse, USUAL } from '../limits.ts'
import { createRates, type Rates } from './rates.ts'

const HOME = '203.0.113.7'

interface Call {
  who?: string | null
  ip?: string
  route?: string
  policy?: Policy
  refusedWith?: 'IOC_NOT_SIGNED_IN' | 'IOC_NOT_ALLOWED'
}

function requestOf({ ip = HOME, route = 'GET /api/v1/units', policy = 'wall' }: Call): FastifyRequest {
  const [method, url] = route.split(' ')
  return { method, ip, routeOptions: { url, config: { policy } } } as unknown as FastifyRequest
}

/** How many of so many equal calls got past the rates. */
async function passed(rates: Rates, times: number, call: Call): Promise<number> {
  const { who = 'lan', refusedWith } = call
  const scope = who === null ? null : ({ actor: who, role: 'leader', units: 'all', rows: true } satisfies Scope)
  let through = 0
  for (let i = 0; i < times; i++) {
    const asked = rates.admit(requestOf(call), async (policy) => {
      if (refusedWith && policy !== 'session') throw refusal(refusedWith)
      return scope
    })
    await asked.then(
      () => (through += 1),
      ({ code }) => (through += code === 'IOC_TOO_MANY_REQUESTS' ? 0 : 1),
    )
  }
  return through
}

const usual = () => createRates(USUAL, createLimitUse(USUAL))

describe('calls', () => {
  it.each([
    ['of nobody', { who: null, policy: 'open' }, 30],
    ['of nobody, from many addresses of one /64', { who: null, policy: 'open', ip: '2001:db8::7' }, 30],
    ['with a wrong token', { refusedWith: 'IOC_NOT_SIGNED_IN' }, 30],
    ['to nowhere', { who: null, route: 'GET', policy: 'open' }, 30],
    ['of a reader', {}, 300],
    ['of a reader to what he may not', { refusedWith: 'IOC_NOT_ALLOWED' }, 300],
    ['of a reader who asks for figures', { route: 'POST /api/v1/figures' }, USUAL.queriesPerMinute],
    ['of a reader who asks for receipts', { route: 'POST /api/v1/figures/receipt' }, USUAL.queriesPerMinute],
    ['of a source that pushes', { who: 'key:1', route: 'POST /api/v1/push/:dataset', policy: 'push' }, 100],
    ['that export figures', { policy: 'exportFigures' }, 60],
    ['that export rows', { policy: 'exportRows' }, 5],
    ['of a display that waits', { who: null, route: 'POST /api/v1/screens/pairing/claim', policy: 'open' }, 120],
  ] satisfies [string, Call, number][])('%s are held to their limit', async (_what, call, most) => {
    expect(await passed(usual(), most - 1, call)).toBe(most - 1)
    expect(await passed(usual(), most, call)).toBe(most)
    expect(await passed(usual(), most + 1, call)).toBe(most)
  })

  it.each([
    ['of the operator’s token', { who: 'admin-token' }],
    ['of commands on the machine', { who: 'local' }],
    ['for health', { who: null, route: 'GET /healthz', policy: 'open' }],
    ['for the browser program', { who: null, route: 'GET /assets/index.js', policy: 'open' }],
    ['of the sample wall on the machine itself', { who: 'sample-wall', ip: '127.0.0.1' }],
  ] satisfies [string, Call][])('%s are not rated', async (_what, call) => {
    expect(await passed(usual(), 2_000, call)).toBe(2_000)
  })

  it('of one caller take nothing from another, nor those of nobody from him who is signed in', async () => {
    const rates = usual()
    await passed(rates, 301, { who: 'lan' })
    await passed(rates, 31, { who: null, policy: 'open' })
    expect(await passed(rates, 1, { who: 'minh' })).toBe(1)
    expect(await passed(rates, 1, { who: null, policy: 'open', ip: '203.0.113.8' })).toBe(1)
    expect(await passed(rates, 1, { who: 'lan' })).toBe(0)
  })

  it('of a link that many use, and of the sample wall, are counted by network', async () => {
    for (const who of ['link:leader', 'sample-wall']) {
      const rates = usual()
      expect(await passed(rates, 301, { who })).toBe(300)
      expect(await passed(rates, 1, { who, ip: '203.0.113.8' })).toBe(1)
    }
  })

  it('are told how long to wait, and counted as refused', async () => {
    const use = createLimitUse(USUAL)
    const rates = createRates(USUAL, use)
    await passed(rates, 30, { who: null, policy: 'open' })
    await expect(rates.admit(requestOf({ policy: 'open' }), async () => null)).rejects.toMatchObject({
      code: 'IOC_TOO_MANY_REQUESTS',
      statusCode: 429,
      retryAfterS: 60,
      at: { limit: 30, window: '60 s', seconds: 60 },
    })
    expect(use.list().find(({ name }) => name === 'anonymousPerMinute')?.refused).toBe(1)
  })
})
