import type { Count, Stock } from '../../shared/measures/measure.ts'
import { chooseByMembers } from './basis-members.ts'
import type { Context } from './context.ts'
import type { Coverage } from './coverage.ts'
import { edgeOf, type Part, stockDays } from './part.ts'
import { boxValue, REPORTS, type Report, readReportRows } from './reports.ts'
import { answer, createShelf, ownReports, type Question, rowsSpeak, type Shelf, stockQuestion } from './shelf.ts'
import { forestOn } from './tree.ts'

/** What reports say beside the rows: never for a unit and month that rows speak of, never two that overlap. */
export async function readReports(context: Context, measures: readonly (Count | Stock)[]): Promise<Part[]> {
  return (await chooseReports(context, measures)).map(({ part }) => part)
}

/** A piece of a figure and what each report adds to it. */
export interface Chosen {
  part: Part
  shares: readonly { report: Report; value: number | null }[]
}

/** The reports that count, with what each adds to which measure and group. */
export async function chooseReports(context: Context, measures: readonly (Count | Stock)[]): Promise<Chosen[]> {
  const { resolved, reading, relation } = context
  if (measures.length === 0 || !reportsKnow(resolved)) return []
  const reports = await readReportRows(reading, relation(REPORTS), resolved)
  if (reports.length === 0) return []
  const coverage = resolved.basis === 'best' ? await context.coverage('dossiers') : new Map()
  return chooseAmong(context, measures, reports, coverage)
}

/** Reports know units and fields; no channels, procedures or states. */
export function reportsKnow({ columns, filters }: Context['resolved']): boolean {
  return [...columns, ...filters.map((filter) => filter.dimension)].every((name) => name === 'field')
}

/** Those of a list of reports that count beside what rows say, with what each adds to which measure and group. */
export function chooseAmong(
  context: Context,
  measures: readonly (Count | Stock)[],
  reports: readonly Report[],
  coverage: Coverage,
): Chosen[] {
  const { resolved } = context
  const fields = [...new Set(reports.map((report) => report.field))]
  return fields.flatMap((field) => {
    const shelf = createShelf(
      reports.filter((report) => report.field === field),
      coverage,
    )
    // As of now, and by the groups of a tree of its own, a report stands where its unit's rows would stand.
    const choose = resolved.units === 'now' || (resolved.tree !== null && resolved.byUnit) ? chooseByMembers : chooseFor
    return measures.flatMap((measure) => choose(context, measure, shelf, resolved.columns.length > 0 ? [field] : []))
  })
}

function chooseFor(context: Context, measure: Count | Stock, shelf: Shelf, keys: (string | null)[]): Chosen[] {
  const { resolved, segments, set } = context
  const edge = edgeOf(measure)
  const days = stockDays(resolved, edge)
  return resolved.buckets.flatMap((bucket, b) => {
    const day = days[b]
    if (measure.kind === 'stock' && (day === null || day === undefined)) return []
    const question = measure.kind === 'stock' ? stockQuestion(edge, bucket, day ?? bucket.to) : { period: bucket }
    const on = 'day' in question ? question.day : bucket.to
    const members = segments.findLast((segment) => segment.from <= on)?.members ?? null
    const forest = forestOn(set, on)
    const allowed = members === null ? null : new Set(members.map((member) => member.unit))
    return groupRoots(context, members, forest.roots).flatMap(({ group, root, alone }) => {
      const found = alone ? ownReports(root, question, shelf) : pick(root, question, shelf, forest.children, allowed)
      if (found.length === 0) return []
      const shares = found.map((report) => ({
        report,
        value: measure.reports ? boxValue(measure.reports, report.boxes) : null,
      }))
      const filled = shares.map((share) => share.value).filter((value) => value !== null)
      const value = filled.length === 0 ? null : filled.reduce((sum, each) => sum + each, 0)
      return [{ part: { measure: measure.id, bucket: b, unit: group, keys, value, estimated: false }, shares }]
    })
  })
}

/** Where each group's reports begin in the tree; `alone`: the asked unit itself among its children. */
function groupRoots(
  { resolved }: Context,
  members: readonly { unit: string; group: string }[] | null,
  roots: readonly string[],
): { group: string; root: string; alone: boolean }[] {
  if (!resolved.byUnit) {
    const asked = resolved.unit === null ? roots : [resolved.unit]
    return asked.map((root) => ({ group: members === null ? '' : (resolved.unit ?? ''), root, alone: false }))
  }
  const groups = [...new Set((members ?? []).map((member) => member.group))]
  return groups.map((group) => ({ group, root: group, alone: group === resolved.unit && resolved.level === null }))
}

/**
 * The finest reports of a unit and all below it. A report over a subtree counts only where nothing narrower speaks: no
 * rows and no report of a unit inside it.
 */
function pick(
  root: string,
  question: Question,
  shelf: Shelf,
  children: ReadonlyMap<string, readonly string[]>,
  allowed: ReadonlySet<string> | null,
): Report[] {
  const seen = new Set<string>()
  const visit = (unit: string): { found: Report[]; rows: boolean } => {
    if (seen.has(unit)) return { found: [], rows: false }
    seen.add(unit)
    const parts = (children.get(unit) ?? []).map(visit)
    const own = allowed === null || allowed.has(unit)
    const narrower = [...(own ? ownReports(unit, question, shelf) : []), ...parts.flatMap((part) => part.found)]
    const rows = parts.some((part) => part.rows) || rowsSpeak(shelf.coverage.get(unit), question)
    if (narrower.length > 0 || rows || !own) return { found: narrower, rows }
    return { found: answer(shelf.subtree.get(unit) ?? [], question, null), rows }
  }
  return visit(root).found
}
