import type { DayRange } from '../../shared/period.ts'
import { formatNumber, roundPercent } from '../format/number.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { useFigure } from '../live/use-figure.ts'
import { Bar } from '../ui/bar.tsx'
import { BigNumber } from '../ui/big-number.tsx'
import { StandingMark } from '../ui/standing.tsx'
import { cellOf, standingOf } from './cells.ts'
import { Nothing } from './nothing.tsx'
import { Tile } from './tile.tsx'

const RATE = 'surveys.satisfactionRate'
const TARGET = `targets.${RATE}`

/** Survey satisfaction, never without the number of answers and the interval that they allow. */
export function SatisfactionTile({ period, periodText }: { period: DayRange; periodText: string }) {
  const words = useWords()
  const locale = useLocale()
  const figure = useFigure({ measures: [RATE, TARGET], period })
  const row = figure.rows?.[0]
  const rate = cellOf(row, RATE)
  const target = cellOf(row, TARGET).value
  const standing = standingOf(RATE, rate.value, target)
  const n = rate.n ?? rate.denominator
  const percent = (fraction: number) => formatNumber(roundPercent(fraction), locale, 1)
  return (
    <Tile
      area="satisfaction"
      title={words('satisfaction.title')}
      period={periodText}
      figure={figure}
      value={`${rate.value} ${n}`}
      standing={standing}
    >
      <p className="value">
        {rate.value === null ? <Nothing none={rate.none} /> : <BigNumber value={rate.value} unit="fraction" />}
      </p>
      {rate.value !== null && (
        <>
          <p className="detail">
            {n !== undefined && words('satisfaction.n', { n: formatNumber(n, locale) })}
            <Bar fill={rate.value} tick={target} standing={standing} />
          </p>
          <p className="detail">
            <StandingMark standing={standing} />
          </p>
          {rate.low !== undefined && rate.high !== undefined && (
            <p className="detail detail-foot" title={words('satisfaction.intervalNote')}>
              {words('satisfaction.interval', { low: percent(rate.low), high: percent(rate.high) })}
            </p>
          )}
        </>
      )}
    </Tile>
  )
}
