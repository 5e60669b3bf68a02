import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { toProblem } from '../http/problem.ts'
import type { Commit } from '../ledger/ledger.ts'
import type { Live } from '../live/live.ts'
import { type LiveOptions, openLive } from '../live/sockets.ts'

/** The live side alone behind a real HTTP server on loopback. */
export interface LiveServer {
  url: string
  port: number
  live: Live
  /** What the live side logged as its own fault. */
  faults: object[]
  announce(commit: Commit): void
  /** Connections that are open below the protocol. */
  connections(): Promise<number>
  close(): Promise<void>
}

/** Everybody may see everything unless `scopeOf` says otherwise. @param port - 0 for a free one */
export async function startLiveServer(
  options: Pick<LiveOptions, 'figures' | 'clock'> & Partial<LiveOptions>,
  port = 0,
): Promise<LiveServer> {
  const faults: object[] = []
  const live = openLive({
    scopeOf: () => ({ actor: 'test', role: 'screen', units: 'all', rows: false }),
    sample: () => true,
    allowedOrigins: [],
    alertsOf: () => [],
    sees: async () => true,
    problemOf: (error, language) => toProblem(error, language?.startsWith('en') ? 'en' : 'vi', 'test'),
    log: { error: (facts) => faults.push(facts) },
    ...options,
  })
  const server = createServer((_request, response) => response.writeHead(404).end())
  live.attach(server)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const taken = (server.address() as AddressInfo).port
  return {
    url: `http://127.0.0.1:${taken}`,
    port: taken,
    live,
    faults,
    announce: (commit) => live.announce(commit),
    connections: () =>
      new Promise((resolve, reject) => server.getConnections((error, n) => (error ? reject(error) : resolve(n)))),
    async close() {
      await live.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
