import type { Issue } from '../../shared/batch.ts'
import type { SheetWindow } from '../../shared/sheet-window.ts'
import type { Place } from './faults.ts'
import type { WindowAsked } from './intake.ts'

type RowFault = SheetWindow['rows'][number]['faults'][number]

/** Beyond so many rows only the first of them are kept. */
const MOST_ROWS = 5_000
const MOST_OF_ROW = 50

/** Keeps the faults of the rows that may stand in a window. */
export interface WindowFaults {
  add(place: Place, issue: Issue): void
  /** Rows from the window's first on that have faults, not counting notices. */
  faultyRows(): number
  /** The numbers of the first of them, one more than the window has. */
  numbers(): number[]
  of(rowNo: number): RowFault[]
}

/** @param isAsked - is a fault of the sheet that is looked at? */
export function createWindowFaults(asked: WindowAsked, isAsked: (place: Place) => boolean): WindowFaults {
  const rows = new Map<number, RowFault[]>()
  const faulty = new Set<number>()
  const first = () => [...faulty].sort((a, b) => a - b).slice(0, asked.rows + 1)
  const shrink = () => {
    const kept = new Set(asked.faulty ? first() : [...rows.keys()].sort((a, b) => a - b).slice(0, MOST_ROWS / 2))
    for (const rowNo of rows.keys())
      if (!kept.has(rowNo)) {
        rows.delete(rowNo)
        faulty.delete(rowNo)
      }
  }
  return {
    add(place, { rule, severity, message }) {
      const { rowNo, at = null } = place
      if (rowNo === null || rowNo < asked.from || !isAsked(place)) return
      const held = rows.get(rowNo) ?? []
      if (held.length < MOST_OF_ROW) held.push({ at, rule, severity, message })
      rows.set(rowNo, held)
      if (severity !== 'notice') faulty.add(rowNo)
      if (rows.size > MOST_ROWS) shrink()
    },
    faultyRows: () => faulty.size,
    numbers: first,
    of: (rowNo) => rows.get(rowNo) ?? [],
  }
}
