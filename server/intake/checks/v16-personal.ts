import type { Words } from '../../../shared/datasets/dataset.ts'
import type { PersonalKind } from '../personal.ts'
import type { Rule } from './check.ts'

/** V16: personal values where a text was expected. They are masked before anything is kept and counted by kind; the value is never named. */
export const TEXT_PERSONAL: Rule = {
  id: 'V16',
  severity: 'notice',
  title: { vi: 'Nội dung có dữ liệu cá nhân, đã che', en: 'Personal values in a text, masked' },
  message: {
    vi: 'Cột có {what} trong nội dung; đã che trước khi lưu.',
    en: 'The column holds {what} in its texts; they were masked before anything was kept.',
  },
  suggestion: {
    vi: 'Kiểm tra xem các cột có bị lệch không, và xuất tệp không có dữ liệu này.',
    en: 'Check whether columns have slipped, and export the file without these data.',
  },
}

/** How each kind of personal value is called. */
export const PERSONAL_WORDS: Readonly<Record<PersonalKind, Words>> = {
  identity: { vi: 'số định danh cá nhân', en: 'identity numbers' },
  phone: { vi: 'số điện thoại', en: 'phone numbers' },
  mail: { vi: 'địa chỉ thư điện tử', en: 'e-mail addresses' },
  card: { vi: 'số thẻ ngân hàng', en: 'bank card numbers' },
  plate: { vi: 'biển số xe', en: 'number plates' },
  name: { vi: 'tên người', en: 'names of persons' },
  address: { vi: 'địa chỉ nhà', en: 'home addresses' },
}

/** A key that belongs to a person and not to his dossier: the wrong column was taken for the code. */
export const CODE_PERSONAL: Rule = {
  id: 'V16.code',
  severity: 'error',
  title: { vi: 'Mã là số định danh hoặc điện thoại', en: 'The code is an identity number or a phone' },
  message: {
    vi: 'Phần lớn cột mã là số định danh cá nhân hoặc số điện thoại; đây không phải là mã hồ sơ.',
    en: 'Most of the column of codes are identity numbers or phones; these are no dossier codes.',
  },
  suggestion: { vi: 'Chọn đúng cột mã hồ sơ rồi gửi lại.', en: 'Choose the column of dossier codes.' },
}

export const V16_RULES: readonly Rule[] = [TEXT_PERSONAL, CODE_PERSONAL]
