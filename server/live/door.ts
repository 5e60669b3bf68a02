import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { createBucket } from './bucket.ts'
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
  /** Counts a socket of this address; the answer takes it off again. */
  enter(address: string): () => void
}

export interface DoorOptions {
  limits: LiveLimits
  /** Origins of the installation besides its own addresses by number. */
  allowedOrigins: readonly string[]
  addressOf(request: IncomingMessage): string
}

/** @see docs/live-protocol.md LP13, LP14 */
export function createDoor({ limits, allowedOrigins, addressOf }: DoorOptions): Door {
  const rush = createBucket(limits.handshakesPerSecond, limits.handshakeRush)
  const sockets = new Map<string, number>()
  return {
    refuse(request, all) {
      const { origin, host, cookie } = request.headers
      if (origin === undefined ? cookie !== undefined : !isOwnOrigin(origin, host, allowedOrigins)) return 403
      if (all >= limits.sockets || !rush.take()) return 503
      const address = addressOf(request)
      return !isLoopback(address) && (sockets.get(address) ?? 0) >= limits.socketsPerAddress ? 503 : null
    },
    enter(address) {
      sockets.set(address, (sockets.get(address) ?? 0) + 1)
      return () => {
        const left = (sockets.get(address) ?? 1) - 1
        if (left > 0) sockets.set(address, left)
        else sockets.delete(address)
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

/** Is this address the machine itself? */
export function isLoopback(address: string): boolean {
  return /^(::ffff:)?127\./.test(address) || address === '::1'
}

/** Writes the refusal itself, because the transport would answer 400 whatever the reason. */
export function turnAway(request: IncomingMessage, status: number): void {
  const reason = status === 403 ? 'Forbidden' : 'Service Unavailable'
  const retry = status === 503 ? `Retry-After: ${2 + Math.floor(Math.random() * 8)}\r\n` : ''
  request.socket.end(`HTTP/1.1 ${status} ${reason}\r\n${retry}Connection: close\r\nContent-Length: 0\r\n\r\n`)
}
