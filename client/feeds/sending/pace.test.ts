import { expect, it } from 'vitest'
import { addSample, paceOf, roundLeft, type Sample } from './pace.ts'

const run = (...samples: [atMs: number, done: number][]) =>
  samples.reduce<Sample[]>((before, [atMs, done]) => addSample(before, { atMs, done }), [])

it('tells rows a second and how long it will take', () => {
  // 40,000 rows in 2 s are 20,000 a second; 400,000 more take 20 s.
  expect(paceOf(run([0, 0], [1_000, 20_000], [2_000, 40_000]), 440_000)).toEqual({ perSecond: 20_000, secondsLeft: 20 })
})

it('says nothing in the first second, and no time where the end is not known', () => {
  expect(paceOf(run([0, 0], [600, 9_000]), 100_000)).toBeNull()
  expect(paceOf(run([0, 0], [1_000, 10_000]), null)).toEqual({ perSecond: 10_000, secondsLeft: null })
})

it('forgets how fast it was long ago', () => {
  // 1,000 a second at first; since second 10 only 100 a second: (10,800 − 10,000) in 8 s.
  const slow = Array.from({ length: 9 }, (_, second): [number, number] => [
    (10 + second) * 1_000,
    10_000 + second * 100,
  ])
  expect(paceOf(run([0, 0], [5_000, 5_000], ...slow), null)?.perSecond).toBe(100)
})

it('begins anew when a file is read again', () => {
  expect(run([0, 50_000], [1_000, 90_000], [2_000, 10])).toEqual([{ atMs: 2_000, done: 10 }])
})

it('rounds as people speak', () => {
  expect(roundLeft(3)).toEqual({ unit: 'moment', n: 0 })
  expect(roundLeft(17)).toEqual({ unit: 'seconds', n: 20 })
  expect(roundLeft(58)).toEqual({ unit: 'minutes', n: 1 })
  expect(roundLeft(150)).toEqual({ unit: 'minutes', n: 3 })
})
