import { type Day, type DayRange, monthOf } from '../../shared/period.ts'
import { type Coverage, speaksOf } from './coverage.ts'
import type { Report } from './reports.ts'
import { tile, without } from './tiling.ts'

/** Reports by unit, with the days that rows already speak of. */
export interface Shelf {
  own: ReadonlyMap<string, readonly Report[]>
  subtree: ReadonlyMap<string, readonly Report[]>
  coverage: Coverage
}

/** Sorts the reports of one field. */
export function createShelf(reports: readonly Report[], coverage: Coverage): Shelf {
  const of = (covers: Report['covers']) =>
    Map.groupBy(
      reports.filter((report) => report.covers === covers),
      (report) => report.unit,
    )
  return { own: of('own'), subtree: of('subtree'), coverage }
}

/** Whole months of rows: a month in which a row feed speaks at all is the rows'. */
function monthsOf(range: DayRange | undefined): DayRange | null {
  return range ? { from: monthOf(range.from).from, to: monthOf(range.to).to } : null
}

/** What is asked of the reports: what happened in a period, or what was inside where a report begins or ends. */
export type Question = { period: DayRange } | { day: Day; edge: 'from' | 'to' }

/** What a period begins with stands in the report that begins with it, and lies with the units of its first day. */
export function stockQuestion(edge: 'start' | 'end', bucket: DayRange, day: Day): Question {
  return edge === 'start' ? { day: bucket.from, edge: 'from' } : { day, edge: 'to' }
}

/** Do a unit's rows speak of what is asked? */
export function rowsSpeak(range: DayRange | undefined, question: Question): boolean {
  const asked = 'day' in question ? { from: question.day, to: question.day } : question.period
  return speaksOf(monthsOf(range) ?? undefined, asked)
}

/** What a unit's own reports say beside its rows. */
export function ownReports(unit: string, question: Question, shelf: Shelf): Report[] {
  return answer(shelf.own.get(unit) ?? [], question, monthsOf(shelf.coverage.get(unit)))
}

/** The reports of one unit that fill exactly the days which its rows leave open. */
export function answer(reports: readonly Report[], question: Question, rows: DayRange | null): Report[] {
  if ('day' in question) {
    if (rows && speaksOf(rows, { from: question.day, to: question.day })) return []
    const standing = reports.filter((report) => report[question.edge] === question.day)
    const [narrowest] = standing.toSorted((a, b) => (a.from > b.from || (a.from === b.from && a.to < b.to) ? -1 : 1))
    return narrowest ? [narrowest] : []
  }
  return without(question.period, rows).flatMap((open) => tile(reports, open) ?? [])
}
