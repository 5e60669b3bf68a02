import type { Severity } from './batch.ts'
import type { Words } from './datasets/dataset.ts'

/** A rule that depends on what is held already, so that only the store can try it. `docs/rules.md` lists it with the others. */
export interface HeldRule {
  id: string
  severity: Severity
  title: Words
  message: (params: Readonly<Record<string, string | number>>) => string
  suggestion: (params: Readonly<Record<string, string | number>>) => string
}

/** A row of the time whose rows were purged: as its key can no longer be met, it would count a second time. */
export const ROW_PURGED: HeldRule = {
  id: 'row.purged',
  severity: 'error',
  title: { vi: 'Dòng thuộc thời kỳ đã xóa định danh', en: 'A row of a time whose rows were purged' },
  message: ({ before }) => `Dòng có ngày trước ${before}; định danh của thời kỳ này đã được xóa`,
  suggestion: () => 'Bỏ các dòng này khỏi tệp: số liệu của chúng vẫn được giữ',
}

/** A row whose key counts for another unit: says which row, and nothing of what the other unit wrote. */
export const ROW_FOREIGN: HeldRule = {
  id: 'row.foreign',
  severity: 'error',
  title: { vi: 'Dòng đang thuộc đơn vị khác', en: 'A row that belongs to another unit' },
  message: () =>
    'Khóa của dòng này đang thuộc một đơn vị ngoài phạm vi của nguồn; nguồn này không được sửa hay đóng dòng đó',
  suggestion: () => 'Kiểm tra mã; nếu hồ sơ được chuyển đến, đơn vị đang giữ cần gửi việc chuyển trước',
}

export const HELD_RULES: readonly HeldRule[] = [ROW_PURGED, ROW_FOREIGN]
