import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRandom } from '../random.ts'
import { squaresOf, verdictOf, wordsOf } from './asking.ts'
import { A, CALLERS, type CallerName, type City, OF_A, openCityOfCallers } from './callers.ts'
import { expectedOf, RESOURCES, resourceOf, SETUP } from './expected.ts'

let city: City
beforeAll(async () => {
  city = await openCityOfCallers()
}, 120_000)
afterAll(() => city.opened.close())

describe('[B17] the matrix of routes and callers', () => {
  it('has a line for every declared route', () => {
    const lost = city.opened.program.routes
      .filter(({ method, url }) => method !== 'OPTIONS' && `${method} ${url}` !== SETUP && !resourceOf(method, url))
      .map(({ method, url }) => `${method} ${url}`)
    expect(lost).toEqual([])
  })

  it('says why wherever it differs from the bar', () => {
    const differing = RESOURCES.filter(({ differs }) => differs !== undefined)
    for (const { differs } of differing) expect(differs?.length).toBeGreaterThan(40)
  })

  it.each(CALLERS)(
    'lets %s in where the table says so, and nowhere else',
    async (caller) => {
      const squares = squaresOf(city.opened.program.routes).filter((square) => square.caller === caller)
      const wrong: unknown[] = []
      for (const square of squares) {
        const { method, url } = square
        const [said, expected] = [await verdictOf(city, square), wordsOf(expectedOf(caller, method, url), method)]
        if (said !== expected) wrong.push({ method, url, said, expected })
      }
      expect(wrong).toEqual([])
      expect(squares.length).toBeGreaterThan(100)
    },
    60_000,
  )

  it.each([
    ['POST', '/api/v1/account/password', { current: 'x', next: 'x' }],
    ['POST', '/api/v1/account/totp/confirm', { code: '000000' }],
    ['POST', '/api/v1/session/step-up', { password: 'x' }],
  ])('has no account behind a link or token for %s %s', async (method, path, body) => {
    for (const caller of ['admin token', 'link of a leader'] as const) {
      const headers = { ...city.callers[caller], 'content-type': 'application/json' }
      const answer = await city.opened.ask(path, { method, headers, body: JSON.stringify(body) })
      expect([caller, answer.status, answer.body.code]).toEqual([caller, 403, 'IOC_NO_ACCOUNT'])
    }
  })

  it('says the same with 32 requests in flight in random order, and mistakes nobody for another', async () => {
    const random = createRandom(2022_39328)
    const squares = squaresOf(city.opened.program.routes)
      .map((square) => ({ square, at: random.below(1e9) }))
      .sort((one, other) => one.at - other.at)
      .map(({ square }) => square)
    const wrong: unknown[] = []
    let next = 0
    const worker = async () => {
      while (next < squares.length) {
        const at = next++
        const square = squares[at]!
        const { caller, method, url } = square
        const [said, expected] = [await verdictOf(city, square), wordsOf(expectedOf(caller, method, url), method)]
        if (said !== expected) wrong.push({ caller, method, url, said, expected })
        if (at % 8 === 0) await askWho(random.pick(CALLERS), wrong)
      }
    }
    await Promise.all(Array.from({ length: 32 }, worker))
    expect(wrong).toEqual([])
  }, 120_000)
})

/** Who am I, and what do I see of A: nobody may ever be given another's answer. */
async function askWho(caller: CallerName, wrong: unknown[]): Promise<void> {
  const { opened, callers, actors } = city
  const headers = callers[caller]
  const who = await opened.ask('/api/v1/session', { headers })
  const actor = who.status === 200 ? who.body.actor : null
  if (actor !== actors[caller]) wrong.push({ caller, actor })
  const seen = await opened.ask('/api/v1/figures', {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({
      measures: ['dossiers.received'],
      unit: A,
      period: { from: '2026-11-01', to: '2026-11-30' },
    }),
  })
  const cell = seen.body.rows?.[0]['dossiers.received']
  const said = cell ? (cell.none ?? cell.value) : seen.body.code
  if (said !== seenOfA(caller)) wrong.push({ caller, said })
}

/** Three dossiers: too few for a hall. */
function seenOfA(caller: CallerName): unknown {
  if (caller === 'nobody' || caller === 'wrong bearer') return 'IOC_NOT_SIGNED_IN'
  if (caller === 'unfinished officer') return 'IOC_ACCOUNT_UNFINISHED'
  if (caller === 'key to push') return 'IOC_NOT_ALLOWED'
  if (caller === 'officer of B') return 'IOC_UNIT_NOT_YOURS'
  if (caller === 'public screen') return 'suppressed'
  return OF_A
}
