import { describe, expect, it } from 'vitest'
import { judgeRatio, judgeSum } from './arithmetic.ts'

// Expected verdicts: DOMAIN §1.2 and §1.3, "Arithmetic check of every figure".
describe('published figures', () => {
  it('A1: 668 + 526 + 593 is 5 more than the stated 1,782', () => {
    expect(judgeSum(1782, [668, 526, 593])).toEqual({ verdict: 'mismatch', difference: -5 })
  })

  it('A7: 17 + 11 + 200 = 228', () => {
    expect(judgeSum(228, [17, 11, 200]).verdict).toBe('ok')
  })

  it('A6: 716 of 869 is not 85.9 %; 834 would round to it, 833 would be cut to it', () => {
    const { verdict, computed, fits } = judgeRatio(85.9, 1, 716, 869)
    expect(verdict).toBe('mismatch')
    expect(computed).toBeCloseTo(82.39, 2)
    expect(fits).toEqual({ rounded: [834], truncated: [833] })
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
