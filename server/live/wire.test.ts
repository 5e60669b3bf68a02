import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { closeAll, openClient, RECEIVED, serveBoard, watch } from '../test/live-client.ts'

afterEach(closeAll)

describe('a screen that does not keep up', () => {
  it('[LP16] is let go with at most its share waiting, while the others go on', async () => {
    const { board, server } = await serveBoard({ limits: { spacingMs: 1, bytesQueued: 256 * 1024 } })
    for (let unit = 0; unit < 990; unit++) board.receive(`unit-${unit}`, 1)
    const [slow, good] = [openClient(server), openClient(server)]
    await Promise.all([watch(slow, RECEIVED), watch(good, RECEIVED)])
    let changes = 0
    good.on('figures:changed', () => {
      changes += 1
    })
    // The reader below the protocol stops; what the operating system holds for it fills up first.
    const { transport } = slow.io.engine as unknown as { transport: { ws: { _socket: { pause(): void } } } }
    transport.ws._socket.pause()
    const before = await server.connections()
    for (let round = 0; round < 400 && (await server.connections()) === before; round++) {
      for (let unit = 0; unit < 990; unit++) board.receive(`unit-${unit}`, 1)
      server.announce(board.receive('nga-bay', 1))
      await sleep(5)
    }
    expect(await server.connections()).toBe(before - 1)
    expect(good.connected).toBe(true)
    expect(changes).toBeGreaterThan(0)
  })
})
