import type { IncomingMessage, Server, ServerResponse } from 'node:http'

/** How slowly a body may come in. */
export interface Pace {
  /** Least bytes a second, over the last `overMs`. */
  bytesPerSecond: number
  overMs: number
}

const LOOKS = 10

interface Body {
  request: IncomingMessage
  response: ServerResponse
  /** What had arrived at the last looks, oldest first. */
  arrived: number[]
}

/**
 * Cuts requests whose body drips in: a thousand of them would otherwise hold a thousand connections for minutes. A moment in
 * which the server itself is behind with reading does not count against the sender.
 *
 * @param refusal - the body of the 408, where no answer has begun yet
 */
export function keepPace(server: Server, pace: Pace, refusal: (request: IncomingMessage) => string): void {
  const open = new Set<Body>()
  const least = (pace.bytesPerSecond * pace.overMs) / 1_000

  server.on('request', (request, response) => {
    if (request.complete || !hasBody(request)) return
    const body: Body = { request, response, arrived: [request.socket.bytesRead] }
    open.add(body)
    request.once('close', () => open.delete(body))
  })

  function look(body: Body): void {
    const { request, response, arrived } = body
    if (request.complete || request.destroyed) return void open.delete(body)
    if (request.readableLength >= request.readableHighWaterMark) return
    const now = request.socket.bytesRead
    arrived.push(now)
    if (arrived.length <= LOOKS || now - (arrived.shift() ?? 0) >= least) return
    open.delete(body)
    cut(request, response, refusal)
  }

  const looking = setInterval(() => open.forEach(look), pace.overMs / LOOKS)
  looking.unref()
  server.once('close', () => clearInterval(looking))
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

/** Past the framework: its handler still waits for the body and hears of the broken line like of any other. */
function cut(request: IncomingMessage, response: ServerResponse, refusal: (request: IncomingMessage) => string): void {
  const { socket } = request
  if (response.headersSent) return void socket.destroy()
  const body = refusal(request)
  const head = [
    'HTTP/1.1 408 Request Timeout',
    'Connection: close',
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
  socket.destroySoon()
}
