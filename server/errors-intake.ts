import { type ErrorText, say } from './error-text.ts'

/** Why a file cannot be read, or not whole. */
export const INTAKE_ERRORS = {
  IOC_FILE_TOO_LARGE: say(413, 'Tệp quá lớn', 'The file is too large'),
  IOC_FILE_EMPTY: say(422, 'Tệp rỗng', 'The file is empty'),
  IOC_FILE_NOT_WORKBOOK: say(415, 'Tệp nén không phải là bảng tính', 'The archive is not a workbook'),
  IOC_FILE_ENCRYPTED: say(422, 'Tệp có mật khẩu', 'The file has a password'),
  IOC_FILE_MACROS: say(415, 'Tệp có macro', 'The file has macros'),
  IOC_FILE_BINARY: say(415, 'Tệp không phải là dữ liệu bảng', 'The file is not tabular data'),
  IOC_FILE_HTML: say(415, 'Tệp là trang HTML', 'The file is an HTML page'),
  IOC_FILE_OLD_EXCEL: say(415, 'Tệp Excel đời cũ (.xls)', 'An old Excel file (.xls)'),
  IOC_FILE_TOO_SLOW: say(422, 'Đọc tệp quá lâu', 'Reading the file took too long'),
  IOC_FILE_UNREADABLE: say(422, 'Không đọc được tệp', 'The file cannot be read'),
  IOC_CSV_QUOTE: say(422, 'Dấu nháy không được đóng', 'A quote is not closed'),
  IOC_CELL_TOO_LONG: say(422, 'Có ô quá dài', 'A cell is too long'),
  IOC_RECORD_TOO_LONG: say(422, 'Có dòng quá dài', 'A record is too long'),
  IOC_TEXT_NOT_UTF8: say(422, 'Tệp không phải UTF-8', 'The file is not UTF-8'),
  IOC_TEXT_NUL: say(415, 'Tệp có byte NUL', 'The file has NUL bytes'),
  IOC_TOO_MANY_COLUMNS: say(422, 'Quá nhiều cột', 'Too many columns'),
  IOC_TOO_MANY_ROWS: say(413, 'Quá nhiều dòng', 'Too many rows'),
  IOC_XLSX_DOCTYPE: say(422, 'Bảng tính có DOCTYPE', 'The workbook has a DOCTYPE'),
} as const satisfies Record<string, ErrorText>
