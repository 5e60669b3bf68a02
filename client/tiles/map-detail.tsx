import type { UnitItem } from '../../shared/api.ts'
import { formatFigure, formatNumber } from '../format/number.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { shareOf } from './cells.ts'
import type { MapMetric } from './map-metrics.ts'
import { Nothing } from './nothing.tsx'
import type { Ranking } from './ranking-order.ts'

interface MapDetailProps {
  selected: string | null
  ranking: Ranking
  metric: MapMetric
  units: readonly UnitItem[]
}

/** The unit under the pointer or the arrow keys: its figure, what it is made of, its rank among those shown. */
export function MapDetail({ selected, ranking, metric, units }: MapDetailProps) {
  const words = useWords()
  const locale = useLocale()
  const unit = units.find(({ id }) => id === selected)
  const ranked = ranking.ranked.find((entrant) => entrant.unit === selected)
  const other = [...ranking.tooFew, ...ranking.hidden, ...ranking.none].find((entrant) => entrant.unit === selected)
  const cell = (ranked ?? other)?.cell
  const value = cell ? shareOf(cell) : null
  const number = (value: number | undefined) => formatNumber(value ?? 0, locale)
  return (
    <div className="map-detail" aria-live="polite" data-shown={unit ? '' : undefined}>
      {unit && (
        <>
          <b className="map-detail-name">{unit.name}</b>
          {value !== null ? (
            <span className="map-detail-value">{formatFigure(value, metric.unitOfMeasure, locale)}</span>
          ) : (
            <Nothing none={cell?.none} />
          )}
          {cell?.numerator !== undefined && metric.id === 'overdue' && (
            <span>{words('map.overdueOf', { overdue: number(cell.numerator), open: number(cell.denominator) })}</span>
          )}
          {cell?.numerator !== undefined && metric.id === 'onTime' && (
            <span>
              {words('map.resolvedOf', { onTime: number(cell.numerator), resolved: number(cell.denominator) })}
            </span>
          )}
          {ranked && <span>{words('map.rank', { rank: `${ranked.rank}`, of: `${ranking.ranked.length}` })}</span>}
          {value !== null && cell?.none === 'tooFew' && <span>{words('nothing.tooFew')}</span>}
        </>
      )}
    </div>
  )
}
