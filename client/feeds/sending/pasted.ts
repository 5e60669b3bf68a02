/** Cells copied from a spreadsheet, ready to be sent as a file, with what is shown of them before. */
export interface Pasted {
  file: File
  rows: number
  columns: number
  /** The first rows, so that the officer sees what he is about to send. */
  head: readonly (readonly string[])[]
}

/** Under this name pasted cells are sent. */
export const PASTED_NAME = 'dan-tu-excel.tsv'
const HEAD_ROWS = 3
/** Says that the text is UTF-8: nobody has to be asked. */
const MARK = '\uFEFF'

/**
 * Reads what a spreadsheet puts on the clipboard: rows as lines, cells between tabs, cells with line breaks in quotes.
 *
 * @returns null where the text is no table: fewer than two rows
 */
export function readPasted(text: string): Pasted | null {
  const { rows, columns, head } = measureCells(text)
  if (rows < 2) return null
  const file = new File([MARK, text], PASTED_NAME, { type: 'text/tab-separated-values' })
  return { file, rows, columns, head }
}

/** Counts rows that hold something, and the most cells of a row; one pass, whatever the length. */
function measureCells(text: string): Omit<Pasted, 'file'> {
  const head: string[][] = []
  let row: string[] = []
  let rows = 0
  let columns = 0
  let width = 0
  let from = 0
  let isFull = false
  let isQuoted = false
  const endCell = (to: number) => {
    if (to > from) isFull = true
    width += 1
    if (head.length < HEAD_ROWS) row.push(unquoted(text.slice(from, to)))
  }
  const endRow = (to: number) => {
    endCell(to)
    if (isFull) {
      rows += 1
      columns = Math.max(columns, width)
      if (head.length < HEAD_ROWS) head.push(row)
    }
    row = []
    width = 0
    isFull = false
  }
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]
    if (isQuoted) {
      if (sign !== '"') continue
      if (text[at + 1] === '"') at += 1
      else isQuoted = false
    } else if (sign === '"' && at === from) isQuoted = true
    else if (sign === '\t') {
      endCell(at)
      from = at + 1
    } else if (sign === '\n' || sign === '\r') {
      endRow(at)
      from = at + 1
    }
  }
  endRow(text.length)
  return { rows, columns, head }
}

function unquoted(cell: string): string {
  const inner = /^"([\s\S]*)"$/.exec(cell)?.[1]
  return inner === undefined ? cell : inner.replaceAll('""', '"')
}
