import { type CellValue, type Column, type Dataset, dayOfCell, type Row } from '../../shared/datasets/dataset.ts'
import { nameOn } from '../../shared/units.ts'
import { REQUIRED, ROW_RAGGED } from './checks/cells.ts'
import type { Found, Say } from './checks/check.ts'
import { CHECKS } from './checks/list.ts'
import { UNIT_ENDED, UNIT_OUTSIDE, UNIT_PERSON } from './checks/units.ts'
import type { Target } from './columns.ts'
import type { FillRow } from './fill.ts'
import { cellText } from './header.ts'
import type { Mapping } from './mapping.ts'
import { splitBound } from './numbers.ts'
import { maskWords } from './personal.ts'
import type { Frame, Profile } from './profiles/profile.ts'
import { withValues } from './profiles/values.ts'
import type { RawRow } from './read/raw.ts'
import type { RowPlace } from './row-place.ts'
import type { Draft, Run } from './run.ts'
import { type CellReader, createCellReader, isNothing, type ReadingStyle } from './values.ts'

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

interface CellPlan {
  column: Column
  index: number
  reader: CellReader
  /** A code's text stays out of faults: it is a secret. */
  secret: boolean
  repairs: Repairs
}

interface UnitPlan {
  column: Column
  index: number
  codeIndex: number
  /** The header also allows persons: an unknown name may be one and is dropped, not shown. */
  mayBePerson: boolean
  repairs: Repairs
}

/** What the officer answered a faulty text should be: answers `value:<column or header>:<text>`; null where there are none. */
type Repairs = { get(text: string): string | undefined } | null

/** Answers that come from earlier files are noted as soon as a row needs them. */
function repairsOf(column: Column, header: string | undefined, { request, recalled, remembered }: Run): Repairs {
  const repairs = new Map<string, { id: string; answer: string }>()
  for (const name of [column.name, header]) {
    const prefix = `value:${name}:`
    for (const [id, answer] of Object.entries(request.answers))
      if (id.startsWith(prefix)) repairs.set(id.slice(prefix.length), { id, answer })
  }
  if (repairs.size === 0) return null
  return {
    get(text) {
      const repair = repairs.get(text)
      if (repair && recalled.has(repair.id)) remembered.set(repair.id, repair.answer)
      return repair?.answer
    },
  }
}

/** When the four levels of online service were replaced by two kinds (Decree 42/2022/NĐ-CP). */
const OLD_LEVELS_ENDED = '2022-06-30'

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

  const newDraft = (): Draft => {
    const place: RowPlace = { sheet: plan.sheet.index, sheetName: plan.sheet.name, rowNo: 0 }
    const draft: Draft = { row: template, place, faulty: false, aside: false, no: '', label: '', say: () => {} }
    draft.say = sayFor(draft, mapping, run)
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
      if (code === null && codeColumn)
        say(REQUIRED, { column: codeColumn.name, params: { title: codeColumn.title.vi } })
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
          say(REQUIRED, { column: column.name, params: { title: column.title.vi } })
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

function planCells({ dataset, mapping, profile, styleOf }: RowPlan, run: Run) {
  const template: Row = {}
  const cells: CellPlan[] = []
  const units: UnitPlan[] = []
  for (const column of dataset.columns) {
    template[column.name] = null
    if (column.derived) continue
    const index = mapping.at.get(column.name) ?? -1
    const repairs = repairsOf(column, mapping.headers[index], run)
    if (column.kind === 'unit') {
      const codeIndex = mapping.at.get(`${column.name}#code`) ?? -1
      units.push({ column, index, codeIndex, mayBePerson: /cá nhân/i.test(mapping.headers[index] ?? ''), repairs })
    } else if (index >= 0) {
      const reader = createCellReader(withValues(column, profile?.values?.[column.name]), styleOf(column.name))
      cells.push({ column, index, reader, secret: column.kind === 'code', repairs })
    }
  }
  // Built key by key an object is slow to copy; parsed it is not.
  return { cells, units, template: JSON.parse(JSON.stringify(template)) as Row }
}

/** Kinds of cells that hold no words: what is refused there may belong to another column. */
const WORDLESS: ReadonlySet<Column['kind']> = new Set([
  'instant',
  'day',
  'count',
  'number',
  'fraction',
  'flag',
  'degrees',
  'geometry',
])

function readCells(cells: readonly CellPlan[], raw: RawRow, draft: Draft, dated = ''): void {
  const { row, say } = draft
  for (const { column, index, reader, secret, repairs } of cells) {
    let cell = raw.cells[index] ?? null
    if (repairs !== null) cell = repairs.get(cellText(cell)) ?? cell
    if (column.name === 'value' && typeof cell === 'string') cell = splitBound(cell).rest
    const value: CellValue | undefined = reader.read(cell)
    row[column.name] = value ?? null
    const { remark } = reader
    if (remark === null) continue
    const day = dayOfCell(row[dated])
    if (remark.rule === UNIT_ENDED && day !== null && day <= OLD_LEVELS_ENDED) continue
    const shown = typeof cell === 'object' && cell !== null && 'broken' in cell ? cell.broken : cellText(cell)
    const said = secret || remark.hidden ? null : WORDLESS.has(column.kind) ? maskWords(shown) : shown
    say(remark.rule, { column: column.name, value: said, params: remark.params })
  }
}

function readUnits(
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
  for (const { column, index, codeIndex, mayBePerson, repairs } of plans) {
    let name =
      typeof row[column.name] === 'string' ? (row[column.name] as string) : index < 0 ? '' : cellText(raw.cells[index])
    let code = codeIndex < 0 ? '' : cellText(raw.cells[codeIndex])
    const shown = [code, name].filter((part) => part !== '').join(' ')
    const repaired = repairs?.get(shown) ?? repairs?.get(name)
    if (repaired !== undefined) {
      name = repaired
      code = ''
    }
    row[column.name] = null
    if (name === '' && code === '') {
      const given = frame.unit ?? (index < 0 && codeIndex < 0 && column.required ? feed.unit : null)
      if (column.required) row[column.name] = given
      if (column.required && given === null) say(REQUIRED, { column: column.name, params: { title: column.title.vi } })
      continue
    }
    // A row whose date is already faulty would only add doubtful unit faults to it.
    if (draft.faulty && rowDay === null && dataset.dateColumn) continue
    const match = run.findUnit(name, code, rowDay ?? defaultDay)
    const unknown = match.fault?.rule.id === 'unit.unknown'
    const declared = unknown ? (profile?.declare?.(name, code, run, draft) ?? null) : null
    row[column.name] = match.unit?.id ?? declared
    if (match.fault === null || declared !== null) continue
    if (mayBePerson && match.unit === null) say(UNIT_PERSON, { column: column.name })
    else
      say(match.fault.rule, {
        column: column.name,
        value: shown,
        params: match.fault.params,
      })
  }
}

/** Reports faults of one row under the officer's own headers. */
function sayFor(draft: Draft, mapping: Mapping, run: Run): Say {
  const { place } = draft
  return (rule, found = {}) => {
    if (rule.severity === 'error') draft.faulty = true
    const at = found.column === undefined ? undefined : mapping.at.get(found.column)
    const column = at === undefined ? found.column : mapping.headers[at]
    run.faults.add(
      rule,
      { sheet: place.sheetName, rowNo: place.rowNo, at },
      column === undefined ? found : { ...found, column },
    )
  }
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
