import type { Rule } from './check.ts'

/** Rules of unit names and codes: a doubtful unit is a fault with candidates, never a match. */
export const UNIT_UNKNOWN: Rule = {
  id: 'unit.unknown',
  severity: 'error',
  title: { vi: 'Không tìm thấy đơn vị', en: 'No such unit' },
  message: {
    vi: 'Không có đơn vị nào tên hoặc mã như vậy vào ngày của dòng.',
    en: 'No unit bore this name or code on the day of the row.',
  },
  suggestion: {
    vi: ({ near }) => (near === '' ? 'Kiểm tra tên và phạm vi của nguồn.' : `Có phải: ${near}?`),
    en: ({ near }) => (near === '' ? 'Check the name, and of which units the feed may speak.' : `Is it: ${near}?`),
  },
}

export const UNIT_AMBIGUOUS: Rule = {
  id: 'unit.ambiguous',
  severity: 'error',
  title: { vi: 'Tên hoặc mã chỉ nhiều đơn vị', en: 'A name or code of several units' },
  message: {
    vi: 'Tên hoặc mã này có thể là {count} đơn vị.',
    en: 'This name or code may mean {count} units.',
  },
  suggestion: {
    vi: 'Ghi kèm cấp trên hoặc mã, ví dụ "Xã A - tỉnh B". Các đơn vị: {candidates}.',
    en: 'Add the unit above it or a code, as in "Xã A - tỉnh B". The units: {candidates}.',
  },
}

export const UNIT_DISAGREES: Rule = {
  id: 'unit.disagrees',
  severity: 'error',
  title: { vi: 'Tên và mã không cùng một đơn vị', en: 'Name and code are not the same unit' },
  message: {
    vi: ({ code, holder }) =>
      holder === '' ? `Mã ${code} không phải của đơn vị này.` : `Mã ${code} là của ${holder}.`,
    en: ({ code, holder }) =>
      holder === '' ? `Code ${code} is not this unit's.` : `Code ${code} is that of ${holder}.`,
  },
  suggestion: {
    vi: 'Nhiều mã được dùng lại từ 1/7/2025 với nghĩa khác: sửa mã hoặc tên cho khớp.',
    en: 'Many codes were given to other units on 1 July 2025: make the code or the name agree.',
  },
}

export const UNIT_OUTSIDE: Rule = {
  id: 'unit.outside',
  severity: 'error',
  title: { vi: 'Đơn vị ngoài phạm vi của nguồn', en: 'A unit outside the feed' },
  message: { vi: 'Đơn vị này không thuộc {scope}.', en: 'This unit does not belong to {scope}.' },
  suggestion: {
    vi: 'Gửi dữ liệu của đơn vị này qua nguồn của đơn vị đó.',
    en: "Send this unit's data through its own feed.",
  },
}

export const UNIT_PERSON: Rule = {
  id: 'unit.person',
  severity: 'notice',
  title: { vi: 'Ô có thể chứa tên người', en: 'A cell that may hold a person' },
  message: {
    vi: 'Ô ghi đơn vị hoặc cá nhân không phải tên đơn vị đã biết; đã bỏ, không lưu.',
    en: 'The cell of a unit or a person holds no known unit; it was dropped and is not kept.',
  },
}

export const UNIT_DECLARED: Rule = {
  id: 'unit.declared',
  severity: 'notice',
  title: { vi: 'Đơn vị mới được khai báo', en: 'A new unit is declared' },
  message: {
    vi: 'Cơ quan chưa có trong danh mục, được thêm theo mã {code}.',
    en: 'The office is not on the list yet; it is added under code {code}.',
  },
}

export const UNIT_RULES: readonly Rule[] = [
  UNIT_UNKNOWN,
  UNIT_AMBIGUOUS,
  UNIT_DISAGREES,
  UNIT_OUTSIDE,
  UNIT_PERSON,
  UNIT_DECLARED,
]
