import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { isLoopback, networkOf } from '../../shared/network.ts'
import type { LimitName } from '../limits.ts'
import { type Bucket, createBucket } from './bucket.ts'
import type { LiveLimits } from './limits.ts'

/** Everything that says who stands behind a socket. */
export interface LiveHandshake {
  cookie: string | undefined
  /** From `auth: { token }` or the Authorization header. */
  token: string | undefined
  ip: string
  origin: string | undefined
  headers: IncomingHttpHeaders
}

/** Lets sockets in, before any of their events is read. */
export interface Door {
  /** The HTTP status with which a handshake is refused; null lets it in. */
  refuse(request: IncomingMessage, sockets: number): number | null
  /** Counts a socket of this address (of IPv6: of its /64); the answer takes it off again. */
  enter(address: string): () => void
}

export interface DoorOptions {
  limits: LiveLimits
  /** Origins of the installation besides its own addresses by number. */
  allowedOrigins: readonly string[]
  addressOf(request: IncomingMessage): string
  /** Told which limit kept somebody out. */
  refused(limit: LimitName): void
}

const MOST_ADDRESSES = 10_000

/** @see docs/live-protocol.md LP13, LP14 */
export function createDoor({ limits, allowedOrigins, addressOf, refused: tell }: DoorOptions): Door {
  const refused = (limit: LimitName) => {
    tell(limit)
    return 503
  }
  const rush = createBucket(limits.handshakesPerSecond, limits.handshakeRush)
  const ofAddresses = new Map<string, Bucket>()
  const sockets = new Map<string, number>()

  /** Addresses that are forgotten begin anew: forgetting lets in, it never keeps out. */
  function bucketOf(network: string): Bucket {
    const held = ofAddresses.get(network)
    if (held) return held
    const bucket = createBucket(limits.addressHandshakesPerSecond, limits.addressHandshakeRush)
    const oldest = ofAddresses.keys().next()
    if (ofAddresses.size >= MOST_ADDRESSES && !oldest.done) ofAddresses.delete(oldest.value)
    ofAddresses.set(network, bucket)
    return bucket
  }

  return {
    refuse(request, all) {
      if (!/[?&]EIO=4(&|$)/.test(request.url ?? '')) return 400
      const { origin, host, cookie } = request.headers
      if (origin === undefined ? cookie !== undefined : !isOwnOrigin(origin, host, allowedOrigins)) return 403
      const address = addressOf(request)
      const isRated = !isLoopback(address)
      const network = networkOf(address)
      // The one address first: it may not use up what is there for all.
      if (isRated && !bucketOf(network).take()) return refused('addressHandshakesPerSecond')
      if (isRated && (sockets.get(network) ?? 0) >= limits.socketsPerAddress) return refused('socketsPerAddress')
      if (all >= limits.sockets) return refused('sockets')
      return rush.take() ? null : refused('handshakesPerSecond')
    },
    enter(address) {
      const network = networkOf(address)
      sockets.set(network, (sockets.get(network) ?? 0) + 1)
      return () => {
        const left = (sockets.get(network) ?? 1) - 1
        if (left > 0) sockets.set(network, left)
        else sockets.delete(network)
      }
    },
  }
}

/**
 * A listed origin, or the very address that the request came to. A name that is not listed is refused even if it equals
 * the Host header: another site's name can be made to point here, a number cannot.
 */
export function isOwnOrigin(origin: string, host: string | undefined, allowed: readonly string[]): boolean {
  if (allowed.includes(origin)) return true
  if (!URL.canParse(origin)) return false
  const { protocol, hostname, host: originHost } = new URL(origin)
  if (protocol !== 'http:' && protocol !== 'https:') return false
  const numbered = hostname === 'localhost' || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0
  return numbered && origin === `${protocol}//${originHost}` && originHost === host
}

const REASONS: Readonly<Record<number, string>> = { 400: 'Bad Request', 403: 'Forbidden', 503: 'Service Unavailable' }

/** Writes the refusal itself, because the transport would answer 400 whatever the reason. */
export function turnAway(request: IncomingMessage, status: number): void {
  const reason = REASONS[status] ?? 'Forbidden'
  const retry = status === 503 ? `Retry-After: ${2 + Math.floor(Math.random() * 8)}\r\n` : ''
  request.socket.end(`HTTP/1.1 ${status} ${reason}\r\n${retry}Connection: close\r\nContent-Length: 0\r\n\r\n`)
}

/**
 * The transport library lets whoever names the session of another line take its place, without asking the door: meant for
 * lines that begin as polling, which there are none of here.
 */
export function refuseTakeover(request: IncomingMessage, _response: unknown, next: (error?: Error) => void): void {
  next(/[?&]sid=/.test(request.url ?? '') ? new Error('a line cannot be taken over') : undefined)
}
