import type { FigureRow } from '../../shared/answer.ts'
import { type Day, type DayRange, monthOf } from '../../shared/period.ts'
import type { MonthPoint } from '../charts/month-lines.tsx'
import { cellIn } from './table-rows.ts'

const MONTHS = 24

/** Two years of months that hold the period: those up to today where they reach back to it, else those up to its end. */
export function trendRange(range: DayRange, today: Day): DayRange {
  const latest = monthOf(today)
  const isRecent = range.from >= monthOf(today, 1 - MONTHS).from
  const last = isRecent || range.to > latest.to ? latest : monthOf(range.to)
  return { from: monthOf(last.from, 1 - MONTHS).from, to: last.to }
}

/** Every month of the range in order; months without a row have no figure, and months to come are left out. */
export function toPoints(
  rows: readonly FigureRow[] | null,
  measure: string,
  range: DayRange,
  today: Day,
): MonthPoint[] {
  const byMonth = new Map(rows?.map((row) => [row.month, row]))
  const points: MonthPoint[] = []
  for (let month = monthOf(range.from); month.from <= range.to && month.from <= today; month = monthOf(month.from, 1)) {
    const key = month.from.slice(0, 7)
    const cell = cellIn(byMonth.get(key), measure)
    points.push({
      month: key,
      value: cell.value,
      ...(cell.estimated && { isEstimated: true }),
      ...(today < month.to && { isIncomplete: true }),
    })
  }
  return points
}
