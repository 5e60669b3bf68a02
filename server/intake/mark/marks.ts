import type { Issue, SheetMapping } from '../../../shared/batch.ts'
import type { Place } from '../faults.ts'
import type { MarkedRow } from '../intake.ts'
import type { RawFile, RawSheet } from '../read/raw.ts'

/** How a cell is marked. Notices are not: they ask nothing of the officer. */
export type Shade = 'error' | 'warning'

/** Everything that is wrong with one cell. */
export interface Mark {
  shade: Shade
  issues: Issue[]
  /** How many cells could not be marked any more; only on the first mark of a file. */
  more: number
}

/** Stands for the first used cell of a row, where a fault is of the row as a whole. */
export const WHOLE_ROW = -1

/** The marks of one sheet: row number → column from 0 or `WHOLE_ROW` → mark. */
export type SheetMarks = ReadonlyMap<number, ReadonlyMap<number, Mark>>

const MOST_CELLS = 100_000
const MOST_ISSUES = 5

/** Gathers every fault of a file by its cell, while the file is checked. */
export interface Marks {
  /** Tells under which names the sheets of a file go; to be read in place of it. */
  watch(file: RawFile): RawFile
  add(place: Place, issue: Issue): void
  /** Faults that the ledger found. */
  addRows(rows: readonly MarkedRow[], mapping: readonly SheetMapping[]): void
  /** By the index of the sheet. */
  sheets: ReadonlyMap<number, SheetMarks>
  cells(): number
}

/** @param mostCells - beyond this only counted, and said in the first mark */
export function createMarks(mostCells = MOST_CELLS): Marks {
  const sheets = new Map<number, Map<number, Map<number, Mark>>>()
  const indexOf = new Map<string, number>()
  let current: Pick<RawSheet, 'name' | 'index'> = { name: '', index: 0 }
  let first: Mark | null = null
  let cells = 0

  const put = (sheet: number, rowNo: number, at: number, issue: Issue) => {
    const rows = sheets.get(sheet) ?? new Map<number, Map<number, Mark>>()
    const row = rows.get(rowNo) ?? new Map<number, Mark>()
    const mark = row.get(at)
    if (mark) {
      if (issue.severity === 'error') mark.shade = 'error'
      if (mark.issues.length < MOST_ISSUES && mark.issues.every(({ message }) => message !== issue.message))
        mark.issues.push(issue)
      return
    }
    if (cells >= mostCells) {
      if (first) first.more += 1
      return
    }
    cells += 1
    const added: Mark = { shade: issue.severity === 'error' ? 'error' : 'warning', issues: [issue], more: 0 }
    first ??= added
    row.set(at, added)
    rows.set(rowNo, row)
    sheets.set(sheet, rows)
  }
  /** Two sheets may go under one masked name: then a fault is of the one that is being read. */
  const sheetOf = (name: string | null) =>
    name === null || name === current.name ? current.index : (indexOf.get(name) ?? current.index)

  return {
    async *watch(file) {
      for await (const sheet of file) {
        const watched = { ...sheet }
        current = watched
        yield watched
        // Who reads a sheet gives it the name under which its faults go.
        indexOf.set(current.name, current.index)
      }
    },
    add({ sheet, rowNo, at }, issue) {
      if (rowNo !== null && rowNo > 0 && issue.severity !== 'notice') put(sheetOf(sheet), rowNo, at ?? WHOLE_ROW, issue)
    },
    addRows(rows, mapping) {
      for (const { sheet, rowNo, issue } of rows) {
        const columns = mapping.find((one) => one.sheet === (sheet ?? '') && one.skipped === undefined)?.columns ?? []
        const at = columns.find(({ header }) => header === issue.column)?.at
        if (issue.severity !== 'notice')
          put(indexOf.get(sheet ?? '') ?? [...indexOf.values()][0] ?? 0, rowNo, at ?? WHOLE_ROW, issue)
      }
    },
    sheets,
    cells: () => cells,
  }
}
