import { randomBytes } from 'node:crypto'
import type { Server as HttpServer, IncomingMessage } from 'node:http'
import { Server } from 'socket.io'
import type { SourceState } from '../../shared/answer.ts'
import { type AlertItem, BEAT_MS, type ClientEvents, LIVE_VERSION, type ServerEvents } from '../../shared/live.ts'
import type { Problem } from '../../shared/problem.ts'
import { type Scope, scopeKey } from '../../shared/roles.ts'
import { may } from '../access/policy.ts'
import type { Clock } from '../clock.ts'
import type { Figures } from '../figures/figures.ts'
import type { LimitName, LimitUse } from '../limits.ts'
import { createCrowd } from './crowd.ts'
import { createDoor, type LiveHandshake, refuseTakeover, turnAway } from './door.ts'
import { SocketNotSignedIn, TooManySockets } from './errors.ts'
import { follow } from './follow.ts'
import { createFreshness } from './freshness.ts'
import { handshakeOf, type LiveServer, type LiveSocket, languageHeaderOf, sameScope } from './handshake.ts'
import { createLast } from './last.ts'
import { LIVE_LIMITS, type LiveLimits } from './limits.ts'
import type { Live } from './live.ts'
import { everyTime, nextTurn } from './moments.ts'
import { hears } from './policies.ts'
import { audienceOf, createProgressTeller } from './progress.ts'
import { createSeldom } from './seldom.ts'
import { createWatches } from './watches.ts'
import { openWire, type Wire } from './wire.ts'

export interface LiveOptions {
  figures: Pick<Figures, 'answer' | 'reach' | 'sources'>
  clock: Clock
  /** Who stands behind a handshake, null for nobody; asked again every few seconds, so that rights end while connected. */
  scopeOf(handshake: LiveHandshake): Scope | null | Promise<Scope | null>
  /** Are all figures sample data at this moment? */
  sample(): boolean
  /** Origins besides the installation's own addresses by number: that of IOC_PUBLIC_URL. */
  allowedOrigins: readonly string[]
  /** What somebody has to look at, judged by the feeds. */
  alertsOf(sources: readonly SourceState[], now: Date): AlertItem[]
  /** @param language - an Accept-Language header */
  problemOf(error: unknown, language: string | undefined): Problem
  /** May somebody of this scope see a delivery? */
  sees(batch: string, scope: Scope): Promise<boolean>
  /** Told at most once a minute of each actor who asked for what he may not have, or does not know. */
  refused?(refusal: { scope: Scope; ip: string; event: string; code: string }): void
  log: { error(facts: object, message: string): void }
  limits?: Partial<LiveLimits>
  /** Hears what the limits do. */
  use?: Pick<LimitUse, 'refused' | 'measure'>
  /** The address a handshake counts for; default that of the connection. */
  addressOf?(request: IncomingMessage): string
}

const REFUSALS_EVERY_MS = 60_000
const CHECKS_AT_ONCE = 8

