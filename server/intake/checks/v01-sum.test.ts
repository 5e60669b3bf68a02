import { expect, it } from 'vitest'
import { rulesOf, tried } from './test-row.ts'

it('A1: 668 + 526 + 593 = 1,787 are 5 more than the stated 1,782', () => {
  expect(tried('indicators', { value: 1782, parts: '668+526+593' })).toEqual([
    {
      rule: 'V1',
      column: 'value',
      params: { what: { vi: 'Giá trị', en: 'Value' }, total: 1782, sum: 1787, difference: -5 },
    },
  ])
  expect(rulesOf('indicators', { value: 228, parts: '17; 11; 200' })).toEqual([])
})

it('form II.06: (3) = (4)+(5)+(6) and (11) = (12)+(13)', () => {
  // 60 + 30 + 9 = 99, one short of 100; 5 + 1 = 6, one short of 7.
  const row = { received: 100, receivedOnline: 60, receivedDirect: 30, carriedOver: 9 }
  expect(rulesOf('dossier-reports', { ...row, open: 7, openWithin: 5, openOverdue: 1 })).toEqual(['V1', 'V1'])
  expect(rulesOf('dossier-reports', { ...row, carriedOver: 10, open: 6, openWithin: 5, openOverdue: 1 })).toEqual([])
})

it('B14: six components of the national index add up to the total within 0.01', () => {
  const row = { CKMB: 10, TDGQ: 20, CLGQ: 15, TTTT: 5, MDHL: 18, MDSH: 12 }
  expect(rulesOf('index-scores', { ...row, total: 80.01 })).toEqual([])
  expect(rulesOf('index-scores', { ...row, total: 80.02 })).toEqual(['V1.index'])
})
