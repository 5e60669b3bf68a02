import type { Rule } from './check.ts'

/** V9: one key twice in one delivery with other content. The value is never named, since a dossier code is a secret. @see DOMAIN §1.4, A26 */
export const DUPLICATE_OTHER: Rule = {
  id: 'V9',
  severity: 'error',
  title: { vi: 'Trùng khoá nhưng khác nội dung', en: 'One key twice with different content' },
  message: {
    vi: 'Hai dòng cùng khoá (cùng mã, hoặc cùng đơn vị và kỳ) nhưng khác nội dung, ví dụ dòng {#first} và {#second}.',
    en: 'Two rows have one key (the same code, or the same unit and period) and different content, such as rows {#first} and {#second}.',
  },
  suggestion: {
    vi: 'Chọn dòng được giữ cho cả nhóm, hoặc xoá dòng sai trong tệp. Nếu chỉ nhận các dòng tốt, dòng đứng trước được giữ.',
    en: 'Choose for all which row is kept, or delete the wrong rows in the file. If only good rows are taken, the earlier one is kept.',
  },
}

export const DUPLICATE_SAME: Rule = {
  id: 'V9.same',
  severity: 'notice',
  title: { vi: 'Dòng lặp lại nguyên văn', en: 'A row repeated word for word' },
  message: {
    vi: 'Dòng lặp lại nguyên văn một dòng trước; chỉ tính một lần.',
    en: 'The row repeats an earlier one word for word; it counts once.',
  },
}

/** What was answered about rows of one key: the others are left out, and said to be. */
export const DUPLICATE_LEFT: Rule = {
  id: 'V9.left',
  severity: 'notice',
  title: { vi: 'Dòng trùng khoá đã bỏ theo trả lời', en: 'A row left out for another of its key' },
  message: {
    vi: 'Dòng trùng khoá với dòng khác; theo trả lời, dòng kia được giữ và dòng này bị bỏ.',
    en: 'The row shares its key with another one; as answered, that one is kept and this one left out.',
  },
}

/** One unit and period twice with two scores that do not round to each other. */
export const INDEX_TWICE: Rule = {
  id: 'V9.index',
  severity: 'error',
  title: { vi: 'Hai điểm khác nhau cho một đơn vị và kỳ', en: 'Two scores for one unit and period' },
  message: {
    vi: 'Kỳ {period}: một trang ghi {a}, trang khác ghi {b}.',
    en: 'Period {period}: one sheet says {a}, another one {b}.',
  },
}

export const INDEX_ROUNDED: Rule = {
  id: 'V9.rounded',
  severity: 'notice',
  title: { vi: 'Điểm làm tròn của dòng đã có', en: 'A rounded repetition of a fuller row' },
  message: {
    vi: 'Kỳ {period}: điểm {a} là {b} làm tròn; chỉ giữ dòng đầy đủ.',
    en: 'Period {period}: {a} is {b} rounded; only the full row is kept.',
  },
}

export const V9_RULES: readonly Rule[] = [DUPLICATE_OTHER, DUPLICATE_SAME, DUPLICATE_LEFT, INDEX_TWICE, INDEX_ROUNDED]
