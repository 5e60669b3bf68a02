import { expect, it } from 'vitest'
import { rulesOf, tried } from './test-row.ts'

const stated = (value: number, decimals: number, numerator: number, denominator: number, comparator = '=') => ({
  value,
  decimals,
  unitOfMeasure: '%',
  numerator,
  denominator,
  comparator,
})

it('A6: 716 of 869 is not 85.9 %', () => {
  expect(tried('indicators', stated(85.9, 1, 716, 869))).toMatchObject([
    { rule: 'V2', column: 'value', params: { rounded: '834', truncated: '833' } },
  ])
})

it.each([
  ['A10', 19.97, 2, 324, 1622],
  ['A19', 98.63, 2, 92526, 93804],
  ['A22', 95, 0, 86, 90],
])('%s: %d %% is cut off and not rounded: a notice', (_id, value, decimals, numerator, denominator) => {
  expect(rulesOf('indicators', stated(value, decimals, numerator, denominator))).toEqual(['V2.truncated'])
})

it('B11 follows; a bound (A29) is not judged', () => {
  expect(rulesOf('indicators', stated(36.09, 2, 537, 1488))).toEqual([])
  expect(rulesOf('indicators', stated(90, 0, 95, 100, '>'))).toEqual([])
})
