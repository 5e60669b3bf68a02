import type { ReceiptRow } from '../../../shared/answer.ts'
import type { RowColumn } from './row-columns.ts'
import { type Naming, textIn } from './row-value.ts'

/** The rows as a spreadsheet takes them from the clipboard; a text that a spreadsheet would calculate is kept a text. */
export function rowsTsv(rows: readonly ReceiptRow[], columns: readonly RowColumn[], naming: Naming): string {
  const head = columns.map(({ title }) => cell(title))
  const lines = rows.map((row) =>
    columns.map((column) => {
      const text = textIn(row, column, naming)
      return typeof row[column.name] === 'number' ? text : cell(text)
    }),
  )
  return [head, ...lines].map((line) => line.join('\t')).join('\r\n')
}

function cell(text: string): string {
  const flat = text.replace(/[\t\r\n]+/g, ' ')
  return /^[=+\-@]/.test(flat) ? `'${flat}` : flat
}
