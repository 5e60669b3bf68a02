import { addDays, type Day } from '../../shared/period.ts'
import { type Query, TIME_DIMENSIONS } from '../../shared/query.ts'
import { NotForPublic } from './errors.ts'
import type { Resolved } from './resolve.ts'

/** Filters on what a figure is, not on whom it counts. */
const ABOUT_THE_FIGURE = new Set(['periodKind'])
const SPLITS = new Set<string>(['unit', ...TIME_DIMENSIONS])

/**
 * Small counts that are hidden in one answer could be worked out from several: the whole less all others, this month to the
 * 20th less this month to the 19th. Who sees public figures only therefore asks the questions of a scene and no others: the
 * figures of his own place, split by unit or by time; a split by unit over calendar periods, whole or running.
 *
 * @param usual - the unit that the caller's questions are about when they name none
 * @throws NotForPublic (403)
 */
export function needSceneQuestion(query: Query, { unit, by, period, today }: Resolved, usual: string | null): void {
  if (unit !== usual) throw new NotForPublic('unit')
  if (query.at !== undefined) throw new NotForPublic('at')
  if (Object.keys(query.where ?? {}).some((name) => !ABOUT_THE_FIGURE.has(name))) throw new NotForPublic('where')
  if (by.some((name) => !SPLITS.has(name)) || query.tree !== undefined) throw new NotForPublic('by')
  const isNamed = 'name' in query.period || ('last' in query.period && 'months' in query.period.last)
  // A display that asked before midnight is answered after it.
  const runs = period.from.endsWith('-01') && (period.to >= addDays(today, -1) || isMonthEnd(period.to))
  const isOfToday = period.from === today && period.to === today
  if (by.includes('unit') && !isNamed && !runs && !isOfToday) throw new NotForPublic('period')
}

function isMonthEnd(day: Day): boolean {
  return addDays(day, 1).endsWith('-01')
}
