import { WATCHES_PER_SOCKET } from '../../shared/live.ts'

/** What sockets may use up. */
export interface LiveLimits {
  /** Sockets in all. */
  sockets: number
  /** Sockets of one address; loopback is exempt, because a local proxy and a load test come from there. */
  socketsPerAddress: number
  /** New sockets a second, after a first rush of `handshakeRush`. */
  handshakesPerSecond: number
  handshakeRush: number
  watchesPerSocket: number
  /** Different questions that are followed at the same time, in all. */
  watches: number
  /** Packets a second of one socket, after a first rush of `eventRush`. */
  eventsPerSecond: number
  eventRush: number
  /** A socket that is above its packets a second for this long is closed. */
  floodMs: number
  /** Packets that keep to no rule before the socket is closed. */
  badPackets: number
  bytesIn: number
  /** Bytes that may wait for a slow reader. */
  bytesQueued: number
  /** How long a socket may hold bytes back without taking any. */
  stuckMs: number
  pingMs: number
  connectMs: number
  /** One question is computed again at most this often. */
  spacingMs: number
  /** Questions computed at the same time. */
  concurrency: number
  /** A question that nobody follows any more is forgotten after this time. */
  lingerMs: number
  /** How often a socket's right to be here is checked again. */
  recheckMs: number
}

/** The limits of an installation; a test may narrow them. */
export const LIVE_LIMITS: LiveLimits = {
  sockets: 2_000,
  socketsPerAddress: 50,
  handshakesPerSecond: 100,
  handshakeRush: 600,
  watchesPerSocket: WATCHES_PER_SOCKET,
  watches: 5_000,
  eventsPerSecond: 10,
  eventRush: 2 * WATCHES_PER_SOCKET,
  floodMs: 5_000,
  badPackets: 5,
  bytesIn: 64 * 1024,
  bytesQueued: 1024 * 1024,
  stuckMs: 30_000,
  pingMs: 10_000,
  connectMs: 10_000,
  spacingMs: 250,
  concurrency: 2,
  lingerMs: 30_000,
  recheckMs: 5_000,
}
