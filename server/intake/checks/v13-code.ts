import type { Rule } from './check.ts'

/** V13: codes in no known form are kept and flagged; the agency part of a dossier code may be in the old or the new order. @see DOMAIN §1.4, §3.1 */
export const CODE_FORM: Rule = {
  id: 'V13',
  severity: 'warning',
  title: { vi: 'Mã không theo dạng đã biết', en: 'A code in no known form' },
  message: {
    vi: 'Mã hồ sơ không theo dạng <mã cơ quan>-<ngày>-<số>; vẫn được giữ nguyên.',
    en: 'The dossier code is not of the form <agency>-<date>-<number>; it is kept as it is.',
  },
}

/** V13: an agency code in the order of Circular 01/2018 is understood. @see DOMAIN §1.3, B14 */
export const AGENCY_FORM: Rule = {
  id: 'V13.agency',
  severity: 'notice',
  title: { vi: 'Mã cơ quan dạng cũ', en: 'An agency code in an older form' },
  message: {
    vi: 'Mã cơ quan viết theo dạng cũ; đã hiểu là {code}.',
    en: 'The agency code is in an older form; it was read as {code}.',
  },
}

/** V13: a procedure code with fewer digits than one has, and none of the catalogue that it could have been. @see DOMAIN §3.3 */
export const PROCEDURE_FORM: Rule = {
  id: 'V13.procedure',
  severity: 'warning',
  title: { vi: 'Mã thủ tục thiếu chữ số', en: 'A procedure code that lacks digits' },
  message: {
    vi: 'Mã thủ tục có dạng x.xxxxxx; mã này thiếu chữ số và không khớp mã nào trong danh mục, vẫn được giữ nguyên.',
    en: 'Procedure codes have the form x.xxxxxx; this one lacks digits and fits none of the catalogue. It is kept as it is.',
  },
  suggestion: {
    vi: 'Định dạng cột mã thủ tục là Văn bản (Text) rồi xuất lại, hoặc nạp danh mục thủ tục.',
    en: 'Format the column as Text and export it again, or load the catalogue of procedures.',
  },
}

/** A spreadsheet took a code for a number and dropped its last zeros; exactly one code of the catalogue was meant. */
export const PROCEDURE_RESTORED: Rule = {
  id: 'procedure.restored',
  severity: 'notice',
  title: { vi: 'Mã thủ tục mất số 0 cuối, đã khôi phục', en: 'Lost zeros of a procedure code were restored' },
  message: {
    vi: 'Bảng tính đã làm mất số 0 cuối của mã thủ tục; đã khôi phục thành {code}.',
    en: 'A spreadsheet lost the last zeros of the procedure code; it was restored to {code}.',
  },
  suggestion: {
    vi: 'Lần sau định dạng cột mã thủ tục là Văn bản (Text).',
    en: 'Next time, format the column as Text.',
  },
}

/** Several codes of the catalogue are the same number: only the officer can say which one was meant. */
export const PROCEDURE_AMBIGUOUS: Rule = {
  id: 'procedure.ambiguous',
  severity: 'error',
  title: { vi: 'Mã thủ tục mất số 0, khớp nhiều mã', en: 'A procedure code without its zeros that fits several' },
  message: {
    vi: 'Bảng tính đã làm mất số 0 cuối của mã thủ tục; có thể là {codes}.',
    en: 'A spreadsheet lost the last zeros of the procedure code; it may be {codes}.',
  },
  suggestion: { vi: 'Chọn mã đúng cho cả nhóm.', en: 'Choose the right code for all these rows.' },
}

export const V13_RULES: readonly Rule[] = [
  CODE_FORM,
  AGENCY_FORM,
  PROCEDURE_FORM,
  PROCEDURE_RESTORED,
  PROCEDURE_AMBIGUOUS,
]
