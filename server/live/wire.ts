import type { Socket as Connection } from 'engine.io'
import { createBucket } from './bucket.ts'
import type { LiveLimits } from './limits.ts'

/** The packets that wait inside the transport library; its types keep them to themselves. */
interface Backlog {
  writeBuffer: readonly { data?: unknown }[]
}

/** The line below one socket: what may go over it, and what waits on it. */
export interface Wire {
  /** Ends the line if its reader does not keep up: it comes back to a snapshot instead of a backlog. */
  dropIfSlow(): void
}

/** How long the other end may take to say goodbye. */
const GOODBYE_MS = 1_000

/** Watches over a line until it closes. @param left - called once when it does */
export function openWire(connection: Connection, limits: LiveLimits, left: () => void): Wire {
  const packets = createBucket(limits.eventsPerSecond, limits.eventRush)
  const wire = connection.request.socket
  // The transport waits half a minute for a goodbye that a hostile reader never says.
  const endSoon = () => setTimeout(() => wire.destroy(), GOODBYE_MS).unref()
  const close = connection.close.bind(connection)
  connection.close = (discard) => {
    close(discard)
    endSoon()
  }
  let stuckSince: number | null = null
  /** At once: a polite close would wait behind the very bytes that nobody reads. */
  const cut = () => {
    connection.close(true)
    wire.destroy()
  }
  connection.on('packet', ({ type }: { type: string }) => {
    if (type !== 'message') return
    packets.take()
    if (packets.overForMs() > limits.floodMs) cut()
  })
  connection.on('drain', () => {
    stuckSince = null
  })
  connection.once('close', () => {
    left()
    endSoon()
  })
  return {
    dropIfSlow() {
      const waiting = (connection as unknown as Backlog).writeBuffer
      const bytes = waiting.reduce((sum, packet) => sum + sizeOf(packet.data), wire.writableLength)
      if (bytes === 0) stuckSince = null
      else stuckSince ??= performance.now()
      const stuckMs = stuckSince === null ? 0 : performance.now() - stuckSince
      if (bytes > limits.bytesQueued || stuckMs > limits.stuckMs) cut()
    },
  }
}

function sizeOf(data: unknown): number {
  if (typeof data === 'string') return data.length
  return data instanceof Uint8Array ? data.byteLength : 0
}
