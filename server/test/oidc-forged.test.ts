import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Browser, CALLBACK, CLIENT, createBrowser, oidcSettings, PUBLIC_URL } from './oidc-browser.ts'
import { type Forged, type Forger, openForger, type Ways } from './oidc-forger.ts'
import { type Opened, open } from './opened.ts'

const START = `${PUBLIC_URL}/api/v1/session/oidc/start`

let forger: Forger
let opened: Opened
beforeAll(async () => {
  forger = await openForger()
  opened = await open(oidcSettings(forger.issuer, { 'ioc-lanh-dao': 'leader' }))
})
afterAll(async () => {
  await opened?.close()
  await forger?.close()
})
beforeEach(() => {
  forger.ways = {}
})

/** A browser that was sent to the provider: what it brought along, and an honest way back. */
async function begun(search = '') {
  const browser = createBrowser(opened)
  const location = (await browser.get(`${START}${search}`)).headers.get('location') ?? ''
  const state = new URL(location).searchParams.get('state') ?? ''
  const back = { code: forger.codeFor(location), state, iss: forger.issuer }
  return { browser, location, back }
}
const goBack = (browser: Browser, back: Record<string, string>) =>
  browser.get(`${CALLBACK}?${new URLSearchParams(back)}`)

/** What the program knows: sessions and people that came this way, refusals in the audit. */
async function standing() {
  const { program } = opened
  return program.stages.ledger.transact(async (sql) => {
    const [{ sessions, people, refusals, last } = {}] = await sql.query<Record<string, unknown>>(
      `select (select count(*)::int from sessions) as sessions, (select count(*)::int from people) as people,
         (select count(*)::int from audit where action = 'session.refused') as refusals,
         (select detail from audit where action = 'session.refused' order by id desc limit 1) as last`,
    )
    return { sessions, people, refusals: Number(refusals), last }
  })
}

/** Holds that a call was refused: no session, nobody made, one line with this reason, and the program goes on. */
async function expectRefused(call: () => Promise<Response>, rule: string, cause?: string) {
  const before = await standing()
  const answer = await call()
  const body = await answer.json()
  expect([answer.status, body.code]).toEqual([401, 'IOC_OIDC_FAILED'])
  expect(answer.headers.getSetCookie()).toEqual([])
  expect(await standing()).toEqual({
    ...before,
    refusals: before.refusals + 1,
    last: { how: 'oidc', rule, ...(cause !== undefined && { cause }) },
  })
  expect((await opened.ask('/api/v1/session/options')).status).toBe(200)
}

/** What the provider says of itself is forgotten after an hour. */
function anHourLater(): void {
  opened.clock.set(new Date(opened.clock.now().getTime() + 61 * 60_000))
}

describe('an honest answer', () => {
  it('signs in, and the code came with the verifier that nobody else has', async () => {
    const { browser, location, back } = await begun()
    const { searchParams } = new URL(location)
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      client_id: CLIENT.id,
      redirect_uri: CALLBACK,
      scope: 'openid profile',
      code_challenge_method: 'S256',
    })
    const answer = await goBack(browser, back)
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/'])
    expect(Object.fromEntries(forger.asked.at(-1) ?? [])).toEqual({
      grant_type: 'authorization_code',
      code: back.code,
      redirect_uri: CALLBACK,
      code_verifier: expect.stringMatching(/^[\w-]{43}$/),
    })
    const { status, body } = await opened.ask('/api/v1/session', { headers: { cookie: browser.cookie() } })
    expect([status, body.actor]).toEqual([200, 'gia'])
  })

  it('needs a sign-in of its own each time: state, nonce and verifier are never the same', async () => {
    const [one, two] = [await begun(), await begun()].map(({ location }) => new URL(location).searchParams)
    for (const name of ['state', 'nonce', 'code_challenge']) expect(one?.get(name)).not.toBe(two?.get(name))
  })

  it('keeps what it has to remember where no script and nobody else can read it', async () => {
    const [line = ''] = (await createBrowser(opened).get(START)).headers.getSetCookie()
    expect(line).toMatch(/^ioc_oidc=[\w-]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600$/)
  })
})

const now = () => Math.floor(Date.now() / 1000)
const saying = (claims: Record<string, unknown>) => (forged: Forged) => ({
  ...forged,
  claims: { ...forged.claims, ...claims },
})
const without = (name: string) => (forged: Forged) => {
  const { [name]: _, ...claims } = forged.claims
  return { ...forged, claims }
}
const headed = (header: Record<string, unknown>) => (forged: Forged) => ({ ...forged, header })
const CLAIM = 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'
const INVALID = 'OAUTH_INVALID_RESPONSE'

