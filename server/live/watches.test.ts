import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { SourceState } from '../../shared/answer.ts'
import type { Change } from '../../shared/live.ts'
import type { Query } from '../../shared/query.ts'
import { type Scope, SYSTEM_SCOPE } from '../../shared/roles.ts'
import { createSetClock } from '../clock.ts'
import { type Board, createBoard } from '../test/board.ts'
import { LIVE_LIMITS } from './limits.ts'
import { everyTime, nextTurn } from './moments.ts'
import { createWatches, type Watches } from './watches.ts'

// 08:42 in Hậu Giang on Sunday 22 November 2026.
const MORNING = new Date('2026-11-22T08:42:00+07:00')
const received: Query = { measures: ['dossiers.received'], by: ['unit'], period: { name: 'thisMonth' } }
const october: Query = {
  measures: ['dossiers.received'],
  unit: 'cai-tac',
  period: { from: '2026-10-01', to: '2026-10-31' },
}
const overdue: Query = { measures: ['dossiers.overdue'], period: { name: 'today' } }

let open: Watches | undefined
afterEach(() => open?.close())

function start(limits: Partial<typeof LIVE_LIMITS> = {}) {
  const clock = createSetClock(MORNING)
  const board = createBoard(clock, { 'cai-tac': 3, 'nga-bay': 5 })
  const changes: Change[] = []
  const failures: unknown[] = []
  const watches = createWatches({
    figures: board.figures,
    clock,
    epoch: 'e',
    limits: { ...LIVE_LIMITS, spacingMs: 40, ...limits },
    send: (change) => changes.push(change),
    fail: (_watch, error) => failures.push(error),
  })
  open = watches
  const announce = (commit: ReturnType<Board['receive']>) => watches.announce(commit.touched)
  return { clock, board, changes, failures, watches, announce }
}

