import { expect, it } from 'vitest'
import { rulesOf, tried } from './test-row.ts'

it('A23: online 100 % of 93,804 leaves no room for 18 by post', () => {
  expect(tried('dossier-reports', { received: 93804, receivedOnline: 93804, receivedPost: 18 })).toMatchObject([
    { rule: 'V6', column: 'receivedPost', params: { a: 93822, b: 93804 } },
  ])
  expect(rulesOf('dossier-reports', { received: 93804, receivedOnline: 93786, receivedPost: 18 })).toEqual([])
})

it('a part is not greater than its whole, in reports, published figures and ranks', () => {
  expect(rulesOf('dossier-reports', { open: 5, openOverdue: 6 })).toEqual(['V6'])
  // A6 the wrong way round: 869 of 716.
  expect(
    rulesOf('indicators', { value: 90, comparator: '>', unitOfMeasure: '%', numerator: 869, denominator: 716 }),
  ).toEqual(['V6'])
  expect(rulesOf('index-scores', { rank: 35, of: 34 })).toEqual(['V6'])
  expect(rulesOf('index-scores', { rank: 34, of: 34 })).toEqual([])
})
