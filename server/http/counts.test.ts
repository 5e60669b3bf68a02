import { describe, expect, it } from 'vitest'
import { createCounts } from './counts.ts'

const MINUTE_MS = 60_000

describe('30 calls a minute', () => {
  it('are exactly 30; the 31st waits until the minute of the first is over', () => {
    let now = 1_000
    const counts = createCounts({ windowMs: MINUTE_MS, most: 30, monotonicMs: () => now })
    expect(Array.from({ length: 30 }, () => counts.take('a'))).toEqual(Array.from({ length: 30 }, () => 0))
    now = 21_000
    expect(counts.take('a')).toBe(40_000)
    now = 61_000
    expect(counts.take('a')).toBe(0)
  })

  it('are counted for each key apart', () => {
    const counts = createCounts({ windowMs: MINUTE_MS, most: 1, monotonicMs: () => 0 })
    expect([counts.take('a'), counts.take('b')]).toEqual([0, 0])
    expect(counts.take('a')).toBeGreaterThan(0)
  })

  it('keep a bounded number of keys, and never refuse a stranger because of the others', () => {
    const counts = createCounts({ windowMs: MINUTE_MS, most: 4, held: 100, monotonicMs: () => 0 })
    for (let i = 0; i < 10_000; i++) expect(counts.take(`key ${i}`)).toBe(0)
    expect(counts.size()).toBe(100)
  })

  it('of one who is over the limit are not washed away by a flood of strange keys', () => {
    const counts = createCounts({ windowMs: MINUTE_MS, most: 4, held: 100, monotonicMs: () => 0 })
    for (let i = 0; i < 4; i++) counts.take('greedy')
    for (let i = 0; i < 10_000; i++) counts.take(`key ${i}`)
    expect(counts.take('greedy')).toBeGreaterThan(0)
  })
})
