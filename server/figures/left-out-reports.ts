import { monthOf } from '../../shared/period.ts'
import type { LeftOut } from '../../shared/receipt.ts'
import type { Context } from './context.ts'
import { type Coverage, speaksOf } from './coverage.ts'
import { edgeOf, stockDays } from './part.ts'
import { isReportable } from './plan.ts'
import type { RowCount } from './receipt-count.ts'
import type { Term } from './receipt-terms.ts'
import { boxValue, REPORTS, type Report, readReportRows } from './reports.ts'
import { below } from './tree.ts'

/**
 * Reports of these units and days that say something of the figure and are set aside: because rows speak of their months,
 * or because they do not fill the period beside the others.
 *
 * @param counted - keys of the report lines that count
 */
export async function reportsSetAside(
  context: Context,
  terms: readonly Term[],
  counted: ReadonlySet<string>,
): Promise<LeftOut[]> {
  const { reading, relation, resolved, segments } = context
  const rules = terms.flatMap(({ leaf }) =>
    isReportable(leaf) && leaf.reports ? [{ rule: leaf.reports, asked: isAsked(context, leaf) }] : [],
  )
  if (rules.length === 0) return []
  const units = segments.some(({ members }) => members === null)
    ? null
    : new Set(segments.flatMap(({ members }) => (members ?? []).map(({ unit }) => unit)))
  const reports = (await readReportRows(reading, relation(REPORTS), resolved)).filter(
    (report) =>
      (units === null || units.has(report.unit)) &&
      rules.some(({ rule, asked }) => asked(report) && boxValue(rule, report.boxes) !== null),
  )
  const aside = reports.map((report) => ({
    report,
    lines: report.lines.filter(({ key }) => !counted.has(key)).length,
  }))
  const coverage = resolved.basis === 'best' ? await context.coverage('dossiers') : null
  const spoken = aside.filter(({ report }) => coverage === null || rowsSpeak(context, report, coverage))
  const rest = aside.filter((each) => !spoken.includes(each))
  return resolved.basis === 'reports'
    ? told('notFitting', NOT_FITTING, aside)
    : [
        ...told('otherBasis', resolved.basis === 'rows' ? ROWS_ASKED : ROWS_SPEAK, spoken),
        ...told('notFitting', NOT_FITTING, rest),
      ]
}

const ROWS_SPEAK = {
  vi: 'Dòng báo cáo của những tháng đã có dữ liệu từng dòng',
  en: 'Report lines of months for which rows speak',
}
const ROWS_ASKED = {
  vi: 'Dòng báo cáo, vì câu hỏi chỉ lấy dữ liệu từng dòng',
  en: 'Report lines, for rows alone are asked for',
}
const NOT_FITTING = {
  vi: 'Dòng báo cáo trùng với báo cáo khác hoặc không lấp vừa kỳ',
  en: 'Report lines that overlap another report or do not fill the period',
}

/** Rows that would count, where reports alone are asked for. */
export function rowsSetAside({ rows }: Pick<RowCount, 'rows'>): LeftOut[] {
  const text = {
    vi: 'Dữ liệu từng dòng, vì câu hỏi chỉ lấy báo cáo',
    en: 'Rows, for reports alone are asked for',
  }
  return rows === 0 ? [] : [{ reason: 'otherBasis', text, rows }]
}

function told(reason: string, text: LeftOut['text'], aside: readonly { lines: number }[]): LeftOut[] {
  const rows = aside.reduce((sum, { lines }) => sum + lines, 0)
  return rows === 0 ? [] : [{ reason, text, rows }]
}

/** A report says how much was inside at its own end alone, and what it began with at its own beginning. */
function isAsked({ resolved }: Context, leaf: Term['leaf']): (report: Report) => boolean {
  if (leaf.kind !== 'stock') return () => true
  const edge = edgeOf(leaf)
  const [day] = stockDays(resolved, edge)
  return edge === 'start' ? ({ from }) => from === resolved.period.from : ({ to }) => to === day
}

function rowsSpeak({ set }: Context, { unit, covers, from, to }: Report, coverage: Coverage): boolean {
  const units = covers === 'subtree' ? below(set, to, unit) : [unit]
  for (const id of units) {
    const range = coverage.get(id)
    if (range && speaksOf({ from: monthOf(range.from).from, to: monthOf(range.to).to }, { from, to })) return true
  }
  return false
}
