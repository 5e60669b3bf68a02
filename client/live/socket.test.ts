import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { createSetClock } from '../../server/clock.ts'
import { type Board, createBoard } from '../../server/test/board.ts'
import { type LiveServer, startLiveServer } from '../../server/test/live-server.ts'
import type { SourceState } from '../../shared/answer.ts'
import { queryKey } from '../../shared/live.ts'
import type { Query } from '../../shared/query.ts'
import { createLive, type Live, type LiveOptions } from './socket.ts'

const MORNING = new Date('2026-11-22T08:42:00+07:00')
const received: Query = { measures: ['dossiers.received'], by: ['unit'], period: { name: 'thisMonth' } }
const KEY = queryKey(received)

const closing: (() => void | Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const clock = createSetClock(MORNING)

async function serve(board: Board, port = 0, options: Parameters<typeof startLiveServer>[0] | object = {}) {
  const server = await startLiveServer({ figures: board.figures, clock, limits: { spacingMs: 20 }, ...options }, port)
  closing.push(() => server.close())
  return server
}

function open(server: LiveServer, options: LiveOptions = {}): Live {
  const live = createLive({ url: server.url, ...options })
  closing.push(() => live.close())
  return live
}

const shown = (live: Live, query = received) => live.answers.getState()[queryKey(query)]
const countOf = (live: Live, unit: string) =>
  shown(live)?.rows?.find((row) => row.unit === unit)?.['dossiers.received'] ?? null
const board = () => createBoard(clock, { 'cai-tac': 3, 'nga-bay': 5 })

describe('a page on its line', () => {
  it('[LP1] [LP2] shows the snapshot, then every change, and says when a figure became another', async () => {
    const figures = board()
    const server = await serve(figures)
    const live = open(server)
    live.watch(received)
    await expect.poll(() => countOf(live, 'nga-bay')).toEqual({ value: 5 })
    expect(shown(live)).toMatchObject({ seq: 1, at: MORNING.toISOString(), changedAt: 0, problem: null })
    server.announce(figures.receive('nga-bay', 2))
    await expect.poll(() => countOf(live, 'nga-bay')).toEqual({ value: 7 })
    expect(shown(live)?.changedAt).toBeGreaterThan(0)
    expect(live.connection.getState()).toMatchObject({ status: 'live', sample: true })
  })

  it('[LP6] keeps the very same rows over an empty patch, so that nothing is drawn again', async () => {
    const figures = board()
    const server = await serve(figures)
    const live = open(server)
    live.watch(received)
    await expect.poll(() => shown(live)?.seq).toBe(1)
    const rows = shown(live)?.rows
    server.announce(figures.deliverNothing())
    await expect.poll(() => shown(live)?.seq).toBe(2)
    expect(shown(live)?.rows).toBe(rows)
    expect(shown(live)?.changedAt).toBe(0)
  })

  it('[LP7] asks an equal question once, and keeps it while anybody needs it', async () => {
    const figures = board()
    const server = await serve(figures)
    const live = open(server)
    const leave = live.watch(received)
    live.watch({ ...received })
    await expect.poll(() => shown(live)?.seq).toBe(1)
    expect(figures.asked()).toBe(1)
    leave()
    leave()
    server.announce(figures.receive('nga-bay', 1))
    await expect.poll(() => countOf(live, 'nga-bay')).toEqual({ value: 6 })
  })

  it('[LP4] [LP8] shows the last figures while the server is away, and the right ones of the next process', async () => {
    const figures = board()
    const server = await serve(figures)
    const live = open(server)
    live.watch(received)
    await expect.poll(() => countOf(live, 'nga-bay')).toEqual({ value: 5 })
    await server.close()
    closing.splice(0, 1)
    await expect.poll(() => live.connection.getState().status).toBe('lost')
    expect(countOf(live, 'nga-bay')).toEqual({ value: 5 })
    figures.receive('nga-bay', 10)
    const next = await serve(figures, server.port)
    await expect.poll(() => countOf(live, 'nga-bay'), { timeout: 20_000 }).toEqual({ value: 15 })
    next.announce(figures.receive('cai-tac', 1))
    await expect.poll(() => countOf(live, 'cai-tac')).toEqual({ value: 4 })
    expect(live.connection.getState().status).toBe('live')
  })

  it('[LP17] asks anew for a watch that the server no longer knows', async () => {
    const figures = board()
    let allowed: string[] | 'all' = 'all'
    const server = await serve(figures, 0, {
      scopeOf: () => ({ actor: 'an', role: 'analyst', units: allowed, rows: true }),
      limits: { spacingMs: 20, recheckMs: 30 },
    })
    const live = open(server)
    live.watch(received)
    await expect.poll(() => shown(live)?.rows).toHaveLength(2)
    allowed = ['nga-bay']
    await expect.poll(() => shown(live)?.rows, { timeout: 20_000 }).toHaveLength(1)
  })

  it('[LP18] shows why a question has no answer, and the answer once the ledger moved', async () => {
    const figures = board()
    const server = await serve(figures)
    const live = open(server)
    figures.breakWith(Object.assign(new Error('unknown'), { code: 'IOC_UNKNOWN_WATCH', statusCode: 400 }))
    live.watch(received)
    await expect.poll(() => shown(live)?.problem?.code).toBe('IOC_UNKNOWN_WATCH')
    expect(shown(live)?.rows).toBeNull()
    figures.breakWith(null)
    server.announce(figures.receive('nga-bay', 1))
    await expect.poll(() => countOf(live, 'nga-bay'), { timeout: 15_000 }).toEqual({ value: 6 })
    expect(shown(live)?.problem).toBeNull()
  })

  it('[LP11] hears of a feed that became late, by the clock alone', async () => {
    const figures = board()
    const feed: SourceState = {
      feed: 'mot-cua',
      title: 'Một cửa',
      dataset: 'dossiers',
      lastReceivedAt: '2026-11-21T16:30:00+07:00',
      expectedBy: '2026-11-22T08:50:00+07:00',
      state: 'onTime',
      coversTo: '2026-11-21',
      sample: false,
    }
    figures.setSource(feed)
    const moving = createSetClock(MORNING)
    const server = await serve(figures, 0, { clock: moving })
    const live = open(server)
    live.watch(received)
    await expect.poll(() => shown(live)?.sources).toEqual([feed])
    const rows = shown(live)?.rows
    figures.setSource({ ...feed, state: 'late' })
    await sleep(2_100)
    moving.set(new Date('2026-11-22T08:51:00+07:00'))
    await expect.poll(() => shown(live)?.sources[0]?.state).toBe('late')
    expect(shown(live)?.rows).toBe(rows)
  })

  it('[LP13] knows that it is turned away, and by what', async () => {
    const server = await serve(board(), 0, { scopeOf: () => null })
    const live = open(server)
    await expect.poll(() => live.connection.getState().problem?.code).toBe('IOC_NOT_SIGNED_IN')
    expect(live.connection.getState().status).toBe('connecting')
    expect(live.answers.getState()[KEY]).toBeUndefined()
  })

  it('follows 20 questions at a time; scenes that left the screen make room', async () => {
    const figures = board()
    const server = await serve(figures)
    const live = open(server)
    const ask = (i: number): Query => ({
      measures: ['dossiers.received'],
      unit: `unit-${i}`,
      period: { name: 'today' },
    })
    const leave = Array.from({ length: 20 }, (_, i) => live.watch(ask(i)))
    await expect.poll(() => shown(live, ask(19))?.seq).toBe(1)
    for (const gone of leave) gone()
    live.watch(ask(20))
    await expect.poll(() => shown(live, ask(20))?.seq).toBe(1)
    expect(shown(live, ask(20))?.problem).toBeNull()
    expect(shown(live, ask(0))?.rows).not.toBeNull()
  })
})
