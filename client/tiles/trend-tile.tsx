import { useCallback, useMemo } from 'react'
import { addDays, type Day, type DayRange } from '../../shared/period.ts'
import { Chart } from '../charts/chart.tsx'
import { type TrendDay, trendOption } from '../charts/trend-option.ts'
import { formatNumber } from '../format/number.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { useFigure } from '../live/use-figure.ts'
import { cellOf, keyOf } from './cells.ts'
import { Nothing } from './nothing.tsx'
import { Tile } from './tile.tsx'
import { trendQuery } from './trend-query.ts'

interface TrendTileProps {
  period: DayRange
  isWorkingDay: (day: Day) => boolean
}

/** Thirty whole days and today so far: what came in against what was resolved. */
export function TrendTile({ period, isWorkingDay }: TrendTileProps) {
  const words = useWords()
  const locale = useLocale()
  const figure = useFigure(trendQuery(period))
  const { rows } = figure
  const days = useMemo((): TrendDay[] => {
    const byDay = new Map(rows?.map((row) => [keyOf(row, 'day'), row]))
    const list: TrendDay[] = []
    for (let day = period.from; day <= period.to; day = addDays(day, 1)) {
      const row = byDay.get(day)
      list.push({
        day,
        received: cellOf(row, 'dossiers.received').value,
        resolved: cellOf(row, 'dossiers.resolved').value,
        off: !isWorkingDay(day),
      })
    }
    return list
  }, [rows, period.from, period.to, isWorkingDay])
  const names = useMemo(() => ({ received: words('trend.received'), resolved: words('trend.resolved') }), [words])
  const option = useCallback(
    (box: { u: number; element: HTMLElement }) => trendOption(days, names, locale, box),
    [days, names, locale],
  )
  const most = Math.max(0, ...days.map(({ received }) => received ?? 0))
  const isEmpty = days.every(({ received, resolved }) => received === null && resolved === null)
  return (
    <Tile
      area="trend"
      title={words('trend.title')}
      period={words('trend.unit')}
      figure={figure}
      value={JSON.stringify(days.at(-1))}
    >
      {isEmpty ? (
        <Nothing none="noData" />
      ) : (
        <>
          <Chart option={option} label={words('trend.aria', { max: formatNumber(most, locale) })} />
          <p className="legend-line">
            <span data-line="solid">{words('trend.received')}</span>
            <span data-line="dashed">{words('trend.resolved')}</span>
            <span data-line="band">{words('trend.dayOff')}</span>
            <span data-line="dot">{words('trend.today')}</span>
          </p>
        </>
      )}
    </Tile>
  )
}
