import { type Dataset, dayOfCell } from '../../shared/datasets/dataset.ts'
import { nameOn } from '../../shared/units.ts'
import { CELL_BROKEN, REQUIRED, ROW_RAGGED } from './checks/cells.ts'
import type { Found, Mend, Say } from './checks/check.ts'
import { CHECKS } from './checks/list.ts'
import { UNIT_OUTSIDE } from './checks/units.ts'
import type { Target } from './columns.ts'
import type { FillRow } from './fill.ts'
import { cellText } from './header.ts'
import type { Mapping } from './mapping.ts'
import { columnName } from './mark/column-name.ts'
import { createDateMend, isDateFault } from './mend-dates.ts'
import type { Frame, Profile } from './profiles/profile.ts'
import type { RawRow } from './read/raw.ts'
import { planCells, readCells } from './row-cells.ts'
import type { RowPlace } from './row-place.ts'
import { readUnits } from './row-units.ts'
import type { Draft, Run } from './run.ts'
import { isNothing, type ReadingStyle } from './values.ts'

/** What one sheet's rows are read by. */
export interface RowPlan {
  dataset: Dataset
  mapping: Mapping
  profile: Profile | null
  frame: Frame
  fill: FillRow
  styleOf(name: string): ReadingStyle
  sheet: { index: number; name: string }
}

/** Creates the reader of one sheet's rows: raw cells in, staged or held rows out, faults into the run. */
export function createRowReader(plan: RowPlan, run: Run): (raw: RawRow, deleted?: boolean) => void {
  const { dataset, mapping, profile, frame, fill } = plan
  const { cells, units, template } = planCells(plan, run)
  const width = mapping.headers.length
  const codeColumn = dataset.columns.find(({ name, kind }) => kind === 'code' && dataset.key.includes(name))
  const required = dataset.columns.filter((column) => column.required && column.kind !== 'unit')
  const defaultDay = run.request.extractedAt?.slice(0, 10) ?? run.request.today
  let raw: RawRow = { rowNo: 0, cells: [] }
  const text = (target: Target): string => {
    const at = mapping.at.get(target)
    return at === undefined ? '' : cellText(raw.cells[at])
  }

  const mendDates = createDateMend(
    mapping,
    (name) => plan.styleOf(name).order,
    run.request.today,
    () => raw,
  )
  const newDraft = (): Draft => {
    const place: RowPlace = { sheet: plan.sheet.index, sheetName: plan.sheet.name, rowNo: 0 }
    const draft: Draft = { row: template, place, faulty: false, aside: false, no: '', label: '', say: () => {} }
    draft.say = sayFor(draft, mapping, run, mendDates)
    return draft
  }
  // Rows that are staged at once share one draft: a million of them need no million of its functions.
  const shared = profile?.settle ? null : newDraft()
  const nextDraft = (rowNo: number, aside: boolean): Draft => {
    const draft = shared ?? newDraft()
    draft.row = { ...template }
    draft.place.rowNo = rowNo
    draft.faulty = false
    draft.aside = aside
    if (shared === null) {
      draft.no = text('#no')
      draft.label = text('#label') || text('unit')
    }
    return draft
  }

  return (current, deleted = false) => {
    raw = current
    if (isBlank(raw) || repeatsHeader(raw, mapping)) return
    const kind = profile?.kindOf?.(raw, mapping.at) ?? 'row'
    if (kind === 'skip') return
    const draft = nextDraft(raw.rowNo, kind === 'aside')
    if (!draft.aside) run.counts.read += 1
    const { row, say } = draft
    if (raw.cells.length > width && raw.cells.slice(width).some((cell) => cellText(cell) !== ''))
      say(ROW_RAGGED, { params: { cells: raw.cells.length, header: width } })
    readCells(cells, raw, draft, dataset.dateColumn)
    profile?.fill?.(draft, text, frame, run)
    fill(row, text, say)
    profile?.place?.(draft, frame, run)
    const code = codeColumn ? ((row[codeColumn.name] as string | null) ?? null) : null
    if (deleted) {
      if (code === null && codeColumn) say(REQUIRED, { column: codeColumn.name, params: { title: codeColumn.title } })
      settleRow(draft, dataset, code, run, true)
      return
    }
    if (!draft.aside) {
      readUnits(
        units,
        raw,
        draft,
        plan,
        run,
        dataset.dateColumn && dataset.unitsOf !== 'delivery' ? dayOfCell(row[dataset.dateColumn]) : null,
        defaultDay,
      )
      for (const column of required)
        if (row[column.name] === null && isNothing(raw.cells[mapping.at.get(column.name) ?? -1] ?? null))
          say(REQUIRED, { column: column.name, params: { title: column.title } })
    }
    if (profile?.settle) run.held.push(draft)
    else settleRow(draft, dataset, code, run)
  }
}

