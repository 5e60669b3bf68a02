import type { FigureRow } from '../../shared/answer.ts'
import { isCell } from '../../shared/cell.ts'
import { findMeasure } from '../../shared/measures/list.ts'
import type { DayRange } from '../../shared/period.ts'
import type { Query } from '../../shared/query.ts'
import type { Scope } from '../../shared/roles.ts'
import { MAIN_TREE, type UnitSet } from '../../shared/units.ts'
import { type RankMove, ranksOf } from './movement.ts'
import { isCovered } from './resolve.ts'

/** Whose place is asked, in which month, and how both sides are read. */
export interface OwnRankAsked {
  unit: string
  measures: readonly string[]
  month: DayRange
  set: UnitSet
  scope: Scope
  before: (query: Query) => Promise<FigureRow[]>
  after: (query: Query) => Promise<FigureRow[]>
}

/**
 * The place of the delivery's own unit among its neighbours of the same level, before and after; none where the caller may
 * not see these, or where no unit stands above it.
 */
export async function ownRanks({
  unit,
  measures,
  month,
  set,
  scope,
  before,
  after,
}: OwnRankAsked): Promise<RankMove[]> {
  const parent = set.units
    .get(unit)
    ?.parents.find(({ tree, from, to }) => tree === MAIN_TREE && from <= month.to && month.to <= to)?.parent
  const ranked = measures.filter((id) => {
    const measure = findMeasure(id)
    return measure && measure.better !== 'neither' && (measure.kind === 'rate' || measure.kind === 'reported')
  })
  if (parent === undefined || ranked.length === 0 || !isCovered(parent, set, scope)) return []
  const query: Query = { measures: ranked, by: ['unit'], unit: parent, period: month }
  const [held, then] = [await before(query), await after(query)]
  const units = new Set([...held, ...then].map((row) => String(row.unit)))
  const figureIn = (rows: readonly FigureRow[], id: string, measure: string) => {
    const cell = rows.find((row) => row.unit === id)?.[measure]
    return isCell(cell) ? cell.value : null
  }
  const moves = [...units].flatMap((id) =>
    ranked.map((measure) => ({
      measure,
      unit: id,
      period: month.from.slice(0, 7),
      before: figureIn(held, id, measure),
      after: figureIn(then, id, measure),
    })),
  )
  return ranksOf(moves, (id) => set.units.get(id)?.level).filter((rank) => rank.unit === unit && rank.of > 1)
}
