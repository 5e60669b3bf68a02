import type { Rule } from './check.ts'

/**
 * V12: comma or point is decided once for a column and never guessed for a cell; a cell in another style is a fault. Bounds
 * ("trên 90 %") and spaces before % are understood. @see DOMAIN §1.4, A19, A29
 */
export const NUMBER_BAD: Rule = {
  id: 'V12',
  severity: 'error',
  title: { vi: 'Số không đọc được', en: 'Not a number in the form of its column' },
  message: {
    vi: ({ style }) =>
      style === ''
        ? 'Không phải là số.'
        : `Không phải là số theo cách viết của cột (dấu thập phân là dấu ${style === 'comma' ? 'phẩy' : 'chấm'}).`,
    en: ({ style }) =>
      style === ''
        ? 'Not a number.'
        : `Not a number in the form of its column (whose decimal sign is the ${style === 'comma' ? 'comma' : 'point'}).`,
  },
  suggestion: {
    vi: 'Dùng một cách viết số cho cả cột, ví dụ 1.234,5.',
    en: 'Write all numbers of a column in one form, such as 1.234,5.',
  },
}
