import type { CellValue } from '../../shared/datasets/dataset.ts'
import { CODE_DAMAGED } from './checks/cells.ts'
import { PROCEDURE_AMBIGUOUS, PROCEDURE_FORM, PROCEDURE_RESTORED } from './checks/v13-code.ts'
import type { Full, Note, Refuse } from './values.ts'

/** What a spreadsheet makes of a code that it took for a number too long to show. */
export const DAMAGED = /^\d(?:[.,]\d+)?E[+-]?\d+$|^#+$/i

/** What a spreadsheet leaves of `1.001190`: digits, perhaps a decimal sign and fewer than six digits behind it. */
const NUMERIC = /^\d(?:[.,]\d{1,5})?$/

/**
 * Reads codes of procedures (`1.001193`), which spreadsheets take for numbers: one that lost its last zeros is restored where
 * exactly one code of the catalogue is that number, refused where several are, and kept with a warning where none is.
 *
 * @see DOMAIN §3.3
 */
export function createProcedureReader(
  procedures: readonly string[],
  readText: (cell: Full) => CellValue | undefined,
  refuse: Refuse,
  note: Note,
): (cell: Full) => CellValue | undefined {
  const codes = new Map<string, string[]>()
  for (const code of new Set(procedures)) {
    const short = withoutZeros(code)
    const same = codes.get(short)
    if (same) same.push(code)
    else codes.set(short, [code])
  }
  return (cell) => {
    const text = typeof cell === 'object' ? cell.date : String(cell).trim()
    if (DAMAGED.test(text)) return refuse(CODE_DAMAGED)
    if (!NUMERIC.test(text)) return readText(cell)
    const same = codes.get(withoutZeros(text.replace(',', '.'))) ?? []
    if (same.includes(text)) return text
    const [code] = same
    if (code === undefined) {
      note(PROCEDURE_FORM, {})
      return text
    }
    if (same.length > 1) return refuse(PROCEDURE_AMBIGUOUS, { codes: same.slice(0, MAX_CHOICES).join(', ') })
    note(PROCEDURE_RESTORED, { code })
    return code
  }
}

const MAX_CHOICES = 10

/** A code as a spreadsheet shows the number that it took it for. */
function withoutZeros(code: string): string {
  return /^\d\.\d+$/.test(code) ? code.replace(/\.?0+$/, '') : code
}
