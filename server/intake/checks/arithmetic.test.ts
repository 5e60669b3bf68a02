import { describe, expect, it } from 'vitest'
import { fitsOf, judgeRatio, judgeSum } from './arithmetic.ts'

// Expected verdicts: DOMAIN §1.2 and §1.3, "Arithmetic check of every figure".
describe('published figures', () => {
  it('A1: 668 + 526 + 593 is 5 more than the stated 1,782', () => {
    expect(judgeSum(1782, [668, 526, 593])).toEqual({ verdict: 'mismatch', difference: -5 })
  })

  it('A7: 17 + 11 + 200 = 228', () => {
    expect(judgeSum(228, [17, 11, 200]).verdict).toBe('ok')
  })

  it('A6: 716 of 869 is 82.39 %, not 85.9 %', () => {
    const { verdict, computed } = judgeRatio(85.9, 1, 716, 869)
    expect(verdict).toBe('mismatch')
    expect(computed).toBeCloseTo(82.39, 2)
  })

  it.each([
    ['A2', 33, 0, 593, 1782, 'exact'],
    ['A3', 7.5, 1, 2738, 36568, 'exact'],
    ['A4', 80, 0, 99, 124, 'exact'],
    ['A5', 93, 0, 1751, 1874, 'exact'],
    ['A10', 19.97, 2, 324, 1622, 'truncated'],
    ['A19', 98.63, 2, 92526, 93804, 'truncated'],
    ['A22', 95, 0, 86, 90, 'truncated'],
    ['B5', 11.07, 2, 135, 1441, 'mismatch'],
    ['B9', 99.87, 2, 55750, 55821, 'exact'],
    ['B13', 60.38, 2, 32, 53, 'exact'],
  ] as const)('%s: %d %% with %d decimals from %d/%d is %s', (_id, stated, decimals, n, d, verdict) => {
    expect(judgeRatio(stated, decimals, n, d).verdict).toBe(verdict)
  })
})

describe('what would fit', () => {
  it('A6: a denominator of 834 would round to 85.9 %, 833 would be cut to it', () => {
    expect(fitsOf(85.9, 1, 716, 869).denominators).toEqual({
      rounded: { from: 834, to: 834 },
      truncated: { from: 833, to: 833 },
    })
  })

  it('A11: of 324 only 269 is 83.02 %', () => {
    expect(fitsOf(83.02, 2, 0, 324).numerators.rounded).toEqual({ from: 269, to: 269 })
  })

  // 135/0.11075 = 1,218.96 and 135/0.11065 = 1,220.06.
  it('B5: 135 is 11.07 % of 1,219 or 1,220, and no whole number is it of 1,441', () => {
    const { denominators, numerators } = fitsOf(11.07, 2, 135, 1441)
    expect(denominators.rounded).toEqual({ from: 1219, to: 1220 })
    expect(numerators.rounded).toBeNull()
  })

  // 2,357/0.4525 = 5,208.8 and 2,357/0.4515 = 5,220.4: "a base of about 5,215".
  it('B8: 2,357 is 45.2 % of 5,209 to 5,220', () => {
    expect(fitsOf(45.2, 1, 2357, 5870).denominators.rounded).toEqual({ from: 5209, to: 5220 })
  })

  it('is nothing where nothing can be: 0 %', () => {
    expect(fitsOf(0, 1, 5, 100).denominators.truncated).toBeNull()
  })
})
