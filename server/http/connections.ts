import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { networkOf } from '../../shared/network.ts'
import type { LimitName, LimitUse } from '../limits.ts'

const LOOKS = 4

export interface ConnectionLimits {
  /** In all. */
  connections: number
  /** Of one address, of IPv6 of its /64. */
  connectionsPerAddress: number
  /** How long an answer may wait for a reader that takes nothing. */
  stalledMs: number
}

export interface ConnectionParts {
  limits: ConnectionLimits
  use: Pick<LimitUse, 'refused' | 'measure'>
  /** Addresses that speak for many: proxies in front, the machine itself. */
  isExempt(address: string): boolean
}

/** The lines of a server. */
export interface Connections {
  /** Drops every line on which no request is answered: the end need not wait for who never asks. */
  letGo(): void
}

/**
 * Holds connections to a number in all and of one address, before a byte of them is read, and gives up answers that nobody
 * reads any more.
 */
export function limitConnections(server: Server, { limits, use, isExempt }: ConnectionParts): Connections {
  const ofNetworks = new Map<string, number>()
  const all = new Set<Socket>()

  function refuse(socket: Socket, name: LimitName): void {
    use.refused(name)
    socket.destroy()
  }

  server.on('connection', (socket) => {
    const address = socket.remoteAddress ?? ''
    const network = networkOf(address)
    const held = ofNetworks.get(network) ?? 0
    if (all.size >= limits.connections) return refuse(socket, 'connections')
    if (held >= limits.connectionsPerAddress && !isExempt(address)) return refuse(socket, 'connectionsPerAddress')
    all.add(socket)
    ofNetworks.set(network, held + 1)
    socket.once('close', () => {
      all.delete(socket)
      const left = (ofNetworks.get(network) ?? 1) - 1
      if (left > 0) ofNetworks.set(network, left)
      else ofNetworks.delete(network)
    })
  })
  use.measure('connections', () => all.size)
  giveUpStalled(server, all, limits.stalledMs, (socket) => refuse(socket, 'stalledMs'))
  const answering = answeredLines(server)
  return {
    letGo() {
      for (const socket of all) if (!answering.has(socket)) socket.destroy()
    },
  }
}

/** Lines on which a request is answered, or that became sockets and end by themselves. */
function answeredLines(server: Server): ReadonlySet<Duplex> {
  const lines = new Set<Duplex>()
  server.prependListener('request', ({ socket }, answer) => {
    lines.add(socket)
    answer.once('close', () => lines.delete(socket))
  })
  server.on('upgrade', (_, line) => {
    lines.add(line)
    line.once('close', () => lines.delete(line))
  })
  return lines
}

/**
 * Finds lines on which bytes wait and none leaves. The line's own clock is of no use here: bytes that come in wind it up
 * again. Lines that became sockets have a measure of their own.
 */
function giveUpStalled(
  server: Server,
  all: ReadonlySet<Socket>,
  stalledMs: number,
  giveUp: (socket: Socket) => void,
): void {
  const waits = new WeakMap<Socket, { bytes: number; looks: number }>()
  const upgraded = new WeakSet<object>()
  server.on('upgrade', (_, line) => upgraded.add(line))

  function look(socket: Socket): void {
    const bytes = bytesWaiting(socket)
    const before = waits.get(socket)
    const looks = bytes > 0 && bytes === before?.bytes ? before.looks + 1 : 0
    waits.set(socket, { bytes, looks })
    if (looks >= LOOKS && !upgraded.has(socket)) giveUp(socket)
  }

  const looking = setInterval(() => all.forEach(look), stalledMs / LOOKS)
  looking.unref()
  server.once('close', () => clearInterval(looking))
}

/** What the system has not yet taken of the piece that is being written; the stream itself counts whole pieces only. */
function bytesWaiting(socket: Socket): number {
  const { _handle: handle } = socket as Socket & { _handle?: { writeQueueSize?: number } | null }
  return handle?.writeQueueSize ?? socket.writableLength
}