/** Completes, checks and stages a row, or counts it as rejected. */
export function settleRow(draft: Draft, dataset: Dataset, code: string | null, run: Run, deleted = false): void {
  let { row } = draft
  if (!deleted && !draft.faulty) {
    row = dataset.complete ? dataset.complete(row, run.request.feed) : row
    for (const check of checksOf(dataset)) check.row(row, draft.say, run.request)
    if (!draft.faulty && !run.isInside(dataset, row)) draft.say(UNIT_OUTSIDE, outsideOf(dataset, run))
  }
  if (!draft.faulty && run.stager.put(dataset, row, code, draft.place, deleted) === 'conflict') draft.faulty = true
  if (draft.faulty) run.counts.rejected += 1
}

/** Which unit the row names instead is not told: a key may be another's, and so may be what stands beside it. */
function outsideOf({ unitColumns: [column] }: Dataset, { request, index }: Run): Found {
  const unit = index.byId.get(request.feed.unit ?? '')
  return { ...(column !== undefined && { column }), params: { scope: unit ? nameOn(unit, unit.to) : '' } }
}

function checksOf(dataset: Dataset) {
  const known = checksByDataset.get(dataset.id)
  if (known) return known
  const own = CHECKS.filter(({ datasets }) => datasets.includes(dataset.id))
  checksByDataset.set(dataset.id, own)
  return own
}
const checksByDataset = new Map<string, typeof CHECKS>()

/** Reports faults of one row under the officer's own headers. */
function sayFor(draft: Draft, mapping: Mapping, run: Run, mendDates: Mend): Say {
  const { place } = draft
  return (rule, found = {}) => {
    if (rule.severity === 'error') draft.faulty = true
    const at = found.column === undefined ? undefined : mapping.at.get(found.column)
    const column = at === undefined ? found.column : mapping.headers[at]
    const where = { sheet: place.sheetName, rowNo: place.rowNo, at }
    if (found.column === undefined || column === undefined) run.faults.add(rule, where, found)
    else {
      const mend = isDateFault(rule) ? mendDates : found.mend
      const params = rule === CELL_BROKEN ? { ...found.params, ...cellOf(where) } : found.params
      run.faults.add(rule, where, { ...found, column, target: found.column, mend, ...(params && { params }) })
    }
  }
}

/** How a workbook names a cell, for example C5; other files have no such names. */
function cellOf({ sheet, rowNo, at }: { sheet: string; rowNo: number; at: number | undefined }): { cell?: string } {
  return sheet === '' || at === undefined ? {} : { cell: `${columnName(at)}${rowNo}` }
}

function isBlank({ cells }: RawRow): boolean {
  for (const cell of cells) if (cell !== null && (typeof cell !== 'string' || cell.trim() !== '')) return false
  return true
}

/** Exports glued together repeat their header in the middle. */
function repeatsHeader({ cells }: RawRow, { headers }: Mapping): boolean {
  let same = 0
  for (let at = 0; at < headers.length; at += 1) {
    if (headers[at] === '') continue
    if (cells[at] !== headers[at]) return false
    same += 1
  }
  return same > 0
}
