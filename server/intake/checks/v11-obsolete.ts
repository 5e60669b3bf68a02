import type { Day } from '../../../shared/period.ts'
import type { Params } from '../../../shared/sentence.ts'
import type { Rule } from './check.ts'

/**
 * V11: words and units of the past are understood and said to be: "mức độ 1–4" after June 2022, names and codes of units that
 * had ended (districts after 30 June 2025). @see DOMAIN §1.4, A23; Decree 42/2022/NĐ-CP; Resolution 202/2025/QH15
 */
export const OBSOLETE: Rule = {
  id: 'V11',
  severity: 'warning',
  title: { vi: 'Từ cũ hoặc đơn vị đã kết thúc', en: 'An obsolete term or a unit that has ended' },
  message: {
    vi: ({ successor, level, word, name }: Params) =>
      word !== undefined
        ? `"${word}" là cách chia mức độ dịch vụ trước 6/2022; đã hiểu là "${level}".`
        : name !== undefined
          ? `Vào ngày của dòng, đơn vị này mang tên ${name}; đã hiểu là đơn vị đó.`
          : `Đơn vị này đã kết thúc trước ngày của dòng; đã chuyển sang ${successor}.`,
    en: ({ successor, level, word, name }: Params) =>
      word !== undefined
        ? `"${word}" is a service level of before June 2022; it was read as "${level}".`
        : name !== undefined
          ? `On the day of the row this unit was called ${name}; that one was taken.`
          : `This unit had ended before the day of the row; ${successor} was taken.`,
  },
  suggestion: {
    vi: 'Cập nhật danh mục của hệ thống nguồn.',
    en: 'Bring the lists of the source system up to date.',
  },
}

/** When the four levels of online service were replaced by two kinds (Decree 42/2022/NĐ-CP). */
export const OLD_LEVELS_ENDED: Day = '2022-06-30'
