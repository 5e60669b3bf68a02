import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
} from 'openid-client'
import type { Clock } from '../clock.ts'
import { type Claims, type RoleRule, wordsOf } from './oidc-roles.ts'

/** How the province's own provider is used. */
export interface OidcSettings {
  /** Exactly as the provider names itself. */
  issuer: string
  clientId: string
  clientSecret: string
  /** How people call it. */
  label: string
  /** Where the words stand that give roles. */
  claim: string
  roles: readonly RoleRule[]
  scope: string
}

/** What belongs to one sign-in and is known to nobody else. */
export interface Secrets {
  state: string
  nonce: string
  /** Of PKCE: only who began can turn the code into tokens. */
  verifier: string
}

/** Somebody whom the provider knows. */
export interface Known {
  /** The only thing by which he is told from others. */
  subject: string
  /** How long ago he showed the provider who he is, null = it does not say. */
  shownMsAgo: number | null
  claims: Claims
}

/** The other end of the single sign-on. Its answers are believed only after signature, issuer, audience, time and nonce. */
export interface Provider {
  /** Where the browser is sent. @param again - to show who he is, even if the provider knows him still */
  addressFor(secrets: Secrets, again: boolean): Promise<URL>
  /**
   * @param search - query with which the provider sent the browser back
   * @param again - the provider has to say that he has just shown who he is
   */
  identify(search: string, secrets: Secrets, again: boolean): Promise<Known>
}

/** The guard on outgoing calls, as far as it is needed here. */
export type FetchOutside = (
  url: string,
  init: {
    method: string
    headers: Record<string, string>
    body?: URLSearchParams | undefined
    signal?: AbortSignal | undefined
  },
) => Promise<Response>

export interface ProviderParts {
  settings: OidcSettings
  /** Where the provider sends the browser back. */
  redirectUri: string
  fetchOutside: FetchOutside
  clock: Clock
}

/** What the provider says of itself is read again so often. */
const KNOWN_MS = 3_600_000
const TIMEOUT_S = 5
/** Who has to show himself again has done so within this time, seconds. */
const AGAIN_S = 300

/** Speaks to the provider only when somebody signs in, so that its absence keeps nothing from starting. */
export function createProvider({ settings, redirectUri, fetchOutside, clock }: ProviderParts): Provider {
  const { issuer, clientId, clientSecret, claim, scope } = settings
  const isPlain = issuer.startsWith('http:')
  let known: { configuration: Configuration; at: number } | null = null
  let looking: Promise<Configuration> | null = null

  const discover = async () => {
    const configuration = await discovery(new URL(issuer), clientId, undefined, clientAuth(clientSecret), {
      [customFetch]: (url, { method, headers, body, signal }) =>
        fetchOutside(url, { method, headers, signal, ...(body instanceof URLSearchParams && { body }) }),
      timeout: TIMEOUT_S,
      execute: [enableNonRepudiationChecks, ...(isPlain ? [allowInsecureRequests] : [])],
    })
    if (configuration.serverMetadata().issuer !== issuer) throw new Error('the provider names another issuer')
    known = { configuration, at: clock.now().getTime() }
    return configuration
  }
  const configured = async (): Promise<Configuration> => {
    if (known && Math.abs(clock.now().getTime() - known.at) < KNOWN_MS) return known.configuration
    looking ??= discover().finally(() => {
      looking = null
    })
    return looking
  }

  return {
    async addressFor({ state, nonce, verifier }, again) {
      return buildAuthorizationUrl(await configured(), {
        redirect_uri: redirectUri,
        scope,
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...(again && { prompt: 'login', max_age: String(AGAIN_S) }),
      })
    },

    async identify(search, { state, nonce, verifier }, again) {
      const configuration = await configured()
      const address = new URL(redirectUri)
      address.search = search
      const tokens = await authorizationCodeGrant(configuration, address, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
        ...(again && { maxAge: AGAIN_S }),
      })
      const claims = tokens.claims()
      if (!claims) throw new Error('the provider gave no identity')
      const isFull = wordsOf(claims, claim).length > 0 && claims.name !== undefined
      const who = { subject: claims.sub, shownMsAgo: shownMsAgo(claims.auth_time) }
      if (isFull || !configuration.serverMetadata().userinfo_endpoint) return { ...who, claims }
      const more = await fetchUserInfo(configuration, tokens.access_token, claims.sub)
      return { ...who, claims: { ...more, ...claims } }
    },
  }
}

/** The provider's clock is the real one, also where this program's is another. */
function shownMsAgo(authTime: unknown): number | null {
  return typeof authTime === 'number' ? Math.max(0, Date.now() - authTime * 1_000) : null
}

/** By header as the standard prefers it, in the body where the provider takes only that. */
function clientAuth(secret: string): ClientAuth {
  const post = ClientSecretPost(secret)
  return (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    if (!methods.includes('client_secret_basic')) return post(server, client, body, headers)
    // The library's own form escapes even hyphens, which some providers do not undo.
    const pair = Buffer.from(`${escaped(client.client_id)}:${escaped(secret)}`).toString('base64')
    headers.set('authorization', `Basic ${pair}`)
  }
}

function escaped(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1)
}
