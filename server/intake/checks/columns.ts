import type { Rule } from './check.ts'

/** Rules of headers, sheets and periods: about the file as a whole, not about a row. */
export const COLUMN_MISSING: Rule = {
  id: 'column.missing',
  severity: 'error',
  title: { vi: 'Thiếu cột bắt buộc', en: 'A required column is missing' },
  message: ({ title }) => `Không tìm thấy cột "${title}".`,
  suggestion: ({ headers }) => `Thêm cột có tiêu đề như: ${headers}.`,
}

export const COLUMN_PERSONAL: Rule = {
  id: 'column.personal',
  severity: 'notice',
  title: { vi: 'Cột dữ liệu cá nhân đã bỏ', en: 'A personal column was dropped' },
  message: () => 'Cột có dữ liệu cá nhân: đã bỏ ngay khi đọc, không lưu.',
  suggestion: () => 'Lần sau nên xuất tệp không có cột này.',
}

export const HEADER_REPEATED: Rule = {
  id: 'header.repeated',
  severity: 'error',
  title: { vi: 'Tiêu đề lặp lại', en: 'A repeated header' },
  message: ({ columns }) => `Tiêu đề này đứng ở nhiều cột (${columns}); không rõ cột nào đúng.`,
  suggestion: () => 'Xoá hoặc đổi tên các cột thừa.',
}

export const HEADER_TWICE: Rule = {
  id: 'header.twice',
  severity: 'notice',
  title: { vi: 'Hai cột cùng nghĩa', en: 'Two columns with one meaning' },
  message: ({ used, title }) => `Cột này cũng có nghĩa "${title}"; đã dùng cột "${used}".`,
}

export const HEADER_RESERVED: Rule = {
  id: 'header.reserved',
  severity: 'error',
  title: { vi: 'Tiêu đề bị cấm', en: 'A reserved header' },
  message: () => 'Tiêu đề này là tên dành riêng, không được dùng.',
}

export const HEADER_LONG: Rule = {
  id: 'header.long',
  severity: 'error',
  title: { vi: 'Tiêu đề quá dài', en: 'A header that is too long' },
  message: ({ length }) => `Tiêu đề dài ${length} ký tự, tối đa 500.`,
}

export const PERIOD_DISAGREES: Rule = {
  id: 'period.disagrees',
  severity: 'error',
  title: { vi: 'Kỳ trong tệp khác kỳ đã chọn', en: 'The file names another period than the one given' },
  message: ({ file, given }) => `Tệp ghi kỳ ${file}, nhưng kỳ đã chọn là ${given}.`,
  suggestion: () => 'Chọn lại kỳ, hoặc gửi đúng tệp.',
}

export const PERIOD_BAD: Rule = {
  id: 'period.bad',
  severity: 'error',
  title: { vi: 'Kỳ không đọc được', en: 'A period that cannot be read' },
  message: () => 'Không đọc được kỳ.',
  suggestion: () => 'Ghi kỳ như 2025, 2025-Q3 hoặc 2025-10.',
}

export const FAULTS_MORE: Rule = {
  id: 'faults.more',
  severity: 'notice',
  title: { vi: 'Còn lỗi khác', en: 'More faults than are listed' },
  message: ({ groups }) => `Còn lỗi khác ngoài ${groups} nhóm lỗi đầu tiên.`,
}

export const COLUMN_RULES: readonly Rule[] = [
  COLUMN_MISSING,
  COLUMN_PERSONAL,
  HEADER_REPEATED,
  HEADER_TWICE,
  HEADER_RESERVED,
  HEADER_LONG,
  PERIOD_DISAGREES,
  PERIOD_BAD,
  FAULTS_MORE,
]
