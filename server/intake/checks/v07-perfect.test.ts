import { expect, it } from 'vitest'
import { rulesOf } from './test-row.ts'

it('A24: 4,008 of 4,008 satisfied is remarkable; 20 of 20 is not', () => {
  expect(rulesOf('indicators', { value: 100, unitOfMeasure: '%', numerator: 4008, denominator: 4008 })).toEqual(['V7'])
  expect(rulesOf('indicators', { value: 100, unitOfMeasure: '%', numerator: 20, denominator: 20 })).toEqual([])
})

it('A17: all of 418,568 received and resolved, none left open, is remarkable', () => {
  expect(rulesOf('dossier-reports', { received: 418568, resolved: 418568, open: 0 })).toEqual(['V7'])
  expect(rulesOf('dossier-reports', { received: 418568, resolved: 418567, open: 1 })).toEqual([])
})
