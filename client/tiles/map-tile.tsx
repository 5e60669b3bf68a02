import { lazy, Suspense, useMemo } from 'react'
import type { SourceState } from '../../shared/answer.ts'
import type { BoundaryCollection, UnitItem } from '../../shared/api.ts'
import type { DayRange } from '../../shared/period.ts'
import { formatFigure } from '../format/number.ts'
import { formatPeriodName } from '../format/time.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { classify, classOf, colourOf } from '../map/classes.ts'
import { Legend } from '../map/legend.tsx'
import { shortName } from '../map/short-name.ts'
import { Guard } from '../ui/guard.tsx'
import { shareOf } from './cells.ts'
import { Freshness } from './freshness.tsx'
import { MapDetail } from './map-detail.tsx'
import type { MapMetric } from './map-metrics.ts'
import { useRanking } from './use-ranking.ts'

interface MapTileProps {
  metric: MapMetric
  period: DayRange
  periodText: string
  units: readonly UnitItem[]
  boundaries: BoundaryCollection | null
  selected: string | null
  onSelect: (unit: string | null) => void
}

const NAMED = 3

/** Fetched beside the page, so that the figures need not wait for the map's engine. */
const engine = import('../map/unit-map.tsx')
const UnitMap = lazy(() => engine.then((file) => ({ default: file.UnitMap })))

/** Where it is getting worse: communes in seven colours, the worst three by name, hatched where nobody delivered. */
export function MapTile({ metric, period, periodText, units, boundaries, selected, onSelect }: MapTileProps) {
  const words = useWords()
  const locale = useLocale()
  const { figure, ranking, scoresOf } = useRanking(metric, period, units)
  const { ranked, tooFew } = ranking
  const shown = useMemo(
    () => [
      ...ranked,
      ...tooFew.flatMap((entrant) => {
        const value = shareOf(entrant.cell)
        return value === null ? [] : [{ ...entrant, value }]
      }),
    ],
    [ranked, tooFew],
  )
  const classes = useMemo(() => classify(shown.map(({ value }) => value)), [shown])
  const colours = useMemo(
    () =>
      new Map(
        classes
          ? shown.map(({ unit, value }) => [unit, colourOf(classOf(value, classes), classes.count, metric.better)])
          : [],
      ),
    [classes, shown, metric],
  )
  const text = (value: number) => formatFigure(value, metric.unitOfMeasure, locale, metric.digits)
  const labels = useMemo(
    () =>
      ranked
        .slice(-NAMED)
        .filter(({ value }) => value !== ranked[0]?.value)
        .map(({ unit, name, value }) => ({
          unit,
          text: `${shortName(name)} ${formatFigure(value, metric.unitOfMeasure, locale, metric.digits)}`,
        })),
    [ranked, metric, locale],
  )
  const order = useMemo(() => [...ranked].reverse().map(({ unit }) => unit), [ranked])
  const features = boundaries?.features ?? NO_SHAPES
  const title = words(`map.${metric.id}`)
  const subtitle = [
    words('map.communes', { n: `${units.length}` }),
    scoresOf ? formatPeriodName(scoresOf, locale) : periodText,
    ...sourceText(figure.sources, words),
  ].join(' · ')
  const isHidden = ranking.hidden.length > 0
  const isMissing = ranking.none.length > 0 || features.length > colours.size + ranking.hidden.length
  return (
    <section className="map-tile" data-area="map" aria-label={title}>
      <header className="map-head">
        <h2>{title}</h2>
        <p>
          {subtitle} <Freshness figure={figure} />
        </p>
      </header>
      <div className="map-body">
        {features.length > 0 ? (
          <Guard instead={<p className="map-empty">{words('map.recovering')}</p>}>
            <Suspense>
              <UnitMap
                shapes={features}
                colours={colours}
                labels={labels}
                order={order}
                metric={metric.id}
                label={words('map.aria', { title })}
                selected={selected}
                onSelect={onSelect}
              />
            </Suspense>
          </Guard>
        ) : (
          boundaries && <p className="map-empty">{words('map.noShapes')}</p>
        )}
        <MapDetail selected={selected} ranking={ranking} metric={metric} units={units} />
      </div>
      <footer className="map-foot">
        {classes && (
          <Legend
            classes={classes}
            better={metric.better}
            caption={words(`map.${metric.id}Legend`)}
            format={text}
            noData={
              isHidden ? words(isMissing ? 'map.noDataOrHidden' : 'map.hidden') : isMissing ? words('map.noData') : null
            }
          />
        )}
        {boundaries?.kind === 'schematic' && <p className="map-caption">{words('map.schematic')}</p>}
      </footer>
    </section>
  )
}

/** The feed that says most about the map, rows before reports, and how many stand beside it. */
function sourceText(sources: readonly SourceState[], words: ReturnType<typeof useWords>): string[] {
  const main = sources.find(({ dataset }) => dataset === 'dossiers') ?? sources[0]
  if (!main) return []
  const others = sources.length - 1
  if (others === 0) return [words('map.source', { name: main.title })]
  return [words('map.sourceAndMore', { name: main.title, n: `${others}` })]
}

const NO_SHAPES: BoundaryCollection['features'] = []
