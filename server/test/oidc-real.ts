import { generateKeyPairSync } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { CALLBACK, CLIENT } from './oidc-browser.ts'

/** What of `oidc-provider` is used here; it comes without types. */
interface OidcProvider {
  callback(): RequestListener
  interactionFinished(...given: [...Parameters<RequestListener>, result: object]): Promise<void>
}
type ProviderClass = new (issuer: string, options: object) => OidcProvider

/** What the provider says of one of its people. */
export interface ProviderPerson {
  name?: string
  preferred_username?: string
  groups?: string[]
  email?: string
}

/** A province's provider on this machine. */
export interface RealProvider {
  issuer: string
  /** By subject; may be changed while it runs. */
  people: Map<string, ProviderPerson>
  /** Who sits in front of the next browser that has to sign in. */
  subject: string
  close(): Promise<void>
}

/** Opens `oidc-provider`, which insists on PKCE and lets in whoever is named without asking for a password. */
export async function openRealProvider(): Promise<RealProvider> {
  const { Provider } = createRequire(import.meta.url)('oidc-provider') as { Provider: ProviderClass }
  let listener: RequestListener = (_, response) => response.end()
  const server = createServer((request, response) => listener(request, response))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const people = new Map<string, ProviderPerson>()
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [CALLBACK] }],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'one' }] },
    cookies: { keys: ['of this test'] },
    claims: { openid: ['sub', 'groups'], profile: ['name', 'preferred_username'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: () => '/who' },
    findAccount: (_: unknown, accountId: string) => ({
      accountId,
      claims: () => ({ sub: accountId, ...people.get(accountId) }),
    }),
    loadExistingGrant,
  })
  const answer = provider.callback()
  const real: RealProvider = {
    issuer,
    people,
    subject: '',
    close: () => new Promise((done) => server.close(() => done())),
  }
  listener = (request, response) => {
    if (!request.url?.startsWith('/who')) return answer(request, response)
    void provider.interactionFinished(request, response, { login: { accountId: real.subject } })
  }
  return real
}

interface GrantContext {
  oidc: {
    client: { clientId: string }
    session: { accountId: string }
    provider: { Grant: new (of: object) => { addOIDCScope(scope: string): void; save(): Promise<string> } }
  }
}

/** Nobody is asked whether the programme may know his name: it is the province's own. */
async function loadExistingGrant({ oidc }: GrantContext) {
  const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId })
  grant.addOIDCScope('openid profile')
  await grant.save()
  return grant
}
