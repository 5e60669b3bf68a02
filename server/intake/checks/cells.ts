import type { Rule } from './check.ts'

/** Rules of single cells: what cannot be read is a fault of that cell, never a guess. */
export const CELL_BROKEN: Rule = {
  id: 'cell.broken',
  severity: 'error',
  title: { vi: 'Ô chứa lỗi hoặc công thức chưa tính', en: 'A cell holds an error or a formula without a value' },
  message: ({ what }) => `Ô chứa lỗi "${what}", không có giá trị để đọc.`,
  suggestion: () => 'Mở tệp bằng Excel, tính lại và lưu, hoặc dán giá trị thay cho công thức.',
}

export const REQUIRED: Rule = {
  id: 'cell.required',
  severity: 'error',
  title: { vi: 'Thiếu giá trị bắt buộc', en: 'A required value is missing' },
  message: ({ title }) => `Thiếu "${title}".`,
  suggestion: () => 'Điền giá trị còn thiếu rồi gửi lại.',
}

export const TEXT_LONG: Rule = {
  id: 'text.long',
  severity: 'error',
  title: { vi: 'Nội dung quá dài', en: 'A text is too long' },
  message: ({ length, limit }) => `Nội dung dài ${length} ký tự, tối đa ${limit}.`,
}

export const DATE_UNREAL: Rule = {
  id: 'date.unreal',
  severity: 'error',
  title: { vi: 'Ngày không tồn tại hoặc không đọc được', en: 'A date that does not exist or cannot be read' },
  message: () => 'Không đọc được ngày này, hoặc ngày không tồn tại.',
  suggestion: () => 'Ghi ngày theo dạng 31/12/2025 hoặc 31/12/2025 08:30.',
}

export const DATE_RANGE: Rule = {
  id: 'date.range',
  severity: 'error',
  title: { vi: 'Ngày ngoài khoảng cho phép', en: 'A date out of range' },
  message: ({ from, to }) => `Năm phải từ ${from} đến ${to}.`,
}

export const NUMBER_BAD: Rule = {
  id: 'V12',
  severity: 'error',
  title: { vi: 'Số không đọc được', en: 'Not a number in the form of its column' },
  message: ({ style }) =>
    style === ''
      ? 'Không phải là số.'
      : `Không phải là số theo cách viết của cột (dấu thập phân là dấu ${style === 'comma' ? 'phẩy' : 'chấm'}).`,
  suggestion: () => 'Dùng một cách viết số cho cả cột, ví dụ 1.234,5.',
}

export const NUMBER_UNIT: Rule = {
  id: 'V8',
  severity: 'error',
  title: { vi: 'Số không đúng loại hoặc ngoài khoảng', en: 'A number of the wrong kind or out of range' },
  message: ({ need }) => `Giá trị phải là ${need}.`,
}

export const CHOICE_UNKNOWN: Rule = {
  id: 'choice.unknown',
  severity: 'error',
  title: { vi: 'Từ không có trong danh mục', en: 'A word that is not on the list' },
  message: ({ title }) => `"${title}" không có giá trị này.`,
  suggestion: ({ known }) => `Các giá trị nhận được: ${known}.`,
}

export const FLAG_UNKNOWN: Rule = {
  id: 'flag.unknown',
  severity: 'error',
  title: { vi: 'Không rõ có hay không', en: 'Neither yes nor no' },
  message: () => 'Không rõ là có hay không.',
  suggestion: () => 'Ghi "có" hoặc "không" (hoặc x và để trống, 1 và 0).',
}

export const CODE_DAMAGED: Rule = {
  id: 'code.damaged',
  severity: 'error',
  title: { vi: 'Mã bị bảng tính làm hỏng', en: 'A code damaged by a spreadsheet' },
  message: () => 'Mã đã bị bảng tính làm hỏng (số mũ, dấu # hoặc mất chữ số).',
  suggestion: () => 'Định dạng cột mã là Văn bản (Text) rồi xuất lại từ hệ thống nguồn.',
}

export const CODE_FORM: Rule = {
  id: 'V13',
  severity: 'warning',
  title: { vi: 'Mã không theo dạng đã biết', en: 'A code in no known form' },
  message: () => 'Mã hồ sơ không theo dạng <mã cơ quan>-<ngày>-<số>; vẫn được giữ nguyên.',
}

export const GEOMETRY_BAD: Rule = {
  id: 'geometry.bad',
  severity: 'error',
  title: { vi: 'Hình không đọc được', en: 'A shape that cannot be read' },
  message: () => 'Hình phải là GeoJSON kiểu Polygon hoặc MultiPolygon.',
}

export const ROW_RAGGED: Rule = {
  id: 'row.ragged',
  severity: 'error',
  title: { vi: 'Dòng có nhiều ô hơn tiêu đề', en: 'A row with more cells than the header' },
  message: ({ cells, header }) => `Dòng có ${cells} ô, tiêu đề chỉ có ${header} cột.`,
  suggestion: () => 'Có thể thừa dấu phân cách trong một ô; đặt ô đó trong dấu ngoặc kép.',
}

export const CELL_RULES: readonly Rule[] = [
  CELL_BROKEN,
  REQUIRED,
  TEXT_LONG,
  DATE_UNREAL,
  DATE_RANGE,
  NUMBER_BAD,
  NUMBER_UNIT,
  CHOICE_UNKNOWN,
  FLAG_UNKNOWN,
  CODE_DAMAGED,
  CODE_FORM,
  GEOMETRY_BAD,
  ROW_RAGGED,
]
