import { expect, it } from 'vitest'
import { sayingOf, tell } from '../../../shared/sentence.ts'
import { tried } from './test-row.ts'
import { MISMATCH } from './v02-ratio.ts'
import { HINT } from './v03-hint.ts'

const hintFor = (row: Record<string, number | string>) => {
  const [found] = tried('indicators', { unitOfMeasure: '%', comparator: '=', ...row })
  return sayingOf(MISMATCH, found?.params ?? {})
}

it('A6 names the denominators that would give 85.9 %', () => {
  const { suggestion, en } = hintFor({ value: 85.9, decimals: 1, numerator: 716, denominator: 869 })
  expect(suggestion).toContain('mẫu số khớp với tỷ lệ đã ghi: 834 (làm tròn); 833 (cắt bớt)')
  expect(en?.suggestion).toContain('denominators that fit the stated percentage: 834 (rounded); 833 (cut off)')
})

it('B8 names a stretch of denominators, and the column that holds one of them', () => {
  const row = { value: 45.2, decimals: 1, numerator: 2357, denominator: 5870 }
  expect(hintFor(row).suggestion).toContain('5.209–5.220 (làm tròn)')
  expect(hintFor({ ...row, of: 5215 }).suggestion).toContain('Khớp với cột "Trên tổng số".')
})

it('names the numerators too: 746 or 747 of 869 would be 85.9 %', () => {
  // 0.8585 · 869 = 746.04 and 0.8595 · 869 = 746.9: by rounding none lies between but 746.04 ≤ n < 746.9; cut off 746.47 ≤ n < 747.34.
  const { suggestion } = hintFor({ value: 85.9, decimals: 1, numerator: 716, denominator: 869 })
  expect(suggestion).toContain('tử số khớp với tỷ lệ đã ghi: 747 (cắt bớt)')
})

it('asks to check both where nothing fits', () => {
  expect(tell(HINT, 'vi', {})).toBe('Kiểm tra tử số và mẫu số.')
})
