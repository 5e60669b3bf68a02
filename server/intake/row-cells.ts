import { type CellValue, type Column, dayOfCell, type Row } from '../../shared/datasets/dataset.ts'
import type { Found, Mend } from './checks/check.ts'
import { OBSOLETE, OLD_LEVELS_ENDED } from './checks/v11-obsolete.ts'
import { PERSONAL_WORDS } from './checks/v16-personal.ts'
import { createCellMend } from './mend-cells.ts'
import { splitBound } from './numbers.ts'
import { withValues } from './profiles/values.ts'
import type { RawRow } from './read/raw.ts'
import { faultText, type Repairs, readRepairs, shownIn } from './repairs.ts'
import type { UnitPlan } from './row-units.ts'
import type { RowPlan } from './rows.ts'
import type { Draft, Run } from './run.ts'
import { createUnitMend } from './unit-labels.ts'
import { type CellReader, createCellReader, type Remark } from './values.ts'

/** How one column's cells are read and repaired. */
export interface CellPlan {
  column: Column
  index: number
  reader: CellReader
  /** A code's text stays out of faults: it is a secret. */
  secret: boolean
  repairs: Repairs | null
  mend: Mend
}

/** Decides for every column of a sheet how its cells are read; `template` is an empty row. */
export function planCells({ dataset, mapping, profile, styleOf }: RowPlan, run: Run) {
  const template: Row = {}
  const cells: CellPlan[] = []
  const units: UnitPlan[] = []
  /** Answers that come from earlier files are noted as soon as a row needs them. */
  const used = (id: string, answer: string) => {
    if (run.recalled.has(id)) run.remembered.set(id, answer)
  }
  for (const column of dataset.columns) {
    template[column.name] = null
    if (column.derived) continue
    const index = mapping.at.get(column.name) ?? -1
    const repairs = readRepairs(column, mapping.headers[index], run.request.answers, used)
    if (column.kind === 'unit') {
      const codeIndex = mapping.at.get(`${column.name}#code`) ?? -1
      const mayBePerson = /cá nhân/i.test(mapping.headers[index] ?? '')
      units.push({ column, index, codeIndex, mayBePerson, repairs, mend: createUnitMend(column, run.index) })
    } else if (index >= 0) {
      const style = { ...styleOf(column.name), procedures: run.request.procedures }
      const known = withValues(column, profile?.values?.[column.name])
      const reader = createCellReader(known, style)
      cells.push({ column, index, reader, secret: column.kind === 'code', repairs, mend: createCellMend(known, style) })
    }
  }
  // Built key by key an object is slow to copy; parsed it is not.
  return { cells, units, template: JSON.parse(JSON.stringify(template)) as Row }
}

/** Reads a row's cells into its draft; units are read after them, as of the row's day. */
export function readCells(cells: readonly CellPlan[], raw: RawRow, draft: Draft, dated = ''): void {
  const { row } = draft
  for (const plan of cells) {
    const { column, index, reader, repairs } = plan
    let cell = raw.cells[index] ?? null
    if (repairs !== null) cell = repairs.of(faultText(cell)) ?? cell
    if (column.name === 'value' && typeof cell === 'string') cell = splitBound(cell).rest
    const value: CellValue | undefined = reader.read(cell)
    row[column.name] = value ?? null
    if (reader.remark !== null) sayRemark(reader.remark, plan, raw, draft, dated)
  }
}

function sayRemark(
  remark: Remark,
  { column, index, secret, mend }: CellPlan,
  raw: RawRow,
  draft: Draft,
  dated: string,
) {
  const { rule, params, kinds } = remark
  if (kinds !== undefined) {
    for (const kind of kinds) draft.say(rule, { column: column.name, kind, params: { what: PERSONAL_WORDS[kind] } })
    return
  }
  const day = dayOfCell(draft.row[dated])
  if (rule === OBSOLETE && day !== null && day <= OLD_LEVELS_ENDED) return
  const text = faultText(raw.cells[index] ?? null)
  const found: Found = { column: column.name, value: secret ? null : shownIn(column, text), params }
  if (!secret) {
    found.text = text
    found.mend = mend
  }
  draft.say(rule, found)
}
