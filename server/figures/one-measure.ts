import type { Query } from '../../shared/query.ts'

/** A question as a receipt asks it: one measure of one unit and period, not split, not ranked. */
export function onlyMeasure({ measure, ...query }: Query & { measure: string }): Query {
  const { by: _by, level: _level, order: _order, rank: _rank, ...rest } = query
  return { ...rest, measures: [measure] }
}
