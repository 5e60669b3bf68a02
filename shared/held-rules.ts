import type { Severity } from './batch.ts'
import type { Words } from './datasets/dataset.ts'
import type { Saying } from './sentence.ts'

/** A rule that depends on what is held already, so that only the store can try it. `docs/rules.md` lists it with the others. */
export interface HeldRule extends Saying {
  id: string
  severity: Severity
  title: Words
}

/** A row of the time whose rows were purged: as its key can no longer be met, it would count a second time. */
export const ROW_PURGED: HeldRule = {
  id: 'row.purged',
  severity: 'error',
  title: { vi: 'Dòng thuộc thời kỳ đã xóa định danh', en: 'A row of a time whose rows were purged' },
  message: {
    vi: 'Dòng có ngày trước {before}; định danh của thời kỳ này đã được xóa.',
    en: 'The row is dated before {before}; the identifiers of that time have been erased.',
  },
  suggestion: {
    vi: 'Bỏ các dòng này khỏi tệp: số liệu của chúng vẫn được giữ.',
    en: 'Leave these rows out of the file: their figures are still kept.',
  },
}

/** A row whose key counts for another unit: says which row, and nothing of what the other unit wrote. */
export const ROW_FOREIGN: HeldRule = {
  id: 'row.foreign',
  severity: 'error',
  title: { vi: 'Dòng đang thuộc đơn vị khác', en: 'A row that belongs to another unit' },
  message: {
    vi: 'Khóa của dòng này đang thuộc một đơn vị ngoài phạm vi của nguồn; nguồn này không được sửa hay đóng dòng đó.',
    en: 'The key of this row belongs to a unit outside the feed, which may neither change nor close it.',
  },
  suggestion: {
    vi: 'Kiểm tra mã; nếu hồ sơ được chuyển đến, đơn vị đang giữ cần gửi việc chuyển trước.',
    en: 'Check the code; of a dossier that was passed on, the unit that holds it has to send the move first.',
  },
}

/** Two contents under one version of their source: nobody can say which of them holds. */
export const VERSION_CONFLICT: HeldRule = {
  id: 'version.conflict',
  severity: 'error',
  title: { vi: 'Cùng phiên bản nguồn, khác nội dung', en: 'One source version with two contents' },
  message: {
    vi: 'Nguồn đã gửi phiên bản này của dòng với nội dung khác; nội dung nhận trước được giữ nguyên.',
    en: 'The source sent this version of the row with another content before; what came first stays.',
  },
  suggestion: {
    vi: 'Hệ thống nguồn cần tăng sourceVersion mỗi khi dòng thay đổi, rồi gửi lại.',
    en: 'The source has to raise sourceVersion whenever a row changes, and send it again.',
  },
}

/** A row at which the program itself stopped: set aside so that the rows beside it are taken in. */
export const ROW_STOPPED: HeldRule = {
  id: 'row.stopped',
  severity: 'error',
  title: { vi: 'Dòng làm việc kiểm tra dừng lại', en: 'A row at which the check stopped' },
  message: {
    vi: 'Chương trình kiểm tra gặp lỗi bên trong ở dòng này; dòng được giữ riêng, các dòng khác vẫn được nhận.',
    en: 'The check failed inside at this row; it is kept aside, the other rows were taken in.',
  },
  suggestion: {
    vi: 'Báo cho quản trị hệ thống; có thể thử lại dòng này sau khi chương trình được sửa.',
    en: 'Tell the operator; the row can be tried again once the program is mended.',
  },
}

export const HELD_RULES: readonly HeldRule[] = [ROW_PURGED, ROW_FOREIGN, VERSION_CONFLICT, ROW_STOPPED]
