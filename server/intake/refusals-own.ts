import { type Refusal, refuseWith } from './read/refusal.ts'

/** Refusals of files that could be opened; those of the readers stand beside the readers. */
export const OWN_REFUSALS: Readonly<Record<string, Refusal>> = {
  IOC_FILE_TOO_SLOW: refuseWith(
    422,
    ['Đọc tệp quá lâu', 'Đã dừng sau {seconds} giây. Hãy tách tệp, ví dụ theo tháng.'],
    ['Reading the file took too long', 'Stopped after {seconds} seconds. Split the file, for example by month.'],
  ),
  IOC_FILE_UNREADABLE: refuseWith(
    422,
    ['Không đọc được tệp', 'Tệp làm hỏng trình đọc. Hãy mở tệp, lưu lại dạng .xlsx hoặc .csv rồi nộp.'],
    ['The file cannot be read', 'It broke its reader. Open it, save it as .xlsx or .csv and send it again.'],
  ),
  IOC_TEXT_ENCODING: refuseWith(
    422,
    ['Chưa rõ bảng mã của tệp', 'Hãy chọn bảng mã của tệp trước.'],
    ['The encoding is not clear yet', 'Choose the encoding of the file first.'],
  ),
  IOC_FILE_NO_ROWS: refuseWith(
    422,
    ['Tệp chỉ có tiêu đề', 'Không có dòng dữ liệu nào dưới tiêu đề.'],
    ['The file holds a header and no rows', 'There is no row of data under the header.'],
  ),
  IOC_FILE_NO_TABLE: refuseWith(
    422,
    ['Không tìm thấy bảng dữ liệu', 'Không trang nào có tiêu đề của loại dữ liệu này.'],
    ['No table was found', 'No sheet has the headers of this dataset.'],
  ),
  IOC_MAPPING_UNKNOWN: refuseWith(
    422,
    ['Cột đích không tồn tại', 'Loại dữ liệu này không có cột "{target}".'],
    ['There is no such column', 'The dataset has no column "{target}".'],
  ),
  IOC_MAPPING_TWICE: refuseWith(
    422,
    ['Hai cột cùng một đích', 'Cột "{column}" và "{other}" cùng được chọn làm "{target}"; chỉ giữ một.'],
    ['Two columns with one meaning', 'Columns "{column}" and "{other}" were both chosen as "{target}"; keep one.'],
  ),
  IOC_PERIOD_BAD: refuseWith(
    422,
    ['Kỳ không hợp lệ', '"{period}" không phải là kỳ; ghi 2025, 2025-Q3 hoặc 2025-10.'],
    ['Not a period', '"{period}" is no period; write 2025, 2025-Q3 or 2025-10.'],
  ),
}

/** A file of which some rows, or only the file as a whole, broke a rule. */
export function rowsRefused(rejected: number, read: number) {
  const title = 'Dữ liệu có lỗi, chưa thể đưa vào số liệu'
  const en = { title: 'The data have faults and cannot count yet' }
  const shared = { code: 'IOC_ROWS_REFUSED', status: 422 }
  if (rejected === 0)
    return {
      ...shared,
      title,
      detail: 'Tệp chưa dùng được; xem danh sách lỗi.',
      en: { ...en, detail: 'The file cannot be used yet; see the list of faults.' },
    }
  return {
    ...shared,
    title,
    detail: `${rejected} trong ${read} dòng có lỗi.`,
    en: { ...en, detail: `${rejected} of ${read} rows have faults.` },
  }
}
