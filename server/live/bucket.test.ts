import { describe, expect, it } from 'vitest'
import { createBucket } from './bucket.ts'

describe('a bucket of 10 a second after a rush of 40', () => {
  it('[LP14] gives exactly the rush, then one each tenth of a second', () => {
    let now = 0
    const bucket = createBucket(10, 40, () => now)
    expect(Array.from({ length: 41 }, () => bucket.take()).filter(Boolean)).toHaveLength(40)
    now = 100
    expect([bucket.take(), bucket.take()]).toEqual([true, false])
  })

  it('[LP14] tells a flood from a rush: only a flood stays over for 5 s', () => {
    let now = 0
    const flood = createBucket(10, 40, () => now)
    const rush = createBucket(10, 40, () => now)
    for (let i = 0; i < 45; i++) rush.take()
    for (now = 0; now <= 5_100; now += 1) flood.take()
    expect(flood.overForMs()).toBeGreaterThan(5_000)
    // 20 of 40 are back after 2 s: the rush is forgiven.
    expect(rush.overForMs()).toBe(0)
  })
})
