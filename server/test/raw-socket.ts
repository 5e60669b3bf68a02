import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

/** A WebSocket without any library: sends what no well-behaved client would. */
export interface RawSocket {
  /** The HTTP status with which the handshake was answered; 101 = it is open. 0 = cut off without a word. */
  status: number
  /** The headers of that answer. */
  head: string
  /** Texts that came in, in their order. */
  received: string[]
  send(text: string): void
  /** A frame of bytes. */
  sendBytes(bytes: Buffer): void
  /** Resolves with the first text that fits; null when the line closes before. */
  until(fits: (text: string) => boolean): Promise<string | null>
  isClosed(): boolean
  /** Resolves when the line is closed. */
  closed: Promise<void>
  /** Stops reading below the protocol. */
  pause(): void
  end(): void
}

const TEXT = 1
const BINARY = 2

/** The words of a handshake. @param headers - beside those that every handshake has; a list allows doubles */
export function upgradeText(
  port: number,
  headers: readonly (readonly [string, string])[] = [],
  query = 'EIO=4',
): string {
  const lines = [
    `GET /socket.io/?${query}&transport=websocket HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ]
  return `${lines.join('\r\n')}\r\n\r\n`
}

/** Opens a line to a server of this machine and shakes hands with it. */
export async function openRaw(
  port: number,
  headers: readonly (readonly [string, string])[] = [],
  query = 'EIO=4',
): Promise<RawSocket> {
  const line = connect(port, '127.0.0.1')
  line.on('error', () => {})
  const closed = new Promise<void>((resolve) => line.once('close', () => resolve()))
  line.write(upgradeText(port, headers, query))
  const { head, rest } = await headOf(line, closed)
  const received: string[] = []
  const waiting = new Set<() => void>()
  let held = rest
  const read = (chunk: Buffer) => {
    held = Buffer.concat([held, chunk])
    for (let frame = frameOf(held); frame; frame = frameOf(held)) {
      held = held.subarray(frame.length)
      if (frame.opcode === TEXT) received.push(frame.payload.toString())
    }
    for (const look of waiting) look()
  }
  line.on('data', read)
  read(Buffer.alloc(0))
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0),
    head,
    received,
    send: (text) => void line.write(maskedFrame(TEXT, Buffer.from(text))),
    sendBytes: (bytes) => void line.write(maskedFrame(BINARY, bytes)),
    until: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const found = received.find(fits)
          if (found === undefined) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
        void closed.then(() => resolve(received.find(fits) ?? null))
      }),
    isClosed: () => line.closed,
    closed,
    pause: () => void line.pause(),
    end: () => void line.destroy(),
  }
}

async function headOf(line: Socket, closed: Promise<void>): Promise<{ head: string; rest: Buffer }> {
  let held = Buffer.alloc(0)
  return new Promise((resolve) => {
    const read = (chunk: Buffer) => {
      held = Buffer.concat([held, chunk])
      const end = held.indexOf('\r\n\r\n')
      if (end < 0) return
      line.off('data', read)
      resolve({ head: held.subarray(0, end).toString('latin1'), rest: held.subarray(end + 4) })
    }
    line.on('data', read)
    void closed.then(() => resolve({ head: held.toString('latin1'), rest: Buffer.alloc(0) }))
  })
}

/** RFC 6455, 5.2; a server never masks and never fragments here. */
function frameOf(held: Buffer): { opcode: number; payload: Buffer; length: number } | null {
  if (held.length < 2) return null
  const short = (held[1] ?? 0) & 0x7f
  const start = short === 126 ? 4 : short === 127 ? 10 : 2
  if (held.length < start) return null
  const size = short === 126 ? held.readUInt16BE(2) : short === 127 ? Number(held.readBigUInt64BE(2)) : short
  const length = start + size
  if (held.length < length) return null
  return { opcode: (held[0] ?? 0) & 0x0f, payload: held.subarray(start, length), length }
}

function maskedFrame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload
  const head = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10)
  head[0] = 0x80 | opcode
  head[1] = 0x80 | (length < 126 ? length : length < 65_536 ? 126 : 127)
  if (head.length === 4) head.writeUInt16BE(length, 2)
  if (head.length === 10) head.writeBigUInt64BE(BigInt(length), 2)
  const mask = randomBytes(4)
  const masked = Buffer.from(payload)
  for (let at = 0; at < length; at++) masked[at] = (masked[at] ?? 0) ^ (mask[at % 4] ?? 0)
  return Buffer.concat([head, mask, masked])
}
