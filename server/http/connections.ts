import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { networkOf } from '../../shared/network.ts'
import type { LimitName, LimitUse } from '../limits.ts'

export interface ConnectionLimits {
  /** In all. */
  connections: number
  /** Of one address, of IPv6 of its /64. */
  connectionsPerAddress: number
}

export interface ConnectionParts {
  limits: ConnectionLimits
  use: Pick<LimitUse, 'refused' | 'measure'>
  /** Addresses that speak for many: proxies in front, the machine itself. */
  isExempt(address: string): boolean
}

/** Holds connections to a number in all and of one address, before a byte of them is read. */
export function limitConnections(server: Server, { limits, use, isExempt }: ConnectionParts): void {
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
}

/** Gives up answers that nobody reads any more: the line's clock starts anew with every byte that leaves. */
export function giveUpStalled(app: FastifyInstance, stalledMs: number, use: Pick<LimitUse, 'refused'>): void {
  app.addHook('onSend', async (_, { raw }) => {
    raw.setTimeout(stalledMs, () => {
      use.refused('stalledMs')
      raw.destroy()
    })
  })
}