describe('watches', () => {
  it('[LP7] computes equal questions of equal rights once', async () => {
    const { board, watches } = start()
    const ids = await Promise.all(Array.from({ length: 50 }, () => watches.join({ ...received }, SYSTEM_SCOPE)))
    expect(new Set(ids).size).toBe(1)
    expect(board.asked()).toBe(1)
  })

  it('[LP7] keeps questions of different rights apart', async () => {
    const { watches } = start()
    const commune: Scope = { actor: 'an', role: 'analyst', units: ['nga-bay'], rows: true }
    const all = await watches.join(received, SYSTEM_SCOPE)
    const one = await watches.join(received, commune)
    expect(watches.snapshot(all)?.rows).toHaveLength(2)
    expect(watches.snapshot(one)?.rows).toEqual([{ unit: 'nga-bay', 'dossiers.received': { value: 5 } }])
  })

  it('[LP2] [LP5] numbers its changes and sends only the row that changed', async () => {
    const { board, changes, watches, announce } = start()
    const watch = await watches.join(received, SYSTEM_SCOPE)
    announce(board.receive('nga-bay', 2))
    await expect.poll(() => changes).toHaveLength(1)
    announce(board.receive('cai-tac', 1))
    await sleep(80)
    expect(changes.map(({ rev, seq }) => [rev, seq])).toEqual([
      [2, 2],
      [3, 3],
    ])
    expect(changes[0]).toMatchObject({
      watch,
      epoch: 'e',
      patch: { put: [{ unit: 'nga-bay', 'dossiers.received': { value: 7 } }], drop: [] },
    })
  })

  it('[LP6] sends an empty patch when a commit leaves the rows equal', async () => {
    const { board, changes, watches, announce } = start()
    await watches.join(received, SYSTEM_SCOPE)
    announce(board.deliverNothing())
    await sleep(60)
    expect(changes).toMatchObject([{ rev: 2, seq: 2, patch: { put: [], drop: [] } }])
  })

  it('[LP7] answers a rush of commits with the latest seq, once per spacing', async () => {
    const { board, changes, watches, announce } = start({ spacingMs: 250 })
    await watches.join(received, SYSTEM_SCOPE)
    for (let i = 0; i < 100; i++) {
      announce(board.receive('nga-bay', 1))
      await sleep(2)
    }
    await sleep(320)
    // The first answer opens the spacing; 100 commits in some 250 ms then fall into one or two later ones.
    expect(changes.length).toBeLessThanOrEqual(3)
    expect(changes.at(-1)?.seq).toBe(101)
    expect(changes.map(({ rev }) => rev)).toEqual(changes.map((_, i) => i + 2))
  })

  it('[LP7] leaves a question alone that the units of a commit do not touch', async () => {
    const { board, changes, watches, announce } = start()
    await watches.join({ ...received, unit: 'cai-tac' }, SYSTEM_SCOPE)
    announce(board.receive('nga-bay', 1))
    await sleep(60)
    expect(board.asked()).toBe(1)
    expect(changes).toEqual([])
  })

  it('[LP7] leaves counts of October alone when November dossiers arrive', async () => {
    const { board, watches, announce } = start()
    await watches.join(october, SYSTEM_SCOPE)
    announce(board.receive('cai-tac', 1))
    await sleep(60)
    expect(board.asked()).toBe(1)
  })

  it('[LP7] never computes an earlier state again', async () => {
    const { board, watches, announce } = start()
    await watches.join({ ...received, at: { seq: 1 } }, SYSTEM_SCOPE)
    announce(board.receive('nga-bay', 1))
    watches.turnDay()
    await sleep(60)
    expect(board.asked()).toBe(1)
  })

  it('[LP7] computes again what a feed now speaks for, and only passes on that it is late', async () => {
    const { board, changes, watches } = start()
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
    board.setSource(feed)
    await watches.join(received, SYSTEM_SCOPE)
    watches.freshen('all', [{ ...feed, state: 'late' }])
    expect(changes).toMatchObject([{ rev: 2, patch: { put: [], drop: [] }, sources: [{ state: 'late' }] }])
    expect(board.asked()).toBe(1)
    watches.freshen('all', [{ ...feed, coversTo: '2026-11-22' }])
    await expect.poll(() => board.asked()).toBe(2)
  })

  it('[LP11] counts a dossier as overdue from midnight on, with no commit', async () => {
    const { board, changes, clock, watches } = start()
    board.owe('2026-11-22')
    const watch = await watches.join(overdue, SYSTEM_SCOPE)
    const stop = everyTime(clock, nextTurn, () => watches.turnDay())
    // Due on the 22nd: still in time at its last minute, late from the first one of the 23rd (DESIGN §5).
    expect(watches.snapshot(watch)?.rows).toEqual([{ 'dossiers.overdue': { value: 0 } }])
    clock.set(new Date('2026-11-22T23:59:59+07:00'))
    await sleep(60)
    expect(changes).toEqual([])
    clock.set(new Date('2026-11-23T00:00:01+07:00'))
    await sleep(60)
    stop()
    expect(changes.map(({ rows }) => rows)).toEqual([[{ 'dossiers.overdue': { value: 1 } }]])
  })

  it('[LP17] keeps a question for a while after the last one left, then forgets it', async () => {
    const { board, watches } = start({ lingerMs: 40 })
    const watch = await watches.join(received, SYSTEM_SCOPE)
    watches.leave(watch)
    expect(await watches.join(received, SYSTEM_SCOPE)).toBe(watch)
    watches.leave(watch)
    await sleep(80)
    expect(watches.size()).toBe(0)
    await watches.join(received, SYSTEM_SCOPE)
    expect(board.asked()).toBe(2)
  })

  it('[LP17] does not compute for nobody, and never shows what it let grow old', async () => {
    const { board, watches, announce } = start()
    watches.leave(await watches.join(received, SYSTEM_SCOPE))
    announce(board.receive('nga-bay', 4))
    await sleep(60)
    expect(board.asked()).toBe(1)
    const watch = await watches.join(received, SYSTEM_SCOPE)
    expect(watches.snapshot(watch)?.rows).toContainEqual({ unit: 'nga-bay', 'dossiers.received': { value: 9 } })
  })

  it('[LP18] keeps the state and tries again when the ledger does not answer', async () => {
    const { board, changes, failures, watches, announce } = start()
    const watch = await watches.join(received, SYSTEM_SCOPE)
    board.breakWith(Object.assign(new Error('away'), { statusCode: 503 }))
    announce(board.receive('nga-bay', 1))
    await sleep(60)
    expect(watches.snapshot(watch)?.rev).toBe(1)
    board.breakWith(null)
    await expect.poll(() => changes.at(-1)?.seq, { timeout: 3_000 }).toBe(2)
    expect(failures).toEqual([])
  })

  it('[LP18] says so when a question can no longer be answered', async () => {
    const { board, failures, watches, announce } = start()
    await watches.join(received, SYSTEM_SCOPE)
    const gone = Object.assign(new Error('unknown unit'), { statusCode: 400 })
    board.breakWith(gone)
    announce(board.receive('nga-bay', 1))
    await expect.poll(() => failures).toEqual([gone])
  })

  it('refuses the question itself when it has no first answer, and forgets it', async () => {
    const { board, watches } = start()
    board.breakWith(new Error('unknown measure'))
    await expect(watches.join(received, SYSTEM_SCOPE)).rejects.toThrow('unknown measure')
    expect(watches.size()).toBe(0)
  })

  it('[LP14] follows no more different questions than it may', async () => {
    const { watches } = start({ watches: 1 })
    await watches.join(received, SYSTEM_SCOPE)
    await expect(watches.join(overdue, SYSTEM_SCOPE)).rejects.toMatchObject({ code: 'IOC_TOO_MANY_WATCHES' })
  })
})
