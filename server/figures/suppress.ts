import type { Cell, FigureRow } from '../../shared/answer.ts'
import { isCell } from '../../shared/cell.ts'
import type { Resolved } from './resolve.ts'
import { guardLines } from './suppress-lines.ts'
import { guardRows } from './suppress-rows.ts'
import { createTable, hiddenMeasures, isSmall, type Secrets } from './suppress-table.ts'
import { guardWhole } from './suppress-whole.ts'

/**
 * Hides every count from 1 to `least` − 1, every rate and median that stands on one, and as many other cells as it takes
 * that no hidden count can be computed: from its siblings and their sum, or from other figures of its row. A zero stays.
 * What can be learned from answers to several questions (a period less a day of it) is for the asker's rights to prevent.
 *
 * @see DOMAIN §7.3: small cells suppressed in public or shared exports
 */
export function suppress(
  rows: readonly FigureRow[],
  resolved: Pick<Resolved, 'measures' | 'leaves' | 'by' | 'book'>,
  least: number,
): FigureRow[] {
  const table = createTable(rows, resolved)
  const secrets: Secrets = { least, hidden: new Set(), bare: new Set() }
  for (const row of table.rows)
    for (const quantities of row.values())
      for (const quantity of quantities) if (isSmall(quantity.value, least)) secrets.hidden.add(quantity)
  while (guardLines(table, secrets) || guardRows(table, secrets) || guardWhole(table, secrets)) {
    // Hiding one cell may lay another one open: until nothing moves.
  }
  return rows.map((row, r) => {
    const hidden = hiddenMeasures(table, secrets, r)
    return Object.fromEntries(
      Object.entries(row).map(([key, cell]) => {
        const hide = isCell(cell) && (hidden.has(key) || isLone(row, key, hidden, resolved))
        return [key, hide ? veil(cell) : cell]
      }),
    )
  })
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
