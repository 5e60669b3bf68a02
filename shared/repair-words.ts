import type { Words } from './datasets/dataset.ts'

/** What the choices of a repair are called that are no names of their own: leaving a cell empty, orders of days, signs of numbers, rows to keep. */
export const REPAIR_WORDS = {
  empty: { vi: '(để trống)', en: '(leave empty)' },
  yes: { vi: 'có', en: 'yes' },
  no: { vi: 'không', en: 'no' },
  dmy: { vi: 'Ngày trước, tháng sau (31/12/2025)', en: 'Day first, then month (31/12/2025)' },
  mdy: { vi: 'Tháng trước, ngày sau (12/31/2025)', en: 'Month first, then day (12/31/2025)' },
  comma: { vi: 'Dấu phẩy thập phân (1.234,5)', en: 'Decimal comma (1.234,5)' },
  point: { vi: 'Dấu chấm thập phân (1,234.5)', en: 'Decimal point (1,234.5)' },
  first: { vi: 'Giữ dòng đứng trước', en: 'Keep the earlier row' },
  last: { vi: 'Giữ dòng đứng sau', en: 'Keep the later row' },
  updated: { vi: 'Giữ dòng cập nhật gần nhất', en: 'Keep the row updated last' },
} as const satisfies Record<string, Words>

/** A choice of such words: its value is what the answer says. */
export function worded(value: string, name: keyof typeof REPAIR_WORDS): { value: string; label: string; en: string } {
  const { vi, en } = REPAIR_WORDS[name]
  return { value, label: vi, en }
}
