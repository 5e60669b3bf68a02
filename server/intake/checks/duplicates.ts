import type { Rule } from './check.ts'

/** V9: one key twice in one delivery. The value is never named, since a dossier code is a secret. */
export const DUPLICATE_OTHER: Rule = {
  id: 'V9',
  severity: 'error',
  title: { vi: 'Trùng khoá nhưng khác nội dung', en: 'One key twice with different content' },
  message: ({ first, second }) =>
    `Hai dòng cùng khoá (cùng mã, hoặc cùng đơn vị và kỳ) nhưng khác nội dung, ví dụ dòng ${first} và ${second}.`,
  suggestion: () => 'Giữ dòng đúng, xoá dòng kia. Nếu chỉ nhận các dòng tốt, dòng đứng trước được giữ.',
}

export const DUPLICATE_SAME: Rule = {
  id: 'V9.same',
  severity: 'notice',
  title: { vi: 'Dòng lặp lại nguyên văn', en: 'A row repeated word for word' },
  message: () => 'Dòng lặp lại nguyên văn một dòng trước; chỉ tính một lần.',
}

export const DUPLICATE_RULES: readonly Rule[] = [DUPLICATE_OTHER, DUPLICATE_SAME]
