import { expect, it } from 'vitest'
import { rulesOf } from './test-row.ts'

it('B10: Hoà Bình’s "rate of dossiers synchronised: 23,636 dossiers" is a count labelled as a rate', () => {
  expect(rulesOf('indicators', { value: 23636, unitOfMeasure: '%' })).toEqual(['V8'])
  expect(rulesOf('indicators', { value: 23636, unitOfMeasure: 'hồ sơ' })).toEqual([])
  expect(rulesOf('indicators', { value: 100, unitOfMeasure: 'phần trăm' })).toEqual([])
})
