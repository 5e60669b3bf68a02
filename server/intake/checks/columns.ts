import { written } from '../../../shared/sentence.ts'
import type { Rule } from './check.ts'

/** Rules of headers, sheets and periods: about the file as a whole, not about a row. */
export const COLUMN_MISSING: Rule = {
  id: 'column.missing',
  severity: 'error',
  title: { vi: 'Thiếu cột bắt buộc', en: 'A required column is missing' },
  message: { vi: 'Không tìm thấy cột "{title}".', en: 'There is no column "{title}".' },
  suggestion: { vi: 'Thêm cột có tiêu đề như: {headers}.', en: 'Add a column with a header such as: {headers}.' },
}

export const COLUMN_PERSONAL: Rule = {
  id: 'column.personal',
  severity: 'notice',
  title: { vi: 'Cột dữ liệu cá nhân đã bỏ', en: 'A personal column was dropped' },
  message: {
    vi: 'Cột có dữ liệu cá nhân: đã bỏ ngay khi đọc, không lưu.',
    en: 'The column holds personal data: it was dropped while reading and is not kept.',
  },
  suggestion: {
    vi: 'Lần sau nên xuất tệp không có cột này.',
    en: 'Next time, export the file without this column.',
  },
}

export const HEADER_REPEATED: Rule = {
  id: 'header.repeated',
  severity: 'error',
  title: { vi: 'Tiêu đề lặp lại', en: 'A repeated header' },
  message: {
    vi: 'Tiêu đề này đứng ở nhiều cột ({columns}); không rõ cột nào đúng.',
    en: 'This header stands over several columns ({columns}); which one is meant cannot be told.',
  },
  suggestion: { vi: 'Xoá hoặc đổi tên các cột thừa.', en: 'Delete or rename the columns that are too many.' },
}

export const HEADER_TWICE: Rule = {
  id: 'header.twice',
  severity: 'notice',
  title: { vi: 'Hai cột cùng nghĩa', en: 'Two columns with one meaning' },
  message: {
    vi: 'Cột này cũng có nghĩa "{title}"; đã dùng cột "{used}".',
    en: 'This column also means "{title}"; column "{used}" was used.',
  },
}

export const HEADER_RESERVED: Rule = {
  id: 'header.reserved',
  severity: 'error',
  title: { vi: 'Tiêu đề bị cấm', en: 'A reserved header' },
  message: {
    vi: 'Tiêu đề này là tên dành riêng, không được dùng.',
    en: 'This header is a reserved name and cannot be used.',
  },
}

export const HEADER_LONG: Rule = {
  id: 'header.long',
  severity: 'error',
  title: { vi: 'Tiêu đề quá dài', en: 'A header that is too long' },
  message: {
    vi: 'Tiêu đề dài {length} ký tự, tối đa 500.',
    en: 'The header has {length} characters, at most 500 are taken.',
  },
}

export const PERIOD_DISAGREES: Rule = {
  id: 'period.disagrees',
  severity: 'error',
  title: { vi: 'Kỳ trong tệp khác kỳ đã chọn', en: 'The file names another period than the one given' },
  message: {
    vi: 'Tệp ghi kỳ {file}, nhưng kỳ đã chọn là {given}.',
    en: 'The file says {file}, but the period given is {given}.',
  },
  suggestion: { vi: 'Chọn lại kỳ, hoặc gửi đúng tệp.', en: 'Choose the period again, or send the right file.' },
}

export const PERIOD_BAD: Rule = {
  id: 'period.bad',
  severity: 'error',
  title: { vi: 'Kỳ không đọc được', en: 'A period that cannot be read' },
  message: { vi: 'Không đọc được kỳ.', en: 'The period cannot be read.' },
  suggestion: { vi: 'Ghi kỳ như 2025, 2025-Q3 hoặc 2025-10.', en: 'Write periods as 2025, 2025-Q3 or 2025-10.' },
}

/** Rows that the officer's program hides are data like all others; said, so that nobody wonders where they come from. */
export const ROWS_HIDDEN: Rule = {
  id: 'rows.hidden',
  severity: 'notice',
  title: { vi: 'Có dòng đang ẩn', en: 'Hidden rows were read' },
  message: {
    vi: 'Trang có {hidden} dòng đang ẩn (do lọc hoặc ẩn tay); các dòng này cũng được đọc và tính.',
    en: 'The sheet hides {hidden} rows (by a filter or by hand); they are read and counted too.',
  },
  suggestion: {
    vi: 'Nếu không muốn tính các dòng ẩn, hãy xóa chúng khỏi tệp rồi nộp lại.',
    en: 'If they should not count, delete them from the file and send it again.',
  },
}

export const COLUMNS_HIDDEN: Rule = {
  id: 'columns.hidden',
  severity: 'notice',
  title: { vi: 'Có cột đang ẩn', en: 'Hidden columns were read' },
  message: {
    vi: 'Trang có {hidden} cột đang ẩn; các cột này cũng được đọc.',
    en: 'The sheet hides {hidden} columns; they are read too.',
  },
}

/** Fonts such as .VnTimeH draw small letters as capitals: what was meant cannot be told from the bytes. */
export const TEXT_CASE: Rule = {
  id: 'text.case',
  severity: 'warning',
  title: { vi: 'Không khôi phục được chữ hoa', en: 'Capital letters cannot be recovered' },
  message: {
    vi: 'Cột dùng phông chữ hoa kiểu cũ (như .VnTimeH): đã đọc thành chữ thường, vì tệp không giữ chữ hoa.',
    en: 'The column uses an old font of capitals (such as .VnTimeH): it was read as small letters, since the file keeps no capitals.',
  },
  suggestion: {
    vi: 'Kiểm tra tên riêng; nên xuất lại tệp bằng Unicode.',
    en: 'Check proper names; better export the file in Unicode.',
  },
}

export const FAULTS_MORE: Rule = {
  id: 'faults.more',
  severity: 'notice',
  title: { vi: 'Còn lỗi khác', en: 'More faults than are listed' },
  message: {
    vi: ({ groups, left, places, bound }) =>
      `Ngoài ${written(groups, 'vi')} nhóm lỗi đầu tiên còn ${bound ? 'hơn ' : ''}${written(left, 'vi')} nhóm nữa, ở ${written(places, 'vi')} chỗ.`,
    en: ({ groups, left, places, bound }) =>
      `Besides the first ${written(groups, 'en')} groups there are ${bound ? 'more than ' : ''}${written(left, 'en')} more, in ${written(places, 'en')} places.`,
  },
  suggestion: {
    vi: 'Sửa các nhóm lỗi đã liệt kê trước; lần kiểm tra sau sẽ nêu phần còn lại.',
    en: 'Mend the listed groups first; the next check will name the rest.',
  },
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
  ROWS_HIDDEN,
  COLUMNS_HIDDEN,
  TEXT_CASE,
  FAULTS_MORE,
]
