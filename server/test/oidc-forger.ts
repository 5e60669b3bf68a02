import { createHash, createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CLIENT } from './oidc-browser.ts'

/** The parts of a signed token before they are put together. */
export interface Forged {
  header: Record<string, unknown>
  claims: Record<string, unknown>
  key: KeyObject
}

/** What the provider does otherwise than it should; everything absent is done right. */
export interface Ways {
  discovery?: (document: Record<string, unknown>) => Record<string, unknown>
  token?: (forged: Forged) => Forged
  /** Answers in its own way; true = it has. */
  answer?: (path: string, response: ServerResponse) => boolean
}

/** A provider whose every answer can be forged. */
export interface Forger {
  issuer: string
  ways: Ways
  /** A key that it does not show. */
  stranger: KeyObject
  publicPem: string
  /** What came to the token endpoint. */
  asked: URLSearchParams[]
  /** Makes the code that somebody brings back who was sent here with this address. */
  codeFor(location: string): string
  close(): Promise<void>
}

interface Begun {
  nonce: string
  challenge: string
}

/** Opens it on this machine. It gives a leader's group to whoever comes, if PKCE and the client's secret are right. */
export async function openForger(): Promise<Forger> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const { privateKey: stranger } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const publicKey = createPublicKey(privateKey)
  const begun = new Map<string, Begun>()
  const asked: URLSearchParams[] = []
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', issuer).pathname
    if (forger.ways.answer?.(path, response)) return
    if (path === '/.well-known/openid-configuration') return say(response, 200, documentOf())
    if (path === '/jwks') {
      const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig' }
      return say(response, 200, { keys: [jwk] })
    }
    if (path !== '/token') return say(response, 404, {})
    let body = ''
    for await (const part of request) body += part
    const form = new URLSearchParams(body)
    asked.push(form)
    const found = begun.get(form.get('code') ?? '')
    begun.delete(form.get('code') ?? '')
    const client = Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString('base64')
    if (request.headers.authorization !== `Basic ${client}`) return say(response, 401, { error: 'invalid_client' })
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    if (found?.challenge !== challenge) return say(response, 400, { error: 'invalid_grant' })
    say(response, 200, { access_token: 'unused', token_type: 'Bearer', expires_in: 60, id_token: tokenFor(found) })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  function documentOf(): Record<string, unknown> {
    const document = {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      authorization_response_iss_parameter_supported: true,
    }
    return forger.ways.discovery?.(document) ?? document
  }
  function tokenFor({ nonce }: Begun): string {
    const now = Math.floor(Date.now() / 1000)
    const said = { sub: 'forged', name: 'Người Giả', preferred_username: 'gia', groups: ['ioc-lanh-dao'] }
    const claims = { iss: issuer, aud: CLIENT.id, iat: now, exp: now + 300, nonce, ...said }
    const honest = { header: { alg: 'RS256', kid: 'one' }, claims, key: privateKey }
    return signed(forger.ways.token?.(honest) ?? honest, forger.publicPem)
  }

  const forger: Forger = {
    issuer,
    ways: {},
    stranger,
    publicPem: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    asked,
    codeFor(location) {
      const { searchParams } = new URL(location)
      const code = `code ${begun.size + asked.length}`
      begun.set(code, {
        nonce: searchParams.get('nonce') ?? '',
        challenge:
          searchParams.get('code_challenge_method') === 'S256' ? (searchParams.get('code_challenge') ?? '') : '',
      })
      return code
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
  return forger
}

/** Signed as the header says: with the key, with the public key as a shared secret, or not at all. */
function signed({ header, claims, key }: Forged, publicPem: string): string {
  const text = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  if (header.alg === 'none') return `${text}.`
  if (header.alg === 'HS256') return `${text}.${createHmac('sha256', publicPem).update(text).digest('base64url')}`
  return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`
}

function say(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
