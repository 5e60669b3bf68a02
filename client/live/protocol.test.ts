import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { FigureRow } from '../../shared/answer.ts'
import { applyPatch, type Change, queryKey, rowKey, type Snapshot } from '../../shared/live.ts'
import { receiveChange, receiveSnapshot } from './protocol.ts'

const row = (unit: string, value: number): FigureRow => ({ unit, 'dossiers.received': { value } })
const stamp = { watch: 'w', epoch: 'a', at: '2026-11-22T08:42:00+07:00', sources: [] }
const shown: Snapshot = { ...stamp, rev: 7, seq: 40, rows: [row('x', 1), row('y', 2)] }
const change = (rev: number, rest: Partial<Change> = {}): Change => ({
  watch: 'w',
  epoch: 'a',
  rev,
  seq: 41,
  at: '2026-11-22T08:43:00+07:00',
  ...rest,
})

describe('the state of a watch on screen', () => {
  it('[LP1] begins with a snapshot and is replaced by the next one', () => {
    expect(receiveSnapshot(shown)).toBe(shown)
    const newer = { ...shown, rev: 9 }
    expect(receiveSnapshot(newer, shown)).toBe(newer)
  })

  it('[LP1] is not thrown back by a snapshot that changes have gone past', () => {
    expect(receiveSnapshot({ ...shown, rev: 6 }, shown)).toBe(shown)
  })

  it('[LP4] is forgotten for a snapshot of a restarted server, whatever its rev', () => {
    const restarted = { ...shown, epoch: 'b', rev: 1 }
    expect(receiveSnapshot(restarted, shown)).toBe(restarted)
  })

  it('[LP2] takes the change that follows it', () => {
    const { kind, state } = receiveChange(shown, change(8, { rows: [row('x', 5)] }), ['unit'])
    expect(kind).toBe('applied')
    expect(state).toEqual({ ...shown, rev: 8, seq: 41, at: '2026-11-22T08:43:00+07:00', rows: [row('x', 5)] })
  })

  it('[LP3] ignores a change it has already shown', () => {
    const received = receiveChange(shown, change(7, { rows: [row('x', 9)] }), ['unit'])
    expect(received).toEqual({ kind: 'stale', state: shown })
  })

  it('[LP3] asks for a snapshot when a rev is skipped, and stays as it is', () => {
    expect(receiveChange(shown, change(9, { rows: [] }), ['unit'])).toEqual({ kind: 'gap', state: shown })
  })

  it('[LP4] asks for a snapshot when the change is of another server process', () => {
    expect(receiveChange(shown, change(8, { epoch: 'b' }), ['unit'])).toEqual({ kind: 'gap', state: shown })
  })

  it('[LP5] keeps the place of a replaced row, loses dropped rows and puts new rows last', () => {
    const patch = { put: [row('z', 3), row('y', 8)], drop: ['x'] }
    expect(receiveChange(shown, change(8, { patch }), ['unit']).state.rows).toEqual([row('y', 8), row('z', 3)])
  })

  it('[LP6] keeps its rows over an empty patch while time and seq move on', () => {
    const { state } = receiveChange(shown, change(8, { patch: { put: [], drop: [] } }), ['unit'])
    expect(state.rows).toEqual(shown.rows)
    expect([state.rev, state.seq]).toEqual([8, 41])
  })
})

/** Park and Miller's generator, so that a failing schedule can be run again. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** A server that changes rows at random and sends each change as rows or as a patch; the line loses, doubles and swaps. */
function runSchedule(seed: number): { server: Snapshot; screen: Snapshot } {
  const random = randomFrom(seed)
  let server: Snapshot = { ...shown, rev: 1 }
  let screen = receiveSnapshot(server)
  let line: Change[] = []
  const deliver = (message: Change) => {
    const { kind, state } = receiveChange(screen, message, ['unit'])
    screen = kind === 'gap' ? receiveSnapshot(server, screen) : state
  }
  for (let step = 0; step < 30; step++) {
    const unit = 'uvxyz'[Math.floor(random() * 5)] ?? 'u'
    const gone = random() < 0.3
    const patch = gone ? { put: [], drop: [unit] } : { put: [row(unit, step)], drop: [] }
    const rows = applyPatch(server.rows, patch, ['unit'])
    if (random() < 0.02) server = { ...server, epoch: `epoch ${step}`, rev: 0 }
    server = { ...server, rev: server.rev + 1, seq: server.seq + 1, rows }
    const { watch, epoch, rev, seq, at } = server
    line.push({ watch, epoch, rev, seq, at, ...(random() < 0.5 ? { rows } : { patch }) })
    line = line.flatMap((message) => (random() < 0.1 ? [] : random() < 0.1 ? [message, message] : [message]))
    if (random() < 0.2) line.reverse()
    if (random() < 0.6) for (const message of line.splice(0)) deliver(message)
  }
  // The line is whole again: the next change arrives, and with it whatever was missed.
  server = { ...server, rev: server.rev + 1, seq: server.seq + 1, rows: [...server.rows, row('last', 1)] }
  for (const message of line) deliver(message)
  const { watch, epoch, rev, seq, at, rows } = server
  deliver({ watch, epoch, rev, seq, at, rows })
  return { server, screen }
}

describe('a line that loses, doubles and reorders', () => {
  it('[LP2] [LP3] [LP4] ends in the state of the server in 1,000 of 1,000 random schedules', () => {
    const wrong = Array.from({ length: 1_000 }, (_, i) => i + 1).filter((seed) => {
      const { server, screen } = runSchedule(seed)
      return !isDeepStrictEqual(server, screen)
    })
    expect(wrong).toEqual([])
  })
})

describe('names of questions and rows', () => {
  it('gives equal questions one key, whatever the order of their parts', () => {
    const a = queryKey({ measures: ['m'], period: { from: '2026-01-01', to: '2026-02-01' }, unit: 'u' })
    const b = queryKey({ unit: 'u', period: { to: '2026-02-01', from: '2026-01-01' }, measures: ['m'] })
    expect(a).toBe(b)
    expect(a).not.toBe(queryKey({ measures: ['m'], period: { from: '2026-01-01', to: '2026-02-01' }, unit: 'v' }))
  })

  it('tells rows apart by all their dimensions', () => {
    expect(rowKey({ unit: 'a', day: 'b' }, ['unit', 'day'])).not.toBe(rowKey({ unit: 'ab', day: '' }, ['unit', 'day']))
  })
})
