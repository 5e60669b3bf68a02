import type { Dataset } from '../../shared/datasets/dataset.ts'
import { dossierReports } from '../../shared/datasets/dossier-reports.ts'
import { storedColumns } from '../../shared/datasets/stored.ts'
import type { FromReports } from '../../shared/measures/measure.ts'
import type { DayRange } from '../../shared/period.ts'
import type { Sql } from '../ledger/ledger.ts'
import { createBinder } from './condition-sql.ts'
import type { Resolved } from './resolve.ts'
import { filterSql } from './sql.ts'

/** One report's boxes for a unit and days; lines by field are added up unless the report is split by field. */
export interface Report extends DayRange {
  unit: string
  covers: 'own' | 'subtree'
  /** The field that the report speaks of; null = all fields. */
  field: string | null
  /** Who sent it; null where feeds are not told apart. */
  feed: string | null
  boxes: Readonly<Record<string, number | null>>
  /** The rows it is made of, each with its own boxes: one, or lines by field that are added up. */
  lines: readonly ReportLine[]
}

/** One row of a report. */
export interface ReportLine {
  key: string
  boxes: Report['boxes']
}

type ReportRow = DayRange & {
  key: string
  unit: string
  covers: string
  field: string | null
  feed: string | null
} & Record<string, unknown>

/** The form of dossier reports. */
export const REPORTS: Dataset = dossierReports

const BOXES = storedColumns(REPORTS).filter(({ column }) => column.kind === 'count')

/**
 * The reports whose days lie inside the period, or (for stocks) end on one of its days.
 *
 * @param apart - the relation names the feed of each row: what two of them say of one unit and period stays two reports
 */
export async function readReportRows(
  sql: Sql,
  relation: string,
  resolved: Pick<Resolved, 'period' | 'filters' | 'columns'>,
  apart = false,
): Promise<Report[]> {
  const binder = createBinder()
  const boxes = BOXES.map(({ name, sql: column }) => `r.${column} as "${name}"`)
  const period = `r.to_ between ${binder.bind(resolved.period.from, 'date')} and ${binder.bind(resolved.period.to, 'date')}`
  const where = [period, ...filterSql(resolved.filters, REPORTS, binder)]
  const feed = apart ? 'r.feed' : 'null'
  const text = `select r.key as key, r.unit as unit, r.covers as covers, nullif(r.field, '') as field, r.from_ as "from", r.to_ as "to", ${feed} as feed, ${boxes.join(', ')} from ${relation} r where ${where.join(' and ')}`
  const rows = await sql.query<ReportRow>(text, binder.params)
  const byField = resolved.columns.includes('field')
  const filtered = resolved.filters.some((filter) => filter.dimension === 'field')
  return joinLines(rows, byField, filtered)
}

/** An empty field is the total and never added to its field lines; field lines are added up only where no total stands. */
function joinLines(rows: readonly ReportRow[], byField: boolean, filtered: boolean): Report[] {
  if (byField) return rows.filter((row) => row.field !== null).map((row) => toReport([row], row.field))
  const groups = Map.groupBy(rows, ({ unit, covers, from, to, feed }) => [unit, covers, from, to, feed].join('\u001f'))
  return [...groups.values()].map((lines) => {
    const total = lines.find((line) => line.field === null)
    return toReport(
      total && !filtered ? [total] : lines.filter((line) => line.field !== null || lines.length === 1),
      null,
    )
  })
}

function toReport(lines: readonly ReportRow[], field: string | null): Report {
  const [first] = lines
  if (!first) throw new Error('a report without a line')
  const boxes = BOXES.map(({ name }) => {
    const values = lines.map((line) => line[name]).filter((value) => value !== null)
    return [name, values.length === 0 ? null : values.reduce<number>((sum, value) => sum + Number(value), 0)] as const
  })
  return {
    unit: first.unit,
    covers: first.covers === 'subtree' ? 'subtree' : 'own',
    field,
    feed: first.feed,
    from: first.from,
    to: first.to,
    boxes: Object.fromEntries(boxes),
    lines: lines.map((line) => ({
      key: line.key,
      boxes: Object.fromEntries(BOXES.map(({ name }) => [name, line[name] === null ? null : Number(line[name])])),
    })),
  }
}

/**
 * A measure's value in a report: the sum of its boxes, or the first alternative whose boxes are all filled. A box to take
 * away that the form does not have takes nothing away.
 *
 * @returns null when the report does not say
 */
export function boxValue(rule: FromReports, boxes: Report['boxes']): number | null {
  const filled = filledRule(rule, boxes)
  return filled && addBoxes(filled, boxes)
}

function filledRule(rule: FromReports, boxes: Report['boxes']): FromReports | null {
  if (rule.sum.every((name) => (boxes[name] ?? null) !== null)) return rule
  return rule.else ? filledRule(rule.else, boxes) : null
}

function addBoxes({ sum, minus = [] }: FromReports, boxes: Report['boxes']): number {
  const plus = sum.reduce((total, name) => total + (boxes[name] ?? 0), 0)
  return minus.reduce((left, name) => left - (boxes[name] ?? 0), plus)
}

/**
 * What each row of a report adds to the report's value for a measure, by the boxes that the report as a whole fills.
 *
 * @param value - what the report adds as a whole; less than its boxes say where only a part of its unit counts
 */
export function lineValues(
  rule: FromReports,
  { boxes, lines }: Report,
  value: number,
): { key: string; value: number }[] {
  const filled = filledRule(rule, boxes)
  if (!filled) return []
  const own = lines.map((line) => ({ key: line.key, value: addBoxes(filled, line.boxes) }))
  const whole = own.reduce((sum, line) => sum + line.value, 0)
  return value === whole ? own : own.map((line) => ({ ...line, value: whole === 0 ? 0 : (line.value * value) / whole }))
}
