import type { SheetMapping } from '../../shared/batch.ts'
import type { Words } from '../../shared/datasets/dataset.ts'

/** Why a sheet was not read, in both languages. */
export type Skipped = Pick<SheetMapping, 'skipped' | 'en'>

function say({ vi, en }: Words): Skipped {
  return { skipped: vi, en: { skipped: en } }
}

/** What officers are told of sheets that are not read. */
export const SKIPPED = {
  hidden: say({ vi: 'trang ẩn', en: 'a hidden sheet' }),
  noHeader: say({ vi: 'không tìm thấy dòng tiêu đề', en: 'no header row was found' }),
  answered: say({ vi: 'bỏ qua theo trả lời', en: 'left out as you answered' }),
}

/** A sheet that is nearly recognised lacks these columns. */
export function lacking(titles: readonly Words[]): Skipped {
  const list = (language: 'vi' | 'en') => titles.map((title) => title[language]).join(', ')
  return say({ vi: `thiếu cột ${list('vi')}`, en: `missing columns: ${list('en')}` })
}