describe('[T38] an identity is refused', () => {
  it.each<[string, NonNullable<Ways['token']>, string]>([
    ['of another issuer', saying({ iss: 'https://evil.example' }), CLAIM],
    ['of nearly the same issuer', (f) => saying({ iss: `${f.claims.iss}/` })(f), CLAIM],
    ['for somebody else', saying({ aud: 'another' }), CLAIM],
    ['for several, of whom another was meant', saying({ aud: [CLIENT.id, 'another'], azp: 'another' }), CLAIM],
    ['of another sign-in', saying({ nonce: 'another' }), CLAIM],
    ['of no sign-in', without('nonce'), INVALID],
    ['that has run out', saying({ iat: now() - 900, exp: now() - 600 }), 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED'],
    ['that never runs out', without('exp'), INVALID],
    ['of nobody', without('sub'), INVALID],
    ['that is not signed', headed({ alg: 'none' }), INVALID],
    ['that is signed with the public key as a secret', headed({ alg: 'HS256', kid: 'one' }), INVALID],
    ['that is signed with a key of another', (f) => ({ ...f, key: forger.stranger }), INVALID],
    ['whose key nobody knows', headed({ alg: 'RS256', kid: 'two' }), 'OAUTH_KEY_SELECTION_FAILED'],
  ])('%s', async (_, token, cause) => {
    const { browser, back } = await begun()
    forger.ways = { token }
    await expectRefused(() => goBack(browser, back), 'answer', cause)
  })

  it.each<[string, NonNullable<Ways['token']>, string]>([
    ['does not say when', (forged) => forged, INVALID],
    ['was there an hour ago', saying({ auth_time: now() - 3600 }), 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED'],
  ])('that had to be shown again and %s', async (_, token, cause) => {
    const { browser, location, back } = await begun('?again=1')
    expect(new URL(location).searchParams.get('prompt')).toBe('login')
    forger.ways = { token }
    await expectRefused(() => goBack(browser, back), 'answer', cause)
  })

  it('that is not signed, also of a provider that says it does so', async () => {
    for (const alg of ['none', 'HS256']) {
      anHourLater()
      const discovery: Ways['discovery'] = (document) => ({
        ...document,
        id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
      })
      forger.ways = { discovery, token: headed({ alg, kid: 'one' }) }
      const { browser, back } = await begun()
      await expectRefused(() => goBack(browser, back), 'answer', expect.any(String) as unknown as string)
    }
    anHourLater()
  })
})

describe('[T38] the way back is refused', () => {
  it.each<[string, (back: Record<string, string>) => Record<string, string>, string, string?]>([
    ['from another provider', (back) => ({ ...back, iss: 'https://evil.example' }), 'answer', INVALID],
    ['from a provider that does not say who it is', ({ iss: _, ...back }) => back, 'answer', INVALID],
    ['without the state', ({ state: _, ...back }) => back, 'state'],
    ['with another state', (back) => ({ ...back, state: 'another' }), 'state'],
    ['without a code', ({ code: _, ...back }) => back, 'answer', INVALID],
    ['with a code of nobody', (back) => ({ ...back, code: 'guess' }), 'token', 'invalid_grant'],
    ['with an error', ({ code: _, ...back }) => ({ ...back, error: 'access_denied' }), 'provider', 'access_denied'],
    ['with an error that is a text', ({ code: _, ...back }) => ({ ...back, error: '<b>Hi</b>' }), 'provider'],
    ['with an identity of its own', (back) => ({ ...back, id_token: 'a.b.c' }), 'answer'],
  ])('%s', async (_, forge, rule, cause) => {
    const { browser, back } = await begun()
    const expected = cause ?? (rule === 'answer' ? 'OAUTH_UNSUPPORTED_OPERATION' : undefined)
    await expectRefused(() => goBack(browser, forge(back)), rule, expected)
  })

  it('with two states', async () => {
    const { browser, back } = await begun()
    const twice = `${CALLBACK}?${new URLSearchParams(back)}&state=${back.state}`
    await expectRefused(() => browser.get(twice), 'state')
  })

  it('in a browser that did not begin', async () => {
    const [victim, attacker] = [await begun(), await begun()]
    await expectRefused(() => goBack(victim.browser, attacker.back), 'state')
    await expectRefused(() => goBack(createBrowser(opened), attacker.back), 'cookie')
  })

  it('for the second time, even with the cookie kept', async () => {
    const { browser, back } = await begun()
    const cookie = browser.cookie()
    expect((await goBack(browser, back)).status).toBe(302)
    const again = `${opened.url}/api/v1/session/oidc/callback?${new URLSearchParams(back)}`
    const call = () => fetch(again, { redirect: 'manual', headers: { cookie } })
    await expectRefused(call, 'used')
  })

  it('with a code that another browser was given: the verifier is not his', async () => {
    const [victim, attacker] = [await begun(), await begun()]
    const stolen = { ...attacker.back, code: victim.back.code }
    await expectRefused(() => goBack(attacker.browser, stolen), 'token', 'invalid_grant')
  })

  it('with a cookie that was changed, and after ten minutes', async () => {
    anHourLater()
    const { browser, back } = await begun()
    const changed = browser.cookie().replace(/.(?=.{20}$)/, (letter) => (letter === 'A' ? 'B' : 'A'))
    const url = `${opened.url}/api/v1/session/oidc/callback?${new URLSearchParams(back)}`
    await expectRefused(() => fetch(url, { redirect: 'manual', headers: { cookie: changed } }), 'cookie')
    anHourLater()
    await expectRefused(() => goBack(browser, back), 'cookie')
  })

  it('and a stranger who goes on and on does not fill the audit', async () => {
    const before = await standing()
    for (let turn = 0; turn < 3; turn++) {
      expect((await goBack(createBrowser(opened), { code: 'x', state: `${turn}` })).status).toBe(401)
    }
    expect(await standing()).toEqual(before)
  })
})

describe('[T38] a provider is refused', () => {
  const slowly = (path: string): Ways => ({ answer: (at) => at === path })
  const hugely = (path: string): Ways => ({
    answer(at, response) {
      if (at !== path) return false
      response.writeHead(200, { 'content-type': 'application/json' }).end(`{"a":"${'x'.repeat(2 * 1024 * 1024)}"}`)
      return true
    },
  })
  const elsewhere = (path: string): Ways => ({
    answer(at, response) {
      if (at !== path) return false
      response.writeHead(307, { location: `${forger.issuer}/elsewhere` }).end()
      return true
    },
  })
  const DISCOVERY = '/.well-known/openid-configuration'
  const naming = (more: Record<string, unknown>): Ways => ({ discovery: (document) => ({ ...document, ...more }) })

  it.each<[string, () => Ways, string, string?]>([
    [
      'that says it is another',
      () => naming({ issuer: 'https://evil.example' }),
      'answer',
      'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
    ],
    ['that says it is nearly the same', () => naming({ issuer: `${forger.issuer}/` }), 'answer'],
    ['that redirects', () => elsewhere(DISCOVERY), 'outbound', 'redirect'],
    ['that says too much', () => hugely(DISCOVERY), 'outbound', 'large'],
    ['that says nothing', () => slowly(DISCOVERY), 'outbound', 'slow'],
    [
      'that signs people in without https elsewhere',
      () => naming({ authorization_endpoint: 'javascript:alert(1)' }),
      'answer',
      'OAUTH_REQUEST_PROTOCOL_FORBIDDEN',
    ],
  ])('%s, before anybody is sent there', async (_, ways, rule, cause) => {
    anHourLater()
    forger.ways = ways()
    await expectRefused(() => createBrowser(opened).get(START), rule, cause)
    anHourLater()
  })

  it.each<[string, () => Ways, string, string?]>([
    ['that redirects the code', () => elsewhere('/token'), 'outbound', 'redirect'],
    [
      'that sends the code to another host',
      () => naming({ token_endpoint: 'https://evil.example/token' }),
      'outbound',
      'host',
    ],
    [
      'that sends the code to another port',
      () => naming({ token_endpoint: 'http://127.0.0.1:1/token' }),
      'outbound',
      'port',
    ],
    ['whose keys lie elsewhere', () => naming({ jwks_uri: 'https://169.254.169.254/latest' }), 'outbound', 'host'],
    ['that says too much of somebody', () => hugely('/token'), 'outbound', 'large'],
    ['whose keys are too many', () => hugely('/jwks'), 'outbound', 'large'],
  ])('%s', async (_, ways, rule, cause) => {
    anHourLater()
    forger.ways = ways()
    const { browser, back } = await begun()
    await expectRefused(() => goBack(browser, back), rule, cause)
    anHourLater()
  })

  it('only until it is right again', async () => {
    anHourLater()
    forger.ways = elsewhere(DISCOVERY)
    expect((await createBrowser(opened).get(START)).status).toBe(401)
    forger.ways = {}
    const { browser, back } = await begun()
    expect((await goBack(browser, back)).status).toBe(302)
  })
})
