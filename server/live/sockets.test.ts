import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import { afterEach, describe, expect, it } from 'vitest'
import type { Change, ClientEvents, ServerEvents, Snapshot } from '../../shared/live.ts'
import type { Problem } from '../../shared/problem.ts'
import type { Query } from '../../shared/query.ts'
import type { Scope } from '../../shared/roles.ts'
import { createSetClock } from '../clock.ts'
import { createBoard } from '../test/board.ts'
import { type LiveServer, startLiveServer } from '../test/live-server.ts'
import { LIVE_LIMITS } from './limits.ts'
import type { LiveOptions } from './sockets.ts'

const MORNING = new Date('2026-11-22T08:42:00+07:00')
const received: Query = { measures: ['dossiers.received'], by: ['unit'], period: { name: 'thisMonth' } }
const LEADER: Scope = { actor: 'lan', role: 'leader', units: 'all', rows: false }

type Client = Socket<ServerEvents, ClientEvents>
const closing: (() => void | Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function start(options: Partial<LiveOptions> = {}) {
  const board = createBoard(createSetClock(MORNING), { 'cai-tac': 3, 'nga-bay': 5 })
  const server = await startLiveServer({ figures: board.figures, clock: createSetClock(MORNING), ...options })
  closing.push(() => server.close())
  return { board, server }
}

function open({ url }: LiveServer, options: Parameters<typeof io>[1] = {}): Client {
  const socket: Client = io(url, { transports: ['websocket'], forceNew: true, reconnection: false, ...options })
  closing.push(() => void socket.disconnect())
  return socket
}

const until = (socket: Client, event: 'connect' | 'disconnect' | 'connect_error') =>
  new Promise<unknown>((resolve) => socket.once(event, resolve as () => void))

async function watch(socket: Client, query: Query): Promise<Snapshot> {
  const answer = await socket.timeout(5_000).emitWithAck('figures:watch', query)
  if ('problem' in answer) throw new Error(answer.problem.code)
  return answer
}

/** Sends whatever it is told, past the types. */
function say(socket: Client, event: string, ...args: unknown[]): Promise<{ problem?: Problem } | null> {
  const untyped = socket as unknown as { timeout(ms: number): { emitWithAck(...all: unknown[]): Promise<never> } }
  return untyped
    .timeout(1_000)
    .emitWithAck(event, ...args)
    .catch(() => null)
}

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

describe('two screens', () => {
  it('[LP1] [LP5] [LP7] get a snapshot each, and the same numbered change', async () => {
    const { board, server } = await start()
    const screens = [open(server), open(server)]
    const snapshots = await Promise.all(screens.map((screen) => watch(screen, received)))
    expect(snapshots[0]).toEqual(snapshots[1])
    expect(snapshots[0]).toMatchObject({ rev: 1, seq: 1, rows: [{ unit: 'cai-tac' }, { unit: 'nga-bay' }] })
    const changes = Promise.all(
      screens.map((screen) => new Promise<Change>((resolve) => screen.once('figures:changed', resolve))),
    )
    server.announce(board.receive('nga-bay', 2))
    const [a, b] = await changes
    expect(a).toEqual(b)
    expect(a).toMatchObject({ rev: 2, seq: 2, patch: { put: [{ unit: 'nga-bay' }] } })
    expect(board.asked()).toBe(2)
  })

  it('[LP1] never see a change before the snapshot that it follows', async () => {
    const { board, server } = await start({ limits: { spacingMs: 1 } })
    const screen = open(server)
    await until(screen, 'connect')
    let snapshot: Snapshot | undefined
    const revs: number[] = []
    screen.on('figures:changed', ({ rev }) => revs.push(snapshot ? rev : -1))
    const committing = setInterval(() => server.announce(board.receive('nga-bay', 1)), 1)
    screen.emit('figures:watch', received, (answer) => {
      snapshot = answer as Snapshot
    })
    await expect.poll(() => revs.length).toBeGreaterThan(20)
    clearInterval(committing)
    const first = (snapshot?.rev ?? 0) + 1
    expect(revs).toEqual(revs.map((_, i) => first + i))
  })

  it('[LP9] are greeted, and told the alerts of their rights', async () => {
    const item = { id: 'feedLate:a', kind: 'feedLate', severity: 'watch', params: {}, since: MORNING.toISOString() }
    const { server } = await start({ alertsOf: () => [item as never] })
    const screen = open(server)
    const hello = new Promise((resolve) => screen.once('hello', resolve))
    const alerts = new Promise((resolve) => screen.once('alerts:changed', resolve))
    expect(await hello).toMatchObject({ version: 1, sample: true, now: MORNING.toISOString() })
    expect(await alerts).toEqual({ items: [item], at: MORNING.toISOString() })
  })

  it('[LP17] cannot read a watch of one another', async () => {
    const { server } = await start()
    const [mine, other] = [open(server), open(server)]
    await until(other, 'connect')
    const { watch: id } = await watch(mine, received)
    expect(await say(other, 'figures:snapshot', id)).toMatchObject({ problem: { code: 'IOC_UNKNOWN_WATCH' } })
    expect(await say(mine, 'figures:snapshot', id)).toMatchObject({ watch: id, rev: 1 })
    expect(await say(mine, 'figures:unwatch', id)).toEqual({ watch: id })
    expect(await say(mine, 'figures:snapshot', id)).toMatchObject({ problem: { code: 'IOC_UNKNOWN_WATCH' } })
  })
})

describe('the door', () => {
  it('[LP13] lets in its own page and refuses every other with 403', async () => {
    const { server } = await start({ allowedOrigins: ['https://ioc.haugiang.gov.vn'] })
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
    const { server } = await start({
      limits: { sockets: 3, socketsPerAddress: 2 },
      addressOf: (asking) => String(asking.headers['x-test-address']),
    })
    const from = (address: string) => open(server, { extraHeaders: { 'x-test-address': address } })
    await Promise.all([from('10.0.0.1'), from('10.0.0.1')].map((socket) => until(socket, 'connect')))
    expect(await handshake(server, { 'x-test-address': '10.0.0.1' })).toBe(503)
    await until(from('10.0.0.2'), 'connect')
    expect(await handshake(server, { 'x-test-address': '10.0.0.3' })).toBe(503)
  })

  it('speaks WebSocket only', async () => {
    const { server } = await start()
    expect(await handshake(server, {}, 'polling')).toBe(400)
  })

  it('[LP13] tells a stranger why he is turned away, in his language, and closes', async () => {
    const { server } = await start({ scopeOf: () => null })
    const stranger = open(server, { auth: { token: 'guess', language: 'vi' } })
    const error = (await until(stranger, 'connect_error')) as Error & { data: { problem: Problem } }
    expect(error.data.problem).toMatchObject({ code: 'IOC_NOT_SIGNED_IN', status: 401, title: 'Cần đăng nhập' })
  })

  it('[LP13] closes a socket whose rights ended, within the next check', async () => {
    let scope: Scope | null = LEADER
    const { server } = await start({ scopeOf: async () => scope, limits: { recheckMs: 30 } })
    const leader = open(server)
    await until(leader, 'connect')
    await sleep(100)
    expect(leader.connected).toBe(true)
    scope = { ...LEADER, units: ['nga-bay'] }
    await until(leader, 'disconnect')
  })
})

describe('packets that keep to no rule', () => {
  const deep = JSON.parse(`${'{"a":'.repeat(1_000)}1${'}'.repeat(1_000)}`) as unknown
  it.each([
    ['an unknown event', 'figures:steal', [received]],
    ['no payload', 'figures:watch', []],
    ['null', 'figures:watch', [null]],
    ['a number', 'figures:watch', [7]],
    ['a text', 'figures:watch', ['dossiers.received']],
    ['a list', 'figures:watch', [[received]]],
    ['a thousand levels', 'figures:watch', [deep]],
    ['a prototype', 'figures:watch', [JSON.parse('{"__proto__":{"measures":["x"]},"period":{"name":"today"}}')]],
    ['a field too many', 'figures:watch', [{ ...received, room: 'alerts all' }]],
    ['two payloads', 'figures:watch', [received, received]],
    ['a room instead of a watch', 'figures:snapshot', ['alerts all ../..']],
    ['an event of the runtime', 'error', [{}]],
    ['a name of an object', '__proto__', [{}]],
    ['another name of an object', 'constructor', [{}]],
  ])('[LP15] %s is refused by name and harms nobody', async (_what, event, args) => {
    const { server } = await start()
    const [bad, good] = [open(server), open(server)]
    await Promise.all([until(bad, 'connect'), until(good, 'connect')])
    const answer = await say(bad, event, ...args)
    expect(answer?.problem?.code ?? 'closed').toMatch(/^(IOC_BAD_PACKET|closed)$/)
    expect((await watch(good, received)).rows).toHaveLength(2)
    expect(server.faults).toEqual([])
  })

  it('[LP15] close the socket with the fifth', async () => {
    const { server } = await start()
    const bad = open(server)
    await until(bad, 'connect')
    for (let i = 0; i < 4; i++) await say(bad, 'figures:watch', i)
    expect(bad.connected).toBe(true)
    const closed = until(bad, 'disconnect')
    bad.emit('figures:watch', null as never, null as never)
    await closed
  })

  it.each([
    '2[{"toString":"foo"}]',
    '2["figures:watch"',
    '442["x"]',
    '451000000-["figures:watch",{"_placeholder":true,"num":0}]',
    '2["disconnect"]',
    '2["connect",{}]',
    '9',
    'not a packet',
    '2/unknown,["figures:watch",{}]',
  ])('[LP15] %s below the protocol harms nobody', async (packet) => {
    const { server } = await start()
    const [bad, good] = [open(server), open(server)]
    await Promise.all([until(bad, 'connect'), until(good, 'connect')])
    bad.io.engine.write(packet)
    await sleep(50)
    expect((await watch(good, received)).rows).toHaveLength(2)
    expect(server.faults).toEqual([])
  })

  it('[LP14] above 64 KiB close the socket', async () => {
    const { server } = await start()
    const bad = open(server)
    await until(bad, 'connect')
    const closed = until(bad, 'disconnect')
    bad.emit('figures:unwatch', 'x'.repeat(64 * 1024 + 1))
    await closed
  })

  it('[LP15] survives work that fails inside', async () => {
    const { board, server } = await start()
    const screen = open(server)
    await until(screen, 'connect')
    board.breakWith(new Error('database gone'))
    expect(await say(screen, 'figures:watch', received)).toMatchObject({ problem: { code: 'IOC_INTERNAL' } })
    expect(server.faults).toHaveLength(1)
    board.breakWith(null)
    expect((await watch(screen, received)).rows).toHaveLength(2)
  })
})

describe('how much one socket may', () => {
  const monthOf2025 = (i: number): Query => ({
    measures: ['dossiers.received'],
    period: { from: `2025-01-${String(i + 1).padStart(2, '0')}`, to: '2025-12-31' },
  })

  it('[LP14] follows 20 questions and not 21; one given back makes room', async () => {
    const { server } = await start()
    const screen = open(server)
    const held = await Promise.all(Array.from({ length: 20 }, (_, i) => watch(screen, monthOf2025(i))))
    expect(new Set(held.map(({ watch: id }) => id)).size).toBe(20)
    await expect(watch(screen, monthOf2025(20))).rejects.toThrow('IOC_TOO_MANY_WATCHES')
    await say(screen, 'figures:unwatch', held[0]?.watch)
    expect((await watch(screen, monthOf2025(20))).rev).toBe(1)
  })

  it('[LP14] is slowed to its events a second, and closed when it goes on', async () => {
    const { server } = await start({ limits: { floodMs: 500 } })
    const flood = open(server)
    await until(flood, 'connect')
    const { watch: id } = await watch(flood, received)
    const answers = await Promise.all(Array.from({ length: 60 }, () => say(flood, 'figures:snapshot', id)))
    const refused = answers.filter((answer) => answer?.problem?.code === 'IOC_TOO_MANY_EVENTS').length
    // 40 of the rush, one of them taken by the watch; a few more have refilled meanwhile.
    expect(refused).toBeGreaterThan(60 - LIVE_LIMITS.eventRush)
    expect(refused).toBeLessThan(60)
    const closed = until(flood, 'disconnect')
    const going = setInterval(() => flood.emit('figures:unwatch', id), 1)
    closing.push(() => clearInterval(going))
    await closed
  })
})
