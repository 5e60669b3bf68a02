import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createOutbound } from './outbound.ts'

const isPrivate = true
const servers: Server[] = []
afterEach(() =>
  Promise.all(
    servers.splice(0).map((server) => {
      server.closeAllConnections()
      return new Promise((done) => server.close(done))
    }),
  ),
)

async function answering(listener: RequestListener): Promise<number> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return (server.address() as AddressInfo).port
}

describe('an outgoing call for a file', () => {
  it('that asks whether a file is new hears that it is not; without asking, 304 is a redirect to nowhere', async () => {
    const port = await answering((_, response) => void response.writeHead(304, { etag: '"a"' }).end())
    const outbound = createOutbound({ allow: [{ host: '127.0.0.1', port, isPrivate }], loopbackHttp: true })
    const asked = await outbound.fetchOutside(`http://127.0.0.1:${port}/`, { headers: { 'If-None-Match': '"a"' } })
    expect([asked.status, await asked.text()]).toEqual([304, ''])
    await expect(outbound.fetchOutside(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ at: { rule: 'redirect' } })
  })

  it('may take as much and as long as it says for itself, and no more', async () => {
    const port = await answering((_, response) => void response.end(Buffer.alloc(1024 * 1024 + 1)))
    const outbound = createOutbound({ allow: [{ host: '127.0.0.1', port, isPrivate }], loopbackHttp: true })
    const most = (maxBytes: number) => outbound.fetchOutside(`http://127.0.0.1:${port}/`, { maxBytes })
    await expect(outbound.fetchOutside(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ at: { rule: 'large' } })
    expect((await (await most(1024 * 1024 + 1)).arrayBuffer()).byteLength).toBe(1024 * 1024 + 1)
    await expect(most(1024 * 1024)).rejects.toMatchObject({ at: { rule: 'large' } })
    const silent = await answering(() => {})
    const patient = createOutbound({ allow: [{ host: '127.0.0.1', port: silent, isPrivate }], loopbackHttp: true })
    await expect(patient.fetchOutside(`http://127.0.0.1:${silent}/`, { timeoutMs: 30 })).rejects.toMatchObject({
      at: { rule: 'slow' },
    })
  })

  it('is judged without being made', async () => {
    let calls = 0
    const port = await answering((_, response) => {
      calls += 1
      response.end()
    })
    const outbound = createOutbound({ allow: [{ host: '127.0.0.1', port, isPrivate }], loopbackHttp: true })
    await outbound.check(`http://127.0.0.1:${port}/`)
    await expect(outbound.check(`http://127.0.0.2:${port}/`)).rejects.toMatchObject({ at: { rule: 'host' } })
    expect(calls).toBe(0)
  })
})
