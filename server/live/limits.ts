import { type Limits, USUAL } from '../limits.ts'

/** What sockets may use up. */
export interface LiveLimits {
  /** Sockets in all. */
  sockets: number
  /** Sockets of one address; loopback is exempt, because a local proxy and a load test come from there. */
  socketsPerAddress: number
  /** Sockets of one person or key. */
  socketsPerPerson: number
  socketsPerScreen: number
  /** New sockets a second, after a first rush of `handshakeRush`. */
  handshakesPerSecond: number
  handshakeRush: number
  /** The same for one address; loopback is exempt. */
  addressHandshakesPerSecond: number
  addressHandshakeRush: number
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
  /** How long a socket may stay without saying who it is. */
  signInMs: number
  /** One question is computed again at most this often. */
  spacingMs: number
  /** Questions computed at the same time. */
  concurrency: number
  /** A question that nobody follows any more is forgotten after this time. */
  lingerMs: number
  /** How often a socket's right to be here is checked again. */
  recheckMs: number
}

/** The limits of sockets, from those of an installation; what no operator needs to turn stands here. */
export function liveLimitsOf(limits: Limits): LiveLimits {
  return {
    sockets: limits.sockets,
    socketsPerAddress: limits.socketsPerAddress,
    socketsPerPerson: limits.socketsPerPerson,
    socketsPerScreen: limits.socketsPerScreen,
    handshakesPerSecond: limits.handshakesPerSecond,
    handshakeRush: limits.handshakeRush,
    addressHandshakesPerSecond: limits.addressHandshakesPerSecond,
    addressHandshakeRush: limits.addressHandshakeRush,
    watchesPerSocket: limits.watchesPerSocket,
    watches: limits.watches,
    eventsPerSecond: limits.eventsPerSecond,
    eventRush: limits.eventRush,
    floodMs: limits.floodMs,
    badPackets: limits.badPackets,
    bytesIn: limits.socketBytesIn,
    bytesQueued: limits.socketBytesQueued,
    stuckMs: 30_000,
    pingMs: limits.pingMs,
    signInMs: limits.signInMs,
    spacingMs: 250,
    concurrency: 2,
    lingerMs: 30_000,
    recheckMs: 2_500,
  }
}

/** The limits of an installation that sets none. */
export const LIVE_LIMITS: LiveLimits = liveLimitsOf(USUAL)
