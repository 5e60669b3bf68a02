import { lazy, Suspense, useMemo, useState } from 'react'
import type { BoundaryCollection } from '../../shared/api.ts'
import { findMeasure } from '../../shared/measures/list.ts'
import { titleOf, useLocale, useWords } from '../i18n/provider.tsx'
import { classify, classOf, colourOf } from '../map/classes.ts'
import { Legend } from '../map/legend.tsx'
import { shortName } from '../map/short-name.ts'
import type { FigureState } from '../state/answers.ts'
import { Guard } from '../ui/guard.tsx'
import { usePageTheme } from '../ui/use-page-theme.ts'
import { figureText } from './figure-text.ts'
import { NothingText } from './nothing-text.tsx'
import { cellIn } from './table-rows.ts'
import '../map/map.css'

interface MapPanelProps {
  boundaries: BoundaryCollection
  /** The measure by unit. */
  figure: FigureState
  measure: string
  nameOf: (unit: string) => string
  /** The unit whose shape is outlined while nobody points at another. */
  chosen: string | null
  onPick: (unit: string) => void
  onEnter: (unit: string) => void
}

const engine = import('../map/unit-map.tsx')
const UnitMap = lazy(() => engine.then((file) => ({ default: file.UnitMap })))

const ROOM = { top: 6, bottom: 6, side: 6 }

/** Where the figure is high and low: classes with about as many units each, hatched where there is no figure. */
export function MapPanel({ boundaries, figure, measure, nameOf, chosen, onPick, onEnter }: MapPanelProps) {
  const words = useWords()
  const locale = useLocale()
  const theme = usePageTheme()
  const [pointed, setPointed] = useState<string | null>(null)
  const better = findMeasure(measure)?.better ?? 'neither'
  const shapes = boundaries.features
  const cells = useMemo(
    () => new Map(figure.rows?.map((row) => [String(row.unit), cellIn(row, measure)])),
    [figure.rows, measure],
  )
  const drawn = useMemo(
    () =>
      shapes.flatMap(({ properties: { unit } }) => {
        const value = cells.get(unit)?.value
        return value === undefined || value === null ? [] : [{ unit, value }]
      }),
    [shapes, cells],
  )
  const classes = useMemo(() => classify(drawn.map(({ value }) => value)), [drawn])
  const colours = useMemo(
    () =>
      new Map(
        classes ? drawn.map(({ unit, value }) => [unit, colourOf(classOf(value, classes), classes.count, better)]) : [],
      ),
    [classes, drawn, better],
  )
  const order = useMemo(() => drawn.toSorted((a, b) => b.value - a.value).map(({ unit }) => unit), [drawn])
  const shown = pointed ?? (chosen !== null && cells.has(chosen) ? chosen : null)
  const labels = useMemo(
    () => (chosen !== null && cells.has(chosen) ? [{ unit: chosen, text: shortName(nameOf(chosen)) }] : []),
    [chosen, cells, nameOf],
  )
  const cell = shown === null ? undefined : cells.get(shown)
  const text = (value: number) => figureText(measure, value, locale)
  return (
    <section className="panel map-panel" aria-label={words('analysis.map.title')}>
      <header className="panel-title">
        <h2>{words('analysis.map.title')}</h2>
        <p aria-live="polite">
          {shown !== null && (
            <>
              {nameOf(shown)}{' '}
              {cell && cell.value !== null ? <b>{text(cell.value)}</b> : <NothingText none={cell?.none} />}
            </>
          )}
        </p>
      </header>
      <div className="map-body" title={words('analysis.map.pick')}>
        <Guard instead={<p className="map-empty">{words('map.recovering')}</p>}>
          <Suspense>
            <UnitMap
              key={theme}
              shapes={shapes}
              colours={colours}
              labels={labels}
              order={order}
              metric={measure}
              label={words('analysis.map.aria', { measure: titleOf(measure, locale) })}
              selected={shown}
              room={ROOM}
              onSelect={setPointed}
              onPick={onPick}
              onEnter={onEnter}
            />
          </Suspense>
        </Guard>
      </div>
      <footer className="map-foot">
        {classes && (
          <Legend
            classes={classes}
            better={better}
            caption=""
            format={(value) => text(value).replace(/[,.]00$/, '')}
            noData={shapes.length > colours.size ? words('analysis.map.none') : null}
          />
        )}
        {boundaries.kind === 'schematic' && <p className="map-caption">{words('map.schematic')}</p>}
      </footer>
    </section>
  )
}
