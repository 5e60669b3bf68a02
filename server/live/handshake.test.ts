import { request } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { Problem } from '../../shared/problem.ts'
import type { Scope } from '../../shared/roles.ts'
import { createLimitUse, USUAL } from '../limits.ts'
import { closeAll, openClient, RECEIVED, say, serveBoard, until, watch } from '../test/live-client.ts'
import type { LiveServer } from '../test/live-server.ts'
import { upgradeText } from '../test/raw-socket.ts'

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

  it('[LP14] takes no more new sockets a second of one address than it may, and still those of others', async () => {
    const { server } = await serveBoard({
      limits: { addressHandshakeRush: 10, addressHandshakesPerSecond: 1, handshakeRush: 15 },
      addressOf: (asking) => String(asking.headers['x-test-address']),
    })
    const from = (address: string) => handshake(server, { 'x-test-address': address })
    const statuses = []
    for (let i = 0; i < 40; i++) statuses.push(await from('2001:db8::1'))
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 101))
    expect(statuses.slice(-10)).toEqual(Array.from({ length: 10 }, () => 503))
    expect(await from('2001:db8::2')).toBe(503)
    expect(await from('10.0.0.2')).toBe(101)
  })

  it.each([
    ['a person', 'lan', 'socketsPerPerson', 20],
    ['a key', 'key:7', 'socketsPerPerson', 20],
    ['a display', 'screen:7', 'socketsPerScreen', 3],
  ])('[LP14] takes no more sockets of %s than it may, and one again when one has gone', async (...line) => {
    const [, actor, limit, most] = line
    const use = createLimitUse(USUAL)
    const { server } = await serveBoard({ scopeOf: () => ({ ...LEADER, actor }), use })
    const open = async () => {
      const socket = openClient(server)
      const outcome = await Promise.race([until(socket, 'connect').then(() => null), until(socket, 'connect_error')])
      return { socket, code: (outcome as { data?: { problem: Problem } } | null)?.data?.problem.code ?? null }
    }
    const held = await Promise.all(Array.from({ length: most }, open))
    expect(held.map(({ code }) => code)).toEqual(Array.from({ length: most }, () => null))
    expect((await open()).code).toBe('IOC_TOO_MANY_SOCKETS')
    expect(use.list().find(({ name }) => name === limit)?.refused).toBe(1)
    held[0]?.socket.disconnect()
    await expect.poll(async () => (await open()).code).toBe(null)
  })

  it('[LP14] closes a line whose socket does not say who it is', async () => {
    const { server } = await serveBoard({ limits: { signInMs: 50 } })
    const silent = connect(server.port, '127.0.0.1')
    const closed = new Promise((resolve) => silent.once('close', resolve))
    silent.on('data', () => {})
    silent.write(upgradeText(server.port))
    await closed
    expect(await server.connections()).toBe(0)
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

  it.each([
    ['unit', { units: ['nga-bay'] }],
    ['role', { role: 'operator' }],
    ['right to rows', { rows: true }],
    ['feed', { feed: 'a' }],
    ['hiding of small figures', { suppressBelow: 5 }],
  ] satisfies [string, Partial<Scope>][])(
    '[LP13] closes a socket at once whose %s is told to have changed',
    async (...line) => {
      let scope: Scope = LEADER
      const { server } = await serveBoard({ scopeOf: async () => scope, limits: { recheckMs: 3_600_000 } })
      const leader = openClient(server)
      await until(leader, 'connect')
      scope = { ...LEADER, ...line[1] }
      server.live.recheck()
      await until(leader, 'disconnect')
    },
  )

  it('[LP13] leaves a socket alone whose rights are the same, whatever request they came with', async () => {
    let scope: Scope = { ...LEADER, units: ['a', 'b'] }
    const { server } = await serveBoard({ scopeOf: async () => scope, limits: { recheckMs: 3_600_000 } })
    const leader = openClient(server)
    await until(leader, 'connect')
    scope = { ...LEADER, units: ['b', 'a'], origin: { ip: '10.0.0.1', request: 'r' } }
    server.live.recheck()
    expect((await watch(leader, RECEIVED)).rev).toBe(1)
  })

  it('[LP13] asks before every packet: what is no longer allowed is not done', async () => {
    let scope: Scope = LEADER
    const { board, server } = await serveBoard({ scopeOf: async () => scope, limits: { recheckMs: 3_600_000 } })
    const leader = openClient(server)
    await until(leader, 'connect')
    scope = { ...LEADER, units: ['nga-bay'] }
    const closed = until(leader, 'disconnect')
    await watch(leader, RECEIVED).catch(() => null)
    await closed
    expect(board.asked()).toBe(0)
  })

  it('tells once a minute of each who asks for what he does not follow', async () => {
    const told: string[] = []
    const { server } = await serveBoard({
      scopeOf: () => LEADER,
      refused: ({ scope: { actor }, event, code }) => told.push(`${actor} ${event} ${code}`),
    })
    const leader = openClient(server)
    await until(leader, 'connect')
    for (const guess of ['a', 'b', 'c']) await say(leader, 'figures:snapshot', guess)
    expect(told).toEqual(['lan figures:snapshot IOC_UNKNOWN_WATCH'])
  })
})
