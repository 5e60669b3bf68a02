import type { UnitItem } from '../../shared/api.ts'
import type { DayRange } from '../../shared/period.ts'
import { formatFigure, formatNumber } from '../format/number.ts'
import { formatPeriodName } from '../format/time.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { Bar } from '../ui/bar.tsx'
import { DepartmentsLine } from './departments-line.tsx'
import type { MapMetric } from './map-metrics.ts'
import { Nothing } from './nothing.tsx'
import { ends, type Ranked, type Ranking } from './ranking-order.ts'
import { Tile } from './tile.tsx'
import { useRanking } from './use-ranking.ts'

interface RankingTileProps {
  metric: MapMetric
  period: DayRange
  periodText: string
  units: readonly UnitItem[]
  departments: readonly UnitItem[]
  selected: string | null
}

const EACH = 5

/** The first and the last five communes together; those with too few dossiers are counted, not ranked. */
export function RankingTile({ metric, period, periodText, units, departments, selected }: RankingTileProps) {
  const words = useWords()
  const locale = useLocale()
  const { figure, ranking, scoresOf } = useRanking(metric, period, units)
  const { first, last } = ends(ranking.ranked, EACH)
  const between = ranking.ranked.length - first.length - last.length
  const notes = [
    between > 0 && words('ranking.between', { n: `${between}` }),
    ranking.tooFew.length > 0 && words('ranking.tooFew', { n: `${ranking.tooFew.length}` }),
    ranking.hidden.length > 0 && words('ranking.hidden', { n: `${ranking.hidden.length}` }),
    ranking.none.length > 0 && words('ranking.none', { n: `${ranking.none.length}` }),
  ].filter((note) => note !== false)
  const most = Math.max(0, ...ranking.ranked.map(({ value }) => value))
  const least = metric.better === 'higher' ? Math.min(most, ...ranking.ranked.map(({ value }) => value)) : 0
  const scale = { from: metric.better === 'higher' ? least - (most - least) * 0.25 : 0, to: most }
  const list = (rows: readonly Ranked[], tone: 'first' | 'last') => (
    <ol className="ranking-list" data-tone={tone}>
      {rows.map((row) => (
        <Line key={row.unit} row={row} metric={metric} scale={scale} marked={row.unit === selected} />
      ))}
    </ol>
  )
  return (
    <Tile
      area="ranking"
      title={words('ranking.title')}
      period={scoresOf ? formatPeriodName(scoresOf, locale) : `${words(`ranking.${metric.id}`)}, ${periodText}`}
      figure={figure}
      value={ranking.ranked.map(({ unit, rank }) => `${unit}${rank}`).join()}
    >
      {ranking.ranked.length === 0 ? (
        <Nothing none={kindOf(ranking)} />
      ) : (
        <div className="ranking">
          {list(first, 'first')}
          <p className="ranking-between">{notes.join(' · ')}</p>
          {list(last, 'last')}
          <DepartmentsLine period={period} departments={departments} />
        </div>
      )}
    </Tile>
  )
}

interface LineProps {
  row: Ranked
  metric: MapMetric
  scale: { from: number; to: number }
  marked: boolean
}

function Line({ row, metric, scale, marked }: LineProps) {
  const locale = useLocale()
  const fill = scale.to > scale.from ? (row.value - scale.from) / (scale.to - scale.from) : 0
  const digits = metric.unitOfMeasure === 'points' ? 2 : metric.digits
  return (
    <li data-marked={marked || undefined}>
      <span className="ranking-rank">{formatNumber(row.rank, locale)}</span>
      <span className="ranking-name">{row.name}</span>
      <Bar fill={fill} />
      <span className="ranking-value">{formatFigure(row.value, metric.unitOfMeasure, locale, digits)}</span>
    </li>
  )
}

/** Why nobody is ranked, where one reason holds for most. */
function kindOf({ tooFew, hidden }: Ranking): 'tooFew' | 'suppressed' | 'noData' {
  if (hidden.length > tooFew.length) return 'suppressed'
  return tooFew.length > 0 ? 'tooFew' : 'noData'
}
