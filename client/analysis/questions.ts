import { type DayRange, monthOf, quarterOf, weekOf, yearOf } from '../../shared/period.ts'
import type { Query } from '../../shared/query.ts'
import { toQueryPeriod } from './periods.ts'
import { dimensionOf, isTimeSplit, isUnitSplit, type Split } from './splits.ts'
import type { ViewState } from './view.ts'

/** What every question of a view has in common. */
type Common = Pick<Query, 'unit' | 'period' | 'where' | 'units' | 'at' | 'tree'>

/** The question of the whole: one row. */
export function wholeQuery(view: ViewState, measures: readonly string[], period?: DayRange): Query {
  return { measures: [...measures], ...commonOf(view, period), standing: true }
}

/** The question of the table: one row for each key of the split. Units without rows are shown as such. */
export function tableQuery(view: ViewState, split: Split, measures: readonly string[], period?: DayRange): Query {
  return {
    ...wholeQuery(view, measures, period),
    by: [dimensionOf(split)],
    ...(isUnitSplit(split) && split !== 'unit' && { level: split }),
    ...(isUnitSplit(split) && { empty: true, rank: true }),
  }
}

/**
 * The question of exactly one figure on the page: what its receipt answers for.
 *
 * @param row - key of the split; null = the whole
 */
export function figureQuery(
  view: ViewState,
  split: Split,
  row: string | null,
  measure: string,
  range: DayRange,
): Query {
  const common = commonOf(view)
  if (row === null) return { measures: [measure], ...common }
  if (isUnitSplit(split)) return { measures: [measure], ...common, unit: row }
  if (isTimeSplit(split)) return { measures: [measure], ...common, period: inside(bucketOf(split, row), range) }
  return { measures: [measure], ...common, where: { ...common.where, [split]: [row] } }
}

/** One figure month by month. */
export function trendQuery(figure: Query, period: DayRange, units: 'then' | 'now'): Query {
  const { at, unit, where, tree, measures } = figure
  return {
    measures,
    by: ['month'],
    period,
    ...(unit !== undefined && { unit }),
    ...(where && { where }),
    ...(at && { at }),
    ...(tree !== undefined && { tree }),
    ...(units === 'now' && { units }),
  }
}

export function commonOf(view: ViewState, period?: DayRange): Common {
  const where = Object.entries(view.where).map(([name, values]): [string, string[]] => [name, [...values]])
  return {
    ...(view.unit !== null && { unit: view.unit }),
    period: period ?? toQueryPeriod(view.period) ?? { name: 'thisMonth' },
    ...(where.length > 0 && { where: Object.fromEntries(where) }),
    ...(view.units === 'now' && { units: 'now' as const }),
    ...(view.tree !== null && { tree: view.tree }),
    ...(view.at && { at: view.at }),
  }
}

/** The days of a bucket's key: `2026-11-22`, `2026-W47`, `2026-11`, `2026-Q4`, `2026`. */
export function bucketOf(split: Split, key: string): DayRange {
  if (split === 'day') return { from: key, to: key }
  if (split === 'week') return isoWeek(key)
  if (split === 'month') return monthOf(`${key}-01`)
  if (split === 'quarter')
    return quarterOf(`${key.slice(0, 4)}-${String(Number(key.slice(6)) * 3).padStart(2, '0')}-01`)
  return yearOf(`${key}-01-01`)
}

function isoWeek(key: string): DayRange {
  // ISO 8601: 4 January always lies in week 1.
  const first = new Date(`${weekOf(`${key.slice(0, 4)}-01-04`).from}T00:00:00Z`)
  first.setUTCDate(first.getUTCDate() + (Number(key.slice(6)) - 1) * 7)
  return weekOf(first.toISOString().slice(0, 10))
}

function inside(bucket: DayRange, range: DayRange): DayRange {
  return {
    from: bucket.from > range.from ? bucket.from : range.from,
    to: bucket.to < range.to ? bucket.to : range.to,
  }
}
