import type { Cell, FigureRow } from '../../shared/answer.ts'
import { isCell } from '../../shared/cell.ts'
import type { Resolved } from './resolve.ts'
import { guardLines } from './suppress-lines.ts'
import { createKnowledge, guardRows } from './suppress-rows.ts'
import { createSheet, type Sheet } from './suppress-sheet.ts'
import {
  createTable,
  hiddenMeasures,
  isSmall,
  type Secrets,
  sheetWithout,
  type Table,
  type Total,
  waysToAddUp,
} from './suppress-table.ts'
import { guardWhole } from './suppress-whole.ts'

/**
 * Hides every count from 1 to `least` − 1, every rate and median that stands on one, and as many other cells as it takes
 * that no hidden count can be computed: from its siblings and their sum as the answer with fewer dimensions shows it, or
 * from other figures of its row. A zero stays unless nothing else is left. What can be learned from answers to other
 * questions (a period less a day of it) is for the asker's rights to prevent.
 *
 * @see DOMAIN §7.3: small cells suppressed in public or shared exports
 */
export function suppress(
  rows: readonly FigureRow[],
  resolved: Pick<Resolved, 'measures' | 'leaves' | 'by' | 'book'>,
  least: number,
): FigureRow[] {
  const sheet = createSheet(rows, resolved)
  const split = resolved.by.filter((name) => new Set(rows.map((row) => row[name])).size > 1)
  const totals: Total[] = []
  // From the grand total down: what an answer hides must not be found in one of more detail.
  for (const without of waysToAddUp(split)) {
    const own = sheetWithout(sheet, without)
    const above = totals.filter((total) => without.every((name) => total.without.includes(name)))
    totals.push({ sheet: own, without, secrets: guard(own, createTable(own, above), least) })
  }
  const secrets = totals.at(-1)?.secrets
  return rows.map((row, r) => {
    const hidden = secrets ? hiddenMeasures(sheet.rows[r], secrets) : new Set<string>()
    return Object.fromEntries(
      Object.entries(row).map(([key, cell]) => {
        const hide = isCell(cell) && (hidden.has(key) || isLone(row, key, hidden, resolved))
        return [key, hide ? veil(cell) : cell]
      }),
    )
  })
}

function guard(sheet: Sheet, table: Table, least: number): Secrets {
  const small = sheet.rows.flatMap((row) => [...row.values()].flat().filter(({ value }) => isSmall(value, least)))
  const secrets: Secrets = { least, hidden: new Set(small), bare: new Set() }
  const knowledge = createKnowledge(table)
  while (guardLines(table, secrets) || guardRows(table, secrets, knowledge) || guardWhole(table, secrets, knowledge)) {
    // Hiding one cell may lay another one open: until nothing moves.
  }
  return secrets
}

/** The age of the oldest row is one row's own; it may stand only beside a stock that is large enough to be shown. */
function isLone(row: FigureRow, id: string, hidden: ReadonlySet<string>, { measures }: Pick<Resolved, 'measures'>) {
  const measure = measures.find((known) => known.id === id)
  const cell = row[id]
  if (measure?.kind !== 'oldest' || !isCell(cell) || cell.value === null) return false
  return hidden.has(measure.of) || !isCell(row[measure.of])
}

function veil({ period, target }: Cell): Cell {
  return {
    value: null,
    none: 'suppressed',
    ...(period !== undefined && { period }),
    ...(target !== undefined && { target }),
  }
}
