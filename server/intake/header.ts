import type { HeaderWords, Target } from './columns.ts'
import type { RawCell, RawRow, RawSheet } from './read/raw.ts'

/** The header of a sheet: which rows it takes and what stands over each column. */
export interface Header {
  /** Index of its first row among the sampled rows. */
  top: number
  /** Index of the first row after it. */
  end: number
  /** Row number of its last row, as the officer's program shows it. */
  rowNo: number
  /** Stacked texts of each column, outermost first; empty where nothing stands. */
  parts: string[][]
  /** What each column means, by its words alone. */
  found: ({ target: Target; rank: number } | null)[]
}

const SEARCHED_ROWS = 40
const MAX_HEIGHT = 4

/** Text of a cell, trimmed, line breaks as spaces; empty for nothing. */
export function cellText(cell: RawCell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'string') return cell.trim()
  if (typeof cell === 'object') return 'date' in cell ? cell.date : ''
  return String(cell)
}

/** Finds the header under title blocks: the block of one to four rows whose columns are known best; null when no block knows two columns. */
export function findHeader(rows: readonly RawRow[], merges: RawSheet['merges'], words: HeaderWords): Header | null {
  let best: { header: Header; score: number } | null = null
  const last = Math.min(rows.length, SEARCHED_ROWS)
  for (let top = 0; top < last; top += 1) {
    for (let height = 1; height <= MAX_HEIGHT && top + height <= rows.length; height += 1) {
      const block = rows.slice(top, top + height)
      if ((block[height - 1]?.rowNo ?? 0) - (block[0]?.rowNo ?? 0) !== height - 1) break
      const parts = stack(block, merges)
      const found = parts.map((column) => (column.length === 0 ? null : words.find(column)))
      const known = new Set(found.flatMap((meaning) => (meaning ? [meaning.target] : [])))
      if (known.size < 2 || ![...known].some((target) => !target.startsWith('#'))) continue
      const score = known.size - height * 0.1 - top * 0.001
      if (!best || score > best.score)
        best = { score, header: { top, end: top + height, rowNo: block[height - 1]?.rowNo ?? 1, parts, found } }
    }
  }
  return best?.header ?? null
}

const GUESSED_ROWS = 20
const MAX_GUESSED_TEXT = 100

/**
 * A row that looks like a header although its words are not known: texts without numbers, each once, over rows that are
 * about as wide. Only what an officer says of its columns, now or of an earlier file, makes such a sheet readable.
 */
export function guessHeader(rows: readonly RawRow[], words: HeaderWords): Header | null {
  const top = rows.slice(0, GUESSED_ROWS).findIndex((row, index) => {
    const texts = textsIn(row)
    const isWords = texts.every((text) => /\p{L}/u.test(text) && text.length <= MAX_GUESSED_TEXT)
    return (
      texts.length >= 3 &&
      isWords &&
      new Set(texts).size === texts.length &&
      textsIn(rows[index + 1]).length * 2 >= texts.length
    )
  })
  const row = rows[top]
  if (!row) return null
  const parts = row.cells.map((cell) => [cellText(cell)].filter((text) => text !== ''))
  const found = parts.map((column) => (column.length === 0 ? null : words.find(column)))
  return { top, end: top + 1, rowNo: row.rowNo, parts, found }
}

function textsIn(row: RawRow | undefined): string[] {
  return (row?.cells ?? []).map(cellText).filter((text) => text !== '')
}

/** Joins the rows of a header block column by column; group headers reach over the columns they were merged over. */
function stack(block: readonly RawRow[], merges: RawSheet['merges']): string[][] {
  const width = Math.max(...block.map((row) => row.cells.length))
  const texts = block.map((row) => Array.from({ length: width }, (_, index) => cellText(row.cells[index])))
  const first = block[0]?.rowNo ?? 1
  const inside = merges.filter(({ top, bottom }) => top >= first && bottom < first + block.length)
  for (const { top, left, bottom, right } of inside) {
    const text = texts[top - first]?.[left - 1] ?? ''
    for (let row = top - first; row <= bottom - first; row += 1)
      for (let column = left - 1; column < Math.min(right, width); column += 1) {
        const line = texts[row]
        if (line) line[column] = text
      }
  }
  if (inside.length === 0) fillGroups(texts)
  return Array.from({ length: width }, (_, column) => {
    const parts: string[] = []
    for (const line of texts) {
      const text = line[column] ?? ''
      if (text !== '' && parts.at(-1) !== text) parts.push(text)
    }
    return parts
  })
}

/** Without merges (CSV), an empty cell to the right of a group header belongs to the group if something stands below it. */
function fillGroups(texts: string[][]): void {
  for (let row = 0; row < texts.length - 1; row += 1) {
    const line = texts[row] ?? []
    for (let column = 1; column < line.length; column += 1) {
      const below = texts.slice(row + 1).some((other) => (other[column] ?? '') !== '')
      const leftBelow = texts.slice(row + 1).some((other) => (other[column - 1] ?? '') !== '')
      if (line[column] === '' && below && leftBelow) line[column] = line[column - 1] ?? ''
    }
  }
}

/** A row that only numbers the columns of a form: `(1) (2) (3)=(4)+(5)+(6) …` or `A B 1 2 3 …`. */
export function isNumbering(row: RawRow): boolean {
  const texts = row.cells.map(cellText).filter((text) => text !== '')
  if (texts.length < 3) return false
  if (texts.every((text) => /^\(\d{1,2}\)(?:\s*=.*)?$/.test(text))) return true
  const plain = texts.map((text) => text.replace(/\s*=.*$/, ''))
  const numbers = plain.filter((text) => !/^[A-E]$/.test(text)).map(Number)
  return (
    texts.length >= 5 &&
    numbers.length >= 3 &&
    numbers.every((value, index) => value === (numbers[0] ?? 0) + index && value <= 30) &&
    (numbers[0] === 1 || numbers[0] === 3)
  )
}
