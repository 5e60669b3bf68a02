import type { Column } from '../../shared/datasets/dataset.ts'
import { REQUIRED } from './checks/cells.ts'
import type { Mend } from './checks/check.ts'
import { UNIT_PERSON } from './checks/units.ts'
import { cellText } from './header.ts'
import type { RawRow } from './read/raw.ts'
import type { Repairs } from './repairs.ts'
import type { RowPlan } from './rows.ts'
import type { Draft, Run } from './run.ts'

/** How the cells of one unit column are read and repaired. */
export interface UnitPlan {
  column: Column
  index: number
  codeIndex: number
  /** The header also allows persons: an unknown name may be one and is dropped, not shown. */
  mayBePerson: boolean
  repairs: Repairs | null
  mend: Mend
}

/** Looks up the units that a row names, as of its day. */
export function readUnits(
  plans: readonly UnitPlan[],
  raw: RawRow,
  draft: Draft,
  { dataset, profile, frame }: RowPlan,
  run: Run,
  rowDay: string | null,
  defaultDay: string,
): void {
  const { row, say } = draft
  const { feed } = run.request
  for (const { column, index, codeIndex, mayBePerson, repairs, mend } of plans) {
    let name =
      typeof row[column.name] === 'string' ? (row[column.name] as string) : index < 0 ? '' : cellText(raw.cells[index])
    let code = codeIndex < 0 ? '' : cellText(raw.cells[codeIndex])
    const shown = code === '' || name === '' ? code + name : `${code} ${name}`
    const repaired = repairs === null ? undefined : (repairs.of(shown) ?? repairs.of(name))
    if (repaired !== undefined) {
      name = repaired
      code = ''
    }
    row[column.name] = null
    if (name === '' && code === '') {
      const given = frame.unit ?? (index < 0 && codeIndex < 0 && column.required ? feed.unit : null)
      if (column.required) row[column.name] = given
      if (column.required && given === null)
        say(REQUIRED, { column: column.name, params: { title: column.title }, text: '', mend })
      continue
    }
    // A row whose date is already faulty would only add doubtful unit faults to it.
    if (draft.faulty && rowDay === null && dataset.dateColumn) continue
    const match = run.findUnit(name, code, rowDay ?? defaultDay)
    const { fault } = match
    const unknown = fault?.rule.id === 'unit.unknown'
    const declared = unknown ? (profile?.declare?.(name, code, run, draft) ?? null) : null
    row[column.name] = match.unit?.id ?? declared
    if (fault === null || declared !== null) continue
    if (mayBePerson && match.unit === null) say(UNIT_PERSON, { column: column.name })
    else {
      const { rule, params, units = [] } = fault
      say(rule, { column: column.name, value: shown, params, text: shown, units, mend })
    }
  }
}
