import { expect, it } from 'vitest'
import { compareRatios } from './ratio.ts'

// DOMAIN §1.2, A4: 99/124 = 79.84 %, stated as 80 %.
it('[V14] A4: 99 of 124 lies below 80 %, though it rounds to it', () => {
  expect(compareRatios({ over: 99, under: 124 }, { over: 0.8, under: 1 })).toBeLessThan(0)
  expect(compareRatios({ over: 100, under: 125 }, { over: 0.8, under: 1 })).toBe(0)
})
