import type { Rule } from './check.ts'

/** Rules of single cells: what cannot be read is a fault of that cell, never a guess. */
export const CELL_BROKEN: Rule = {
  id: 'cell.broken',
  severity: 'error',
  title: { vi: 'Ô chứa lỗi hoặc công thức chưa tính', en: 'A cell holds an error or a formula without a value' },
  message: {
    vi: ({ what, cell }) =>
      what === 'formula'
        ? `Ô ${cell ?? ''} có công thức nhưng tệp không lưu giá trị của nó.`.replace('  ', ' ')
        : `Ô ${cell ?? ''} chứa lỗi "${what}", không có giá trị để đọc.`.replace('  ', ' '),
    en: ({ what, cell }) =>
      what === 'formula'
        ? `Cell ${cell ?? ''} has a formula, but the file holds no value of it.`.replace('  ', ' ')
        : `Cell ${cell ?? ''} holds the error "${what}"; there is no value to read.`.replace('  ', ' '),
  },
  suggestion: {
    vi: 'Mở tệp bằng Excel, tính lại và lưu, hoặc dán giá trị thay cho công thức.',
    en: 'Open the file in Excel, recalculate and save it, or paste values in place of formulas.',
  },
}

export const REQUIRED: Rule = {
  id: 'cell.required',
  severity: 'error',
  title: { vi: 'Thiếu giá trị bắt buộc', en: 'A required value is missing' },
  message: { vi: 'Thiếu "{title}".', en: '"{title}" is missing.' },
  suggestion: { vi: 'Điền giá trị còn thiếu rồi gửi lại.', en: 'Fill in the missing value and send the file again.' },
}

export const TEXT_LONG: Rule = {
  id: 'text.long',
  severity: 'error',
  title: { vi: 'Nội dung quá dài', en: 'A text is too long' },
  message: {
    vi: 'Nội dung dài {length} ký tự, tối đa {limit}.',
    en: 'The text has {length} characters, at most {limit} are taken.',
  },
}

export const DATE_UNREAL: Rule = {
  id: 'date.unreal',
  severity: 'error',
  title: { vi: 'Ngày không tồn tại hoặc không đọc được', en: 'A date that does not exist or cannot be read' },
  message: {
    vi: 'Không đọc được ngày này, hoặc ngày không tồn tại.',
    en: 'This date cannot be read, or there is no such day.',
  },
  suggestion: {
    vi: 'Ghi ngày theo dạng 31/12/2025 hoặc 31/12/2025 08:30.',
    en: 'Write dates as 31/12/2025 or 31/12/2025 08:30.',
  },
}

export const DATE_RANGE: Rule = {
  id: 'date.range',
  severity: 'error',
  title: { vi: 'Ngày ngoài khoảng cho phép', en: 'A date out of range' },
  message: { vi: 'Năm phải từ {#from} đến {#to}.', en: 'The year has to be from {#from} to {#to}.' },
}

export const CHOICE_UNKNOWN: Rule = {
  id: 'choice.unknown',
  severity: 'error',
  title: { vi: 'Từ không có trong danh mục', en: 'A word that is not on the list' },
  message: { vi: '"{title}" không có giá trị này.', en: '"{title}" knows no such value.' },
  suggestion: { vi: 'Các giá trị nhận được: {known}.', en: 'Values taken: {known}.' },
}

export const FLAG_UNKNOWN: Rule = {
  id: 'flag.unknown',
  severity: 'error',
  title: { vi: 'Không rõ có hay không', en: 'Neither yes nor no' },
  message: { vi: 'Không rõ là có hay không.', en: 'Neither yes nor no.' },
  suggestion: {
    vi: 'Ghi "có" hoặc "không" (hoặc x và để trống, 1 và 0).',
    en: 'Write "có" or "không", yes or no (or x and nothing, 1 and 0).',
  },
}

export const CODE_DAMAGED: Rule = {
  id: 'code.damaged',
  severity: 'error',
  title: { vi: 'Mã bị bảng tính làm hỏng', en: 'A code damaged by a spreadsheet' },
  message: {
    vi: 'Mã đã bị bảng tính làm hỏng (số mũ, dấu # hoặc mất chữ số).',
    en: 'A spreadsheet has damaged this code (an exponent, # signs or lost digits).',
  },
  suggestion: {
    vi: 'Định dạng cột mã là Văn bản (Text) rồi xuất lại từ hệ thống nguồn.',
    en: 'Format the column of codes as Text and export it again from its system.',
  },
}

export const GEOMETRY_BAD: Rule = {
  id: 'geometry.bad',
  severity: 'error',
  title: { vi: 'Hình không đọc được', en: 'A shape that cannot be read' },
  message: {
    vi: 'Hình phải là GeoJSON kiểu Polygon hoặc MultiPolygon.',
    en: 'A shape has to be GeoJSON of type Polygon or MultiPolygon.',
  },
}

export const ROW_RAGGED: Rule = {
  id: 'row.ragged',
  severity: 'error',
  title: { vi: 'Dòng có nhiều ô hơn tiêu đề', en: 'A row with more cells than the header' },
  message: {
    vi: 'Dòng có {cells} ô, tiêu đề chỉ có {header} cột.',
    en: 'The row has {cells} cells, the header only {header} columns.',
  },
  suggestion: {
    vi: 'Có thể thừa dấu phân cách trong một ô; đặt ô đó trong dấu ngoặc kép.',
    en: 'A cell may hold a separator too many; put that cell into quotation marks.',
  },
}

export const CELL_RULES: readonly Rule[] = [
  CELL_BROKEN,
  REQUIRED,
  TEXT_LONG,
  DATE_UNREAL,
  DATE_RANGE,
  CHOICE_UNKNOWN,
  FLAG_UNKNOWN,
  CODE_DAMAGED,
  GEOMETRY_BAD,
  ROW_RAGGED,
]
