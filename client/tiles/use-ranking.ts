import { useMemo } from 'react'
import type { UnitItem } from '../../shared/api.ts'
import type { DayRange } from '../../shared/period.ts'
import { useFigure } from '../live/use-figure.ts'
import type { FigureState } from '../state/answers.ts'
import { cellOf, keyOf } from './cells.ts'
import { type MapMetric, newestPeriod, ofPeriod } from './map-metrics.ts'
import { inOrder, type Ranking } from './ranking-order.ts'

/** The communes ranked by a metric, with the answer behind it; the map and the ranking tile share it. */
export interface CommuneRanking {
  figure: FigureState
  ranking: Ranking
  /** For published scores: the month of which they speak. */
  scoresOf: string | null
}

/** Asks one question for all communes, with their places among themselves. */
export function useRanking(metric: MapMetric, period: DayRange, units: readonly UnitItem[]): CommuneRanking {
  const figure = useFigure(metric.query(period))
  return useMemo(() => {
    const names = new Map(units.map(({ id, name }) => [id, name]))
    const rows = figure.rows ?? []
    const scoresOf = newestPeriod(rows.map((row) => cellOf(row, metric.measure)))
    const entrants = rows.flatMap((row) => {
      const unit = keyOf(row, 'unit')
      const name = names.get(unit)
      return name ? [{ unit, name, cell: ofPeriod(cellOf(row, metric.measure), scoresOf) }] : []
    })
    return { figure, scoresOf, ranking: inOrder(entrants) }
  }, [figure, metric, units])
}
