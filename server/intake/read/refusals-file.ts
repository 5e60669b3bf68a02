import { type Refusal, refuseWith } from './refusal.ts'

/** Refusals of a whole file: its kind, its size, its container. */
export const FILE_REFUSALS: Readonly<Record<string, Refusal>> = {
  IOC_FILE_EMPTY: refuseWith(
    422,
    ['Tệp rỗng', 'Hãy kiểm tra lại tệp đã kết xuất và nộp lại.'],
    ['The file is empty', 'Check the exported file and send it again.'],
  ),
  IOC_FILE_TOO_LARGE: refuseWith(
    413,
    ['Tệp quá lớn', 'Giới hạn là {limit} byte. Hãy tách tệp, ví dụ theo tháng.'],
    ['The file is too large', 'The limit is {limit} bytes. Split the file, for example by month.'],
  ),
  IOC_FILE_BINARY: refuseWith(
    415,
    ['Tệp không phải là dữ liệu bảng', 'Nội dung là {found}. Hãy nộp tệp XLSX hoặc CSV.'],
    ['The file is not tabular data', 'It holds {found}. Send an XLSX or CSV file.'],
  ),
  IOC_FILE_NOT_TABLE: refuseWith(
    415,
    ['Tệp không phải là dữ liệu bảng', 'Nội dung là {found}. Hãy nộp tệp XLSX, XLS, ODS, CSV, JSON hoặc GeoJSON.'],
    ['The file is not tabular data', 'It holds {found}. Send XLSX, XLS, ODS, CSV, JSON or GeoJSON.'],
  ),
  IOC_FILE_HTML: refuseWith(
    415,
    [
      'Tệp là trang web không có bảng số liệu',
      'Có thể phiên đăng nhập của cổng đã hết khi kết xuất. Hãy đăng nhập lại, kết xuất lại rồi nộp.',
    ],
    [
      'The file is a web page without a table',
      'Perhaps the session had ended when it was exported. Sign in to the portal, export again and send that.',
    ],
  ),
  IOC_FILE_MHTML: refuseWith(
    415,
    ['Tệp là trang web đóng gói (MHTML)', 'Hãy mở tệp bằng Excel, lưu lại dạng .xlsx rồi nộp.'],
    ['The file is a web archive (MHTML)', 'Open it in Excel, save it as .xlsx and send that.'],
  ),
  IOC_FILE_OLD_EXCEL: refuseWith(
    415,
    ['Tệp Excel đời cũ ({found})', 'Hãy mở tệp bằng Excel, lưu lại dạng .xlsx rồi nộp.'],
    ['An old Excel file ({found})', 'Open it in Excel, save it as .xlsx and send that.'],
  ),
  IOC_FILE_NOT_XLSX: refuseWith(
    415,
    ['Bảng tính dạng {found}', 'Hãy lưu lại dạng .xlsx rồi nộp.'],
    ['A spreadsheet of type {found}', 'Save it as .xlsx and send that.'],
  ),
  IOC_FILE_NOT_WORKBOOK: refuseWith(
    422,
    ['Tệp nén không phải là bảng tính', 'Hãy giải nén và nộp từng tệp XLSX hoặc CSV bên trong.'],
    ['The archive is not a workbook', 'Unpack it and send the XLSX or CSV files inside one by one.'],
  ),
  IOC_FILE_ENCRYPTED: refuseWith(
    422,
    ['Tệp có mật khẩu', 'Hãy bỏ mật khẩu rồi nộp lại.'],
    ['The file has a password', 'Remove the password and send it again.'],
  ),
  IOC_FILE_MACROS: refuseWith(
    415,
    ['Tệp có macro', 'Hãy lưu lại dạng .xlsx không có macro rồi nộp.'],
    ['The file has macros', 'Save it as .xlsx without macros and send that.'],
  ),
  IOC_FILE_DAMAGED: refuseWith(
    422,
    ['Bảng tính bị hỏng', 'Hãy mở tệp bằng Excel, lưu lại rồi nộp ({reason}).'],
    ['The workbook is damaged', 'Open it in Excel, save it again and send that ({reason}).'],
  ),
  IOC_ZIP_TOO_BIG: refuseWith(
    413,
    ['Tệp giải nén ra quá lớn', 'Phần {part} vượt quá {limit} byte. Hãy tách bảng tính thành nhiều tệp.'],
    ['The file unpacks to too much', 'Part {part} exceeds {limit} bytes. Split the workbook.'],
  ),
  IOC_ZIP_ENTRIES: refuseWith(
    413,
    ['Tệp có quá nhiều phần', 'Có {entries} phần, giới hạn là {limit}. Hãy lưu lại bằng Excel.'],
    ['The file has too many parts', 'It has {entries}, the limit is {limit}. Save it again in Excel.'],
  ),
  IOC_ZIP_UNSAFE: refuseWith(
    422,
    ['Tệp có phần không an toàn', 'Phần {part} không được chấp nhận ({reason}). Hãy lưu lại bằng Excel.'],
    ['The file has an unsafe part', 'Part {part} is not accepted ({reason}). Save it again in Excel.'],
  ),
  IOC_XLSX_DOCTYPE: refuseWith(
    422,
    ['Bảng tính có khai báo DOCTYPE', 'Phần {part} không được chấp nhận. Hãy lưu lại bằng Excel.'],
    ['The workbook declares a DOCTYPE', 'Part {part} is not accepted. Save it again in Excel.'],
  ),
  IOC_XLSX_REFERENCE: refuseWith(
    422,
    ['Bảng tính có ô nằm sai chỗ', 'Trang {sheet}, ô {reference}. Hãy lưu lại bằng Excel.'],
    ['The workbook has a cell out of place', 'Sheet {sheet}, cell {reference}. Save it again in Excel.'],
  ),
  IOC_XLSX_SHEETS: refuseWith(
    422,
    ['Bảng tính có quá nhiều trang', 'Có {sheets} trang, giới hạn là {limit}. Hãy tách tệp.'],
    ['The workbook has too many sheets', 'It has {sheets}, the limit is {limit}. Split the file.'],
  ),
  IOC_XLSX_SHEET_NAME: refuseWith(
    422,
    ['Tên trang tính trùng nhau hoặc quá dài', 'Hãy đổi tên trang {sheet}.'],
    ['A sheet name is repeated or too long', 'Rename sheet {sheet}.'],
  ),
  IOC_XLSX_TOO_BIG: refuseWith(
    413,
    ['Bảng tính có quá nhiều nội dung', 'Giới hạn là {limit}. Hãy tách bảng tính thành nhiều tệp.'],
    ['The workbook holds too much', 'The limit is {limit}. Split the workbook.'],
  ),
  IOC_XML_TOO_DEEP: refuseWith(
    422,
    ['Bảng tính có cấu trúc lồng quá sâu', 'Phần {part} sâu hơn {limit} tầng. Hãy lưu lại bằng Excel.'],
    ['The workbook is nested too deeply', 'Part {part} is deeper than {limit}. Save it again in Excel.'],
  ),
  IOC_XML_TOO_LONG: refuseWith(
    422,
    ['Bảng tính có đoạn quá dài', 'Phần {part} có đoạn dài hơn {limit} ký tự. Hãy lưu lại bằng Excel.'],
    [
      'The workbook has an overlong piece',
      'Part {part} holds one of more than {limit} characters. Save it again in Excel.',
    ],
  ),
}
