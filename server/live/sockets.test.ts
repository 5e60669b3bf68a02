import { afterEach, describe, expect, it } from 'vitest'
import type { Change, Snapshot } from '../../shared/live.ts'
import type { Query } from '../../shared/query.ts'
import type { Role } from '../../shared/roles.ts'
import { atEnd, closeAll, MORNING, openClient, RECEIVED, say, serveBoard, until, watch } from '../test/live-client.ts'
import { LIVE_LIMITS } from './limits.ts'

afterEach(closeAll)

describe('two screens', () => {
  it('[LP1] [LP5] [LP7] get a snapshot each, and the same numbered change', async () => {
    const { board, server } = await serveBoard()
    const screens = [openClient(server), openClient(server)]
    const snapshots = await Promise.all(screens.map((screen) => watch(screen, RECEIVED)))
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
    const { board, server } = await serveBoard({ limits: { spacingMs: 1 } })
    const screen = openClient(server)
    await until(screen, 'connect')
    let snapshot: Snapshot | undefined
    const revs: number[] = []
    screen.on('figures:changed', ({ rev }) => revs.push(snapshot ? rev : -1))
    const committing = setInterval(() => server.announce(board.receive('nga-bay', 1)), 1)
    screen.emit('figures:watch', RECEIVED, (answer) => {
      snapshot = answer as Snapshot
    })
    await expect.poll(() => revs.length).toBeGreaterThan(20)
    clearInterval(committing)
    const first = (snapshot?.rev ?? 0) + 1
    expect(revs).toEqual(revs.map((_, i) => first + i))
  })

  it('[LP9] are greeted, and told the alerts of their rights', async () => {
    const item = { id: 'feedLate:a', kind: 'feedLate', severity: 'watch', params: {}, since: MORNING.toISOString() }
    const { server } = await serveBoard({ alertsOf: () => [item as never] })
    const screen = openClient(server)
    const hello = new Promise((resolve) => screen.once('hello', resolve))
    const alerts = new Promise((resolve) => screen.once('alerts:changed', resolve))
    expect(await hello).toMatchObject({ version: 1, sample: true, now: MORNING.toISOString() })
    expect(await alerts).toEqual({ items: [item], at: MORNING.toISOString() })
  })

  it('[LP17] cannot read a watch of one another', async () => {
    const { server } = await serveBoard()
    const [mine, other] = [openClient(server), openClient(server)]
    await until(other, 'connect')
    const { watch: id } = await watch(mine, RECEIVED)
    expect(await say(other, 'figures:snapshot', id)).toMatchObject({ problem: { code: 'IOC_UNKNOWN_WATCH' } })
    expect(await say(mine, 'figures:snapshot', id)).toMatchObject({ watch: id, rev: 1 })
    expect(await say(mine, 'figures:unwatch', id)).toEqual({ watch: id })
    expect(await say(mine, 'figures:snapshot', id)).toMatchObject({ problem: { code: 'IOC_UNKNOWN_WATCH' } })
  })
})

describe('the progress of a delivery', () => {
  const step = { id: 'b1', stage: 'done', done: 10, total: 10 } as const
  const toldTo = async (role: Role, sees: boolean, sample = false) => {
    const scopeOf = () => ({ actor: 'lan', role, units: 'all', rows: true }) as const
    const { server } = await serveBoard({ scopeOf, sample: () => sample, sees: async () => sees })
    const screen = openClient(server)
    await until(screen, 'connect')
    const told: unknown[] = []
    screen.on('batch:progress', (progress) => told.push(progress))
    server.live.progress(step)
    await watch(screen, RECEIVED)
    return told
  }

  it('is told to those whose role has to do with deliveries and who may see this one', async () => {
    expect(await toldTo('officer', true)).toEqual([step])
    expect(await toldTo('officer', false)).toEqual([])
    expect(await toldTo('leader', true)).toEqual([])
  })

  it('is told to a screen in sample mode, of what it may see', async () => {
    expect(await toldTo('screen', true, true)).toEqual([step])
    expect(await toldTo('screen', false, true)).toEqual([])
  })

  it('is asked once for all sockets of equal rights, and told in its order', async () => {
    const asked: string[] = []
    const scopeOf = () => ({ actor: 'lan', role: 'officer', units: 'all', rows: true }) as const
    const sees = async (batch: string) => asked.push(batch) > 0
    const { server } = await serveBoard({ scopeOf, sample: () => false, sees })
    const screens = [openClient(server), openClient(server)]
    await Promise.all(screens.map((screen) => until(screen, 'connect')))
    const done: number[] = []
    screens[0]?.on('batch:progress', (progress) => done.push(progress.done))
    for (const i of [1, 2, 3]) server.live.progress({ id: 'b1', stage: 'checking', done: i, total: 4 })
    server.live.progress({ id: 'b1', stage: 'done', done: 4, total: 4 })
    await expect.poll(() => done.at(-1)).toBe(4)
    expect(done).toEqual(done.toSorted())
    expect(asked).toEqual(['b1'])
  })
})

describe('how much one socket may', () => {
  const monthOf2025 = (i: number): Query => ({
    measures: ['dossiers.received'],
    period: { from: `2025-01-${String(i + 1).padStart(2, '0')}`, to: '2025-12-31' },
  })

  it('[LP14] follows 20 questions and not 21; one given back makes room', async () => {
    const { server } = await serveBoard()
    const screen = openClient(server)
    const held = await Promise.all(Array.from({ length: 20 }, (_, i) => watch(screen, monthOf2025(i))))
    expect(new Set(held.map(({ watch: id }) => id)).size).toBe(20)
    await expect(watch(screen, monthOf2025(20))).rejects.toThrow('IOC_TOO_MANY_WATCHES')
    await say(screen, 'figures:unwatch', held[0]?.watch)
    expect((await watch(screen, monthOf2025(20))).rev).toBe(1)
  })

  it('[LP14] is slowed to its events a second, and closed when it goes on', async () => {
    const { server } = await serveBoard({ limits: { floodMs: 500 } })
    const flood = openClient(server)
    await until(flood, 'connect')
    const { watch: id } = await watch(flood, RECEIVED)
    const answers = await Promise.all(Array.from({ length: 60 }, () => say(flood, 'figures:snapshot', id)))
    const refused = answers.filter((answer) => answer?.problem?.code === 'IOC_TOO_MANY_EVENTS').length
    // 40 of the rush, one of them taken by the watch; a few more have refilled meanwhile.
    expect(refused).toBeGreaterThan(60 - LIVE_LIMITS.eventRush)
    expect(refused).toBeLessThan(60)
    const closed = until(flood, 'disconnect')
    const going = setInterval(() => flood.emit('figures:unwatch', id), 1)
    atEnd(() => clearInterval(going))
    await closed
  })
})
