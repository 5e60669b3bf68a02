import type { Cell, FigureRow } from '../../shared/answer.ts'
import type { UnitOfMeasure } from '../../shared/measures/measure.ts'
import type { DayRange } from '../../shared/period.ts'
import type { Query } from '../../shared/query.ts'
import { cellOf, shareOf } from './cells.ts'

/** What the map and the ranking show. */
export type MapMetricId = 'overdue' | 'onTime' | 'index'

/** One way to colour the map: which measure, how it is asked and which of its parts explain it. */
export interface MapMetric {
  id: MapMetricId
  measure: string
  unitOfMeasure: UnitOfMeasure
  better: 'higher' | 'lower'
  /** Decimals in the legend, the ranking and the labels. */
  digits: number
  query(period: DayRange): Query
}

/** A published score may lie this far back and is then named by its own month. */
const INDEX_MONTHS = 24

const byCommune = (measures: string[]) => ({ measures, by: ['unit'], level: 'commune', empty: true, rank: true })

/** In the order of the `m` key; the first one that has data is shown first. */
export const MAP_METRICS: readonly MapMetric[] = [
  {
    id: 'overdue',
    measure: 'dossiers.overdueShare',
    unitOfMeasure: 'fraction',
    better: 'lower',
    digits: 1,
    query: (period) => ({ ...byCommune(['dossiers.overdueShare']), period }),
  },
  {
    id: 'onTime',
    measure: 'dossiers.onTimeRate',
    unitOfMeasure: 'fraction',
    better: 'higher',
    digits: 1,
    query: (period) => ({ ...byCommune(['dossiers.onTimeRate']), period }),
  },
  {
    id: 'index',
    measure: 'index.total',
    unitOfMeasure: 'points',
    better: 'higher',
    digits: 1,
    query: () => ({
      ...byCommune(['index.total']),
      period: { last: { months: INDEX_MONTHS } },
      where: { periodKind: ['month'] },
    }),
  },
]

/** The metric of that name. */
export function findMetric(id: string | null): MapMetric | undefined {
  return MAP_METRICS.find((metric) => metric.id === id)
}

/** Has any unit a figure, ranked or not? */
export function hasValues(rows: readonly FigureRow[] | null, measure: string): boolean {
  return rows?.some((row) => shareOf(cellOf(row, measure)) !== null) ?? false
}

/** The newest period that any cell stands for; null where cells name none. */
export function newestPeriod(cells: readonly Cell[]): string | null {
  return (
    cells
      .flatMap(({ value, period }) => (value !== null && period ? [period] : []))
      .sort()
      .at(-1) ?? null
  )
}

/** A score of an older month is not compared with those of the newest one: it counts as "no data" for it. */
export function ofPeriod(cell: Cell, period: string | null): Cell {
  return period === null || cell.period === undefined || cell.period === period ? cell : { value: null, none: 'noData' }
}
