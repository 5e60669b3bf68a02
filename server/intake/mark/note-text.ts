import type { Mark } from './marks.ts'

/** Who writes the notes of a returned workbook; by it they are known again when the file comes back. */
export const AUTHOR = 'Toàn Cảnh'

/** Begins our part of a note that somebody else wrote. */
export const OURS_BEGIN = `— ${AUTHOR} —`

/** A place in a sheet, both from 0. */
export interface NotePlace {
  row: number
  column: number
}

/** What a cell's note says, line by line: faults, their rules, what to do. Never what stands in the cell. */
export function noteText({ issues, more }: Mark): string {
  const lines = issues.flatMap(({ severity, message, suggestion, rule }) => [
    `${severity === 'error' ? 'Lỗi' : 'Lưu ý'}: ${message} [${rule}]`,
    ...(suggestion === null || suggestion === '' ? [] : [`→ ${suggestion}`]),
  ])
  if (more > 0) lines.push(`Còn ${more.toLocaleString('vi-VN')} ô có lỗi nữa trong tệp chưa được đánh dấu.`)
  return lines.join('\n')
}
