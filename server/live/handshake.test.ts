import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { Problem } from '../../shared/problem.ts'
import type { Scope } from '../../shared/roles.ts'
import { closeAll, openClient, serveBoard, until } from '../test/live-client.ts'
import type { LiveServer } from '../test/live-server.ts'

const LEADER: Scope = { actor: 'lan', role: 'leader', units: 'all', rows: false }

afterEach(closeAll)

/** The HTTP status of a WebSocket handshake with these headers. */
function handshake({ port }: LiveServer, headers: Record<string, string>, transport = 'websocket'): Promise<number> {
  const upgrade =
    transport === 'websocket'
      ? {
          Connection: 'Upgrade',
          Upgrade: 'websocket',
          'Sec-WebSocket-Version': '13',
          'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
        }
      : {}
  return new Promise((resolve, reject) => {
    const call = request({
      host: '127.0.0.1',
      port,
      path: `/socket.io/?EIO=4&transport=${transport}`,
      headers: { ...upgrade, ...headers },
    })
    call.on('response', (response) => resolve(response.statusCode ?? 0))
    call.on('upgrade', (_response, wire) => {
      wire.destroy()
      resolve(101)
    })
    call.on('error', reject)
    call.end()
  })
}

describe('the door', () => {
  it('[LP13] lets in its own page and refuses every other with 403', async () => {
    const { server } = await serveBoard({ allowedOrigins: ['https://ioc.haugiang.gov.vn'] })
    const statuses = await Promise.all(
      [
        { Origin: `http://127.0.0.1:${server.port}` },
        { Origin: 'https://ioc.haugiang.gov.vn', Cookie: 'ioc_session=x' },
        {},
        { Origin: 'https://evil.example' },
        { Origin: 'null' },
        { Origin: 'https://ioc.haugiang.gov.vn.evil.example' },
        { Cookie: 'ioc_session=x' },
      ].map((headers) => handshake(server, headers as Record<string, string>)),
    )
    expect(statuses).toEqual([101, 101, 101, 403, 403, 403, 403])
  })

  it('[LP14] takes no more sockets than it may, of one address and in all', async () => {
    const { server } = await serveBoard({
      limits: { sockets: 3, socketsPerAddress: 2 },
      addressOf: (asking) => String(asking.headers['x-test-address']),
    })
    const from = (address: string) => openClient(server, { extraHeaders: { 'x-test-address': address } })
    await Promise.all([from('10.0.0.1'), from('10.0.0.1')].map((socket) => until(socket, 'connect')))
    expect(await handshake(server, { 'x-test-address': '10.0.0.1' })).toBe(503)
    await until(from('10.0.0.2'), 'connect')
    expect(await handshake(server, { 'x-test-address': '10.0.0.3' })).toBe(503)
  })

  it('speaks WebSocket only', async () => {
    const { server } = await serveBoard()
    expect(await handshake(server, {}, 'polling')).toBe(400)
  })

  it('[LP13] tells a stranger why he is turned away, in his language, and closes', async () => {
    const { server } = await serveBoard({ scopeOf: () => null })
    const stranger = openClient(server, { auth: { token: 'guess', language: 'vi' } })
    const error = (await until(stranger, 'connect_error')) as Error & { data: { problem: Problem } }
    expect(error.data.problem).toMatchObject({ code: 'IOC_NOT_SIGNED_IN', status: 401, title: 'Cần đăng nhập' })
  })

  it('[LP13] closes a socket whose rights ended, within the next check', async () => {
    let scope: Scope | null = LEADER
    const { server } = await serveBoard({ scopeOf: async () => scope, limits: { recheckMs: 30 } })
    const leader = openClient(server)
    await until(leader, 'connect')
    await sleep(100)
    expect(leader.connected).toBe(true)
    scope = { ...LEADER, units: ['nga-bay'] }
    await until(leader, 'disconnect')
  })
})
