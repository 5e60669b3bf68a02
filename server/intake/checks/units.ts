import type { Rule } from './check.ts'

/** Rules of unit names and codes: a doubtful unit is a fault with candidates, never a match. */
export const UNIT_UNKNOWN: Rule = {
  id: 'unit.unknown',
  severity: 'error',
  title: { vi: 'Không tìm thấy đơn vị', en: 'No such unit' },
  message: ({ day }) => `Không có đơn vị nào tên hoặc mã như vậy tại ngày ${day}.`,
  suggestion: ({ near }) => (near === '' ? 'Kiểm tra tên và phạm vi của nguồn.' : `Có phải: ${near}?`),
}

export const UNIT_AMBIGUOUS: Rule = {
  id: 'unit.ambiguous',
  severity: 'error',
  title: { vi: 'Tên hoặc mã chỉ nhiều đơn vị', en: 'A name or code of several units' },
  message: ({ count }) => `Có ${count} đơn vị cùng tên hoặc mã này.`,
  suggestion: ({ candidates }) => `Ghi kèm cấp trên hoặc mã, ví dụ "Xã A - tỉnh B". Các đơn vị: ${candidates}.`,
}

export const UNIT_DISAGREES: Rule = {
  id: 'unit.disagrees',
  severity: 'error',
  title: { vi: 'Tên và mã không cùng một đơn vị', en: 'Name and code are not the same unit' },
  message: ({ code, holder }) =>
    holder === '' ? `Mã ${code} không phải của đơn vị này.` : `Mã ${code} là của ${holder}.`,
  suggestion: () => 'Nhiều mã được dùng lại từ 1/7/2025 với nghĩa khác: sửa mã hoặc tên cho khớp.',
}

export const UNIT_OUTSIDE: Rule = {
  id: 'unit.outside',
  severity: 'error',
  title: { vi: 'Đơn vị ngoài phạm vi của nguồn', en: 'A unit outside the feed' },
  message: ({ scope }) => `Đơn vị này không thuộc ${scope}.`,
  suggestion: () => 'Gửi dữ liệu của đơn vị này qua nguồn của đơn vị đó.',
}

export const UNIT_ENDED: Rule = {
  id: 'V11',
  severity: 'warning',
  title: { vi: 'Từ cũ hoặc đơn vị đã kết thúc', en: 'An obsolete term or a unit that has ended' },
  message: ({ successor, level, word, name }) =>
    word !== undefined
      ? `"${word}" là cách chia mức độ dịch vụ trước 6/2022; đã hiểu là "${level}".`
      : name !== undefined
        ? `Vào ngày của dòng, đơn vị này mang tên ${name}; đã hiểu là đơn vị đó.`
        : `Đơn vị này đã kết thúc trước ngày của dòng; đã chuyển sang ${successor}.`,
  suggestion: () => 'Cập nhật danh mục của hệ thống nguồn.',
}

export const UNIT_CODE_FORM: Rule = {
  id: 'V13.agency',
  severity: 'notice',
  title: { vi: 'Mã cơ quan dạng cũ', en: 'An agency code in an older form' },
  message: ({ code }) => `Mã cơ quan viết theo dạng cũ; đã hiểu là ${code}.`,
}

export const UNIT_PERSON: Rule = {
  id: 'unit.person',
  severity: 'notice',
  title: { vi: 'Ô có thể chứa tên người', en: 'A cell that may hold a person' },
  message: () => 'Ô ghi đơn vị hoặc cá nhân không phải tên đơn vị đã biết; đã bỏ, không lưu.',
}

export const UNIT_DECLARED: Rule = {
  id: 'unit.declared',
  severity: 'notice',
  title: { vi: 'Đơn vị mới được khai báo', en: 'A new unit is declared' },
  message: ({ code }) => `Cơ quan chưa có trong danh mục, được thêm theo mã ${code}.`,
}

export const UNIT_RULES: readonly Rule[] = [
  UNIT_UNKNOWN,
  UNIT_AMBIGUOUS,
  UNIT_DISAGREES,
  UNIT_OUTSIDE,
  UNIT_ENDED,
  UNIT_CODE_FORM,
  UNIT_PERSON,
  UNIT_DECLARED,
]
