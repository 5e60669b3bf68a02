import type { Rule } from './check.ts'

/** V16: personal values where a text was expected. They are masked before anything is kept; the value is never named. */
export const TEXT_PERSONAL: Rule = {
  id: 'V16',
  severity: 'notice',
  title: { vi: 'Nội dung có dữ liệu cá nhân, đã che', en: 'Personal values in a text, masked' },
  message: () =>
    'Cột có giá trị trông như số định danh, điện thoại, thư điện tử, biển số, số thẻ, tên hoặc địa chỉ của người dân; đã che trước khi lưu.',
  suggestion: () => 'Kiểm tra xem các cột có bị lệch không, và xuất tệp không có dữ liệu này.',
}

/** A key that belongs to a person and not to his dossier: the wrong column was taken for the code. */
export const CODE_PERSONAL: Rule = {
  id: 'V16.code',
  severity: 'error',
  title: { vi: 'Mã là số định danh hoặc điện thoại', en: 'The code is an identity number or a phone' },
  message: () => 'Phần lớn cột mã là số định danh cá nhân hoặc số điện thoại; đây không phải là mã hồ sơ.',
  suggestion: () => 'Chọn đúng cột mã hồ sơ rồi gửi lại.',
}

export const PERSONAL_RULES: readonly Rule[] = [TEXT_PERSONAL, CODE_PERSONAL]
