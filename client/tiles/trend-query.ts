import type { DayRange } from '../../shared/period.ts'
import type { Query } from '../../shared/query.ts'

/** Dossiers in and out by day; the trend and the "usual day" ask the same question and so share one watch. */
export function trendQuery(period: DayRange): Query {
  return { measures: ['dossiers.received', 'dossiers.resolved'], by: ['day'], period, order: [['day', 'asc']] }
}
