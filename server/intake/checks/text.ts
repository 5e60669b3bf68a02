import type { Rule } from './check.ts'

/** What an old font did to a text that cannot be undone. @see RELIABILITY U26 */
export const TEXT_CASE: Rule = {
  id: 'text.case',
  severity: 'warning',
  title: { vi: 'Chữ hoa đã mất', en: 'Capital letters are lost' },
  message: {
    vi: 'Cột gõ bằng phông chữ hoa (.VnTimeH): tệp chỉ lưu chữ thường, không khôi phục được chữ hoa.',
    en: 'The column was typed in a font of capitals (.VnTimeH): the file keeps small letters only, which capitals were meant cannot be told.',
  },
  suggestion: {
    vi: 'Số liệu không đổi; nếu cần tên viết hoa đúng, hãy chuyển phông sang Unicode rồi xuất lại.',
    en: 'Figures are the same; where names must look right, convert the font to Unicode and export again.',
  },
}

export const TEXT_RULES: readonly Rule[] = [TEXT_CASE]
