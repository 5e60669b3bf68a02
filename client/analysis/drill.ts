import { findMeasure } from '../../shared/measures/list.ts'
import type { DayRange } from '../../shared/period.ts'
import { bucketOf } from './questions.ts'
import { isTimeSplit, isUnitSplit, type Split, splitsOf } from './splits.ts'
import type { ViewState } from './view.ts'

/** The view one step further down, into a row of the table. Order and selection stay behind: they spoke of other rows. */
export function drillInto(view: ViewState, split: Split, row: string, range: DayRange): ViewState {
  const next = { ...view, split: null, order: null, selected: null, rows: null }
  if (isUnitSplit(split)) return { ...next, unit: row }
  if (isTimeSplit(split)) return { ...next, period: periodText(split, row, range) }
  return { ...next, where: { ...view.where, [split]: [row] } }
}

/**
 * The view with another measure: the selection goes with it, order and a split that it does not have stay behind. What
 * others publish comes after the month, so that the running period would have none.
 */
export function changeMeasure(view: ViewState, measure: string, isIncomplete: boolean): ViewState {
  const split = view.split !== null && splitsOf(measure).includes(view.split) ? view.split : null
  const allowed = splitsOf(measure)
  const isPublished = findMeasure(measure)?.kind === 'reported'
  return {
    ...view,
    measure,
    split,
    where: Object.fromEntries(Object.entries(view.where).filter(([name]) => allowed.includes(name))),
    period: isPublished && isIncomplete ? 'lastMonth' : view.period,
    selected: view.selected && split === view.split ? { ...view.selected, measure } : null,
    order: null,
    rows: null,
  }
}

/** The view without one of its filters. */
export function dropFilter(view: ViewState, dimension: string): ViewState {
  const where = Object.fromEntries(Object.entries(view.where).filter(([name]) => name !== dimension))
  return { ...view, where, split: null, order: null, selected: null, rows: null }
}

function periodText(split: Split, key: string, range: DayRange): string {
  const bucket = bucketOf(split, key)
  const isWhole = bucket.from >= range.from && bucket.to <= range.to
  if (isWhole && split !== 'week' && split !== 'day') return key
  const from = bucket.from > range.from ? bucket.from : range.from
  const to = bucket.to < range.to ? bucket.to : range.to
  return `${from}..${to}`
}
