import { dossierReports } from '../../../shared/datasets/dossier-reports.ts'
import { foldAccents } from '../../../shared/units.ts'
import { saySum } from '../checks/v01-sum.ts'
import { checkHistory } from '../checks/v10-period.ts'
import type { Draft, Extra, Run } from '../run.ts'

const TOTALS = new Set(['tong cong', 'tong so', 'tong', 'cong', 'tong chung', 'toan tinh', 'toan thanh pho', 'i ii'])
const SUMMED = dossierReports.columns.filter(({ kind }) => kind === 'count')

/** Is this the label of a report's total? */
export function isTotalLabel(text: string): boolean {
  return text !== '' && TOTALS.has(foldAccents(text))
}

/** Depth of a row that sums others: totals hold groups A, B …, those hold groups I, II …; null for plain rows. */
function depthOf({ no, label, aside }: Draft): number | null {
  if (!aside) return null
  if (isTotalLabel(label) || isTotalLabel(no)) return 0
  return /^[IVXLC]+\.?$/.test(no) ? 2 : 1
}

/** The group row above a row, if the sheet has groups. */
export function groupOf(draft: Draft, before: readonly Draft[]): Draft | undefined {
  const above = before.findLast(({ aside, place }) => aside && place.sheet === draft.place.sheet)
  return above && depthOf(above) !== 0 ? above : undefined
}

/** Checks totals and groups of each sheet as sums, and gives back the rows that are stored. */
export function settleReport(held: Draft[], run: Run): { drafts: Draft[]; extras: Extra[] } {
  const sheets = Map.groupBy(held, ({ place }) => place.sheet)
  const drafts = [...sheets.values()].flatMap((sheet) => settleSheet(sheet, run))
  checkHistory(drafts)
  return { drafts, extras: [] }
}

function settleSheet(sheet: Draft[], run: Run): Draft[] {
  sheet.forEach((draft, at) => {
    const next = sheet[at + 1]
    if (draft.no !== '' && next?.no.startsWith(`${draft.no.replace(/\.$/, '')}.`)) toAside(draft, run)
    else if (draft.aside && depthOf(draft) !== 0 && (!next || next.aside) && hasCounts(draft)) toRow(draft, run)
  })
  sheet.forEach((draft, at) => {
    if (draft.aside) checkSums(draft, rowsOf(sheet, at))
  })
  const rows = sheet.filter(({ aside }) => !aside)
  tellFieldsApart(sheet, rows)
  return rows
}

/** A numbered row with rows 1.1, 1.2 … under it is their sum. */
function toAside(draft: Draft, run: Run): void {
  if (draft.aside) return
  draft.aside = true
  run.counts.read -= 1
}

/** A group without rows under it is a row itself. */
function toRow(draft: Draft, run: Run): void {
  draft.aside = false
  run.counts.read += 1
  const { row, label } = draft
  if (typeof row.unit !== 'string') {
    row.unit = run.request.feed.unit
    row.field ??= label
  }
}

function hasCounts({ row }: Draft): boolean {
  return SUMMED.some(({ name }) => typeof row[name] === 'number')
}

/** The rows that a total or group sums: those since the last total, or those under the group. */
function rowsOf(sheet: readonly Draft[], at: number): Draft[] {
  const sum = sheet[at] as Draft
  const depth = depthOf(sum)
  if (depth === 0) {
    const from = sheet.slice(0, at).findLastIndex((draft) => depthOf(draft) === 0)
    const before = sheet.slice(from + 1, at)
    // Some reports put the total first.
    return (before.some(({ aside }) => !aside) ? before : sheet.slice(at + 1)).filter(({ aside }) => !aside)
  }
  const dotted = `${sum.no.replace(/\.$/, '')}.`
  const rows: Draft[] = []
  for (const draft of sheet.slice(at + 1)) {
    if (/^\d/.test(sum.no) ? !draft.no.startsWith(dotted) : endsGroup(draft, depth as number)) break
    if (!draft.aside) rows.push(draft)
  }
  return rows
}

function endsGroup(draft: Draft, depth: number): boolean {
  const own = depthOf(draft)
  return own !== null && own <= depth && !/^\d/.test(draft.no)
}

function checkSums(sum: Draft, rows: readonly Draft[]): void {
  if (rows.length === 0) return
  for (const { name, title } of SUMMED) {
    const total = sum.row[name]
    const parts = rows.map(({ row }) => row[name]).filter((value) => typeof value === 'number')
    if (typeof total !== 'number' || parts.length === 0) continue
    const label = sum.label || sum.no
    const what = { vi: `${label}, ${title.vi}`, en: `${label}, ${title.en}` }
    saySum(sum.say, name, what, total, parts)
  }
}

/** One field under two groups (cấp tỉnh, cấp xã) is two rows: its group is added to its name. */
function tellFieldsApart(sheet: readonly Draft[], rows: readonly Draft[]): void {
  const same = Map.groupBy(rows, ({ row }) => `${row.unit}\u001f${row.field}`)
  for (const list of same.values()) {
    if (list.length < 2) continue
    for (const draft of list) {
      const group = groupOf(draft, sheet.slice(0, sheet.indexOf(draft)))
      if (group && group.label !== '' && typeof draft.row.field === 'string') draft.row.field += ` (${group.label})`
    }
  }
}
