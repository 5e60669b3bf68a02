import type { CellValue } from '../../../shared/datasets/dataset.ts'
import { foldAccents } from '../../../shared/units.ts'
import { UNIT_OUTSIDE } from '../checks/units.ts'
import type { Target } from '../columns.ts'
import { cellText } from '../header.ts'
import type { RawCell, RawRow } from '../read/raw.ts'
import type { Run } from '../run.ts'
import { nameKey, withoutKind } from '../unit-names.ts'
import type { Frame, Profile, SheetShape } from './profile.ts'
import { groupOf, isTotalLabel, settleReport } from './report-rows.ts'

/** Counts of form II.06 and of unit summaries: a row without any of them is furniture. */
const COUNTS = ['received', 'resolved', 'open', 'receivedOnline', 'onTime', 'late', 'carriedOver', 'openWithin']
const ROMAN_OR_LETTER = /^(?:[IVXLC]+|[A-H])\.?$/

/**
 * Form II.06 of Circular 01/2020/TT-VPCP as it is printed. One sheet is one report of one unit: the one its title names, else
 * the feed's. Its second column names fields or units. Rows that name units cover those units alone (`own`); a list of fields
 * covers the reporting unit with all below it (`subtree`) where that unit is a province, district or group of units, and the
 * unit alone (`own`) where it is a commune or department. Group rows and totals are checked as sums and never stored.
 */
export const formIi06: Profile = {
  id: 'form-ii06',
  dataset: 'dossier-reports',
  recognises: ({ targets }) => targets.has('#label'),
  frame: reportingUnit,
  kindOf: kindOfRow,
  place(draft, frame, run) {
    const { row, label } = draft
    if (label === '') return
    const day = dayOf(row.to, run)
    const found = run.findUnit(label, '', day)
    const group = groupOf(draft, run.held)
    if (found.unit || namesUnit(label)) {
      row.unit = found.unit?.id ?? label
      row.covers = 'own'
      return
    }
    if (draft.aside) return
    row.field = label
    row.unit = group?.row.unit ?? frame.unit ?? run.request.feed.unit
    row.covers = group?.row.unit ? 'own' : coverOf(row.unit, run)
  },
  settle: settleReport,
}

/** A row of figures, a total or group that sums others, or furniture such as signatures. */
export function kindOfRow({ cells }: RawRow, at: ReadonlyMap<Target, number>): 'row' | 'aside' | 'skip' {
  const text = (target: Target) => cellText(cells[at.get(target) ?? -1])
  const label = text('#label') || text('unit')
  const counted = COUNTS.some((name) => isNumeric(cells[at.get(name) ?? -1]))
  if (isTotalLabel(label) || isTotalLabel(text('#no'))) return counted ? 'aside' : 'skip'
  if (ROMAN_OR_LETTER.test(text('#no')) && label !== '') return 'aside'
  return counted ? 'row' : 'skip'
}

function isNumeric(cell: RawCell | undefined): boolean {
  return typeof cell === 'number' || (typeof cell === 'string' && /^\s*\d[\d., ]*$/.test(cell))
}

/** The unit that a report's title block names: "Đơn vị báo cáo: …" binds, an agency line above the title helps. */
function reportingUnit({ titles, name }: SheetShape, run: Run): Frame {
  const day = dayOf(null, run)
  let unit: string | null = null
  for (const text of titles.flatMap((title) => title.split('\n'))) {
    const named = /đơn vị báo cáo\s*:?\s*(.+)$/i
      .exec(text.normalize('NFC'))?.[1]
      ?.replace(/[.…_]+$/, '')
      .trim()
    if (named) {
      const match = run.findUnit(named, '', day)
      if (match.unit) return { unit: match.unit.id }
      if (match.fault?.rule === UNIT_OUTSIDE)
        run.faults.add(UNIT_OUTSIDE, { sheet: name, rowNo: null }, { value: named, params: match.fault.params })
    } else if (namesUnit(text)) unit = run.findUnit(text, '', day).unit?.id ?? unit
  }
  return unit === null ? {} : { unit }
}

/** Does a text begin like the name of an office or territory? */
function namesUnit(text: string): boolean {
  const folded = foldAccents(text)
  return (
    nameKey(text) !== folded ||
    withoutKind(folded) !== folded ||
    /^(?:so|ban quan ly|thanh tra|van phong ubnd) /.test(folded)
  )
}

function coverOf(unit: CellValue | undefined, run: Run): 'own' | 'subtree' {
  const level = typeof unit === 'string' ? run.index.byId.get(unit)?.level : undefined
  return level === 'commune' || level === 'department' || level === undefined ? 'own' : 'subtree'
}

function dayOf(to: CellValue | undefined, run: Run): string {
  return typeof to === 'string' ? to : (run.request.extractedAt?.slice(0, 10) ?? run.request.today)
}
