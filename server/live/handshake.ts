import type { IncomingMessage } from 'node:http'
import type { Server, Socket } from 'socket.io'
import type { ClientEvents, ServerEvents } from '../../shared/live.ts'
import { type Scope, scopeKey } from '../../shared/roles.ts'
import type { LiveHandshake } from './door.ts'

/** What is remembered of a socket beside the protocol's own. */
export interface SocketData {
  scope: Scope
  handshake?: LiveHandshake
}

type NoEvents = Record<never, never>
export type LiveServer = Server<ClientEvents, ServerEvents, NoEvents, SocketData>
export type LiveSocket = Socket<ClientEvents, ServerEvents, NoEvents, SocketData>

const TOKEN_MAX = 512

/** Who says he is there; read once, because the request itself is let go afterwards. */
export function handshakeOf(socket: LiveSocket, addressOf: (request: IncomingMessage) => string): LiveHandshake {
  const held = socket.data.handshake
  if (held) return held
  const { headers, auth } = socket.handshake
  const bearer = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1]
  const told: unknown = auth.token
  const token = typeof told === 'string' && told.length <= TOKEN_MAX ? told : bearer
  const ip = addressOf(socket.request)
  const handshake = { cookie: headers.cookie, token, ip, origin: headers.origin, headers }
  socket.data.handshake = handshake
  return handshake
}

/** In which language this socket is spoken to: that of the page if it says so, else of the browser. */
export function languageHeaderOf(socket: LiveSocket): string | undefined {
  const { language }: { language?: unknown } = socket.handshake.auth
  return language === 'vi' || language === 'en' ? language : socket.handshake.headers['accept-language']
}

/** Does a person still have exactly the rights with which his socket was opened? */
export function sameScope(a: Scope, b: Scope): boolean {
  return rightsOf(a) === rightsOf(b)
}

/** Everything of a scope that decides what may be seen; the request that it came with does not. */
function rightsOf(scope: Scope): string {
  const { actor, role, rows, feed = null } = scope
  return JSON.stringify([actor, role, rows, feed, scopeKey(scope)])
}