/** Opens the live side over Socket.IO. @see docs/live-protocol.md */
export function openLive(options: LiveOptions): Live {
  const { figures, clock, scopeOf, sample, alertsOf, problemOf, sees, log, use } = options
  const limits = { ...LIVE_LIMITS, ...options.limits }
  const addressOf = options.addressOf ?? ((request: IncomingMessage) => request.socket.remoteAddress ?? '')
  const refusedBy = (limit: LimitName) => use?.refused(limit)
  const door = createDoor({ limits, allowedOrigins: options.allowedOrigins, addressOf, refused: refusedBy })
  const crowd = createCrowd(limits)
  const mayTell = createSeldom(REFUSALS_EVERY_MS)
  const epoch = randomBytes(9).toString('base64url')
  /** Rooms are named here and nowhere else; no packet of a browser names one. */
  const salt = randomBytes(12).toString('base64url')
  const alertsRoom = (scope: string) => `alerts ${scope} ${salt}`
  const progressRoom = (audience: string) => `progress ${audience} ${salt}`
  const wires = new WeakMap<object, Wire>()
  let announced = 0
  let closing = false

  const io: LiveServer = new Server<ClientEvents, ServerEvents>({
    serveClient: false,
    transports: ['websocket'],
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: limits.bytesIn,
    pingInterval: limits.pingMs,
    pingTimeout: limits.pingMs,
    connectTimeout: limits.signInMs,
    cleanupEmptyChildNamespaces: true,
    allowRequest(request, decide) {
      const status = closing ? 503 : door.refuse(request, io.engine.clientsCount)
      if (status !== null) turnAway(request, status)
      decide(status === null ? null : String(status), status === null)
    },
  })

  const watches = createWatches({
    figures,
    clock,
    epoch,
    limits,
    send(change) {
      io.to(change.watch).emit('figures:changed', change)
      dropSlow(change.watch)
    },
    fail(watch, error) {
      log.error({ err: error, watch }, 'a watch cannot be brought up to date')
      for (const socket of socketsIn(watch))
        socket.emit('figures:failed', { watch, problem: problemOf(error, languageHeaderOf(socket)) })
    },
  })

  const freshness = createFreshness({
    figures,
    clock,
    alertsOf,
    fresh: (scope, sources) => watches.freshen(scope, sources),
    changed: (scope, alerts) => io.to(alertsRoom(scope)).emit('alerts:changed', alerts),
    failed: (error) => log.error({ err: error }, 'the freshness of the feeds cannot be read'),
  })

  function socketsIn(room: string): LiveSocket[] {
    return [...(io.of('/').adapter.rooms.get(room) ?? [])].flatMap((id) => io.of('/').sockets.get(id) ?? [])
  }

  function dropSlow(room: string): void {
    for (const socket of socketsIn(room)) wires.get(socket.conn)?.dropIfSlow()
  }

  io.use(async (socket, next) => {
    try {
      const handshake = handshakeOf(socket, addressOf)
      const scope = await scopeOf(handshake)
      if (!scope || !hears(scope, 'hello')) return next(refused(socket, new SocketNotSignedIn()))
      const place = crowd.enter(scope, handshake.ip)
      if ('full' in place) {
        refusedBy(place.full)
        return next(refused(socket, new TooManySockets()))
      }
      socket.conn.once('close', place.leave)
      socket.data.scope = scope
      next()
    } catch (error) {
      log.error({ err: error }, 'a handshake failed')
      next(refused(socket, error))
    }
  })

  function refused(socket: LiveSocket, error: unknown): Error {
    setImmediate(() => socket.conn.close())
    return Object.assign(new Error('refused'), { data: { problem: problemOf(error, languageHeaderOf(socket)) } })
  }

  io.on('connection', (socket) => {
    const { scope } = socket.data
    socket.emit('hello', { version: LIVE_VERSION, epoch, now: clock.now().toISOString(), sample: sample() })
    follow(socket, {
      watches,
      limits,
      problemOf,
      log,
      may: async (policy) => (await isAsBefore(socket)) && may(scope.role, policy),
      refused: (event, error) => tellRefusal(socket, event, error),
    })
    void socket.join(progressRoom(audienceOf(scope)))
    socket.once('disconnect', () => freshness.leave(scope))
    freshness.enter(scope).then((alerts) => {
      if (!socket.connected) return
      void socket.join(alertsRoom(scopeKey(scope)))
      socket.emit('alerts:changed', alerts)
    })
  })

  /** Does whoever stands behind a socket still have the rights with which it was opened? Else it is closed. */
  async function isAsBefore(socket: LiveSocket): Promise<boolean> {
    try {
      const scope = await scopeOf(handshakeOf(socket, addressOf))
      if (scope && sameScope(scope, socket.data.scope)) return true
      socket.disconnect(true)
      return false
    } catch (error) {
      // While the database is away nobody's rights can change either; the next look decides.
      log.error({ err: error }, 'the right of a socket cannot be checked')
      return true
    }
  }

  async function recheckAll(): Promise<void> {
    const waiting = [...io.of('/').sockets.values()]
    const checkOn = async () => {
      for (let socket = waiting.pop(); socket; socket = waiting.pop()) await isAsBefore(socket)
    }
    await Promise.all(Array.from({ length: CHECKS_AT_ONCE }, checkOn))
  }
  const recheck = createLast(recheckAll)

  function tellRefusal(socket: LiveSocket, event: string, error: unknown): void {
    const { scope } = socket.data
    const { code = '' } = error as { code?: string }
    if (mayTell(scope.actor)) options.refused?.({ scope, ip: handshakeOf(socket, addressOf).ip, event, code })
  }

  const progress = createProgressTeller({
    *listeners() {
      const all = sample()
      for (const { data } of io.of('/').sockets.values())
        if (data.scope && (all || hears(data.scope, 'batch:progress'))) yield data.scope
    },
    sees,
    say(audience, step) {
      const room = io.to(progressRoom(audience))
      if (step.stage === 'done') room.emit('batch:progress', step)
      else room.volatile.emit('batch:progress', step)
    },
    failed: (error) => log.error({ err: error }, 'the progress of a delivery cannot be told'),
  })

  const beat = setInterval(() => {
    const seq = Math.max(announced, watches.seq())
    io.volatile.emit('beat', { now: clock.now().toISOString(), seq, sample: sample() })
    for (const socket of io.of('/').sockets.values()) wires.get(socket.conn)?.dropIfSlow()
  }, BEAT_MS)
  const rechecking = setInterval(recheck, limits.recheckMs)
  use?.measure('sockets', () => io.engine?.clientsCount ?? 0)
  use?.measure('watches', () => watches.size())
  const stopTurning = everyTime(clock, nextTurn, () => watches.turnDay())

  return {
    attach(server: HttpServer) {
      io.attach(server)
      io.engine.use(refuseTakeover)
      io.engine.on('connection', (connection) => {
        const wire = openWire(connection, limits, door.enter(addressOf(connection.request)))
        wires.set(connection, wire)
      })
    },
    announce({ seq, touched }) {
      announced = Math.max(announced, seq)
      watches.announce(touched)
      freshness.moved()
    },
    progress: (step) => progress.tell(step),
    recheck,
    async close() {
      closing = true
      clearInterval(beat)
      clearInterval(rechecking)
      stopTurning()
      freshness.close()
      watches.close()
      io.engine?.close()
    },
  }
}
