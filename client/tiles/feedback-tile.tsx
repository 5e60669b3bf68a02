import type { DayRange } from '../../shared/period.ts'
import { formatNumber } from '../format/number.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { useFigure } from '../live/use-figure.ts'
import { Bar } from '../ui/bar.tsx'
import { BigNumber } from '../ui/big-number.tsx'
import { StandingMark } from '../ui/standing.tsx'
import { cellOf, standingOf } from './cells.ts'
import { Nothing } from './nothing.tsx'
import { Tile } from './tile.tsx'

const RATE = 'feedback.onTimeRate'
const TARGET = `targets.${RATE}`

/** Field reports answered on time, with how many are new and how many lie past their day. */
export function FeedbackTile({ period, periodText }: { period: DayRange; periodText: string }) {
  const words = useWords()
  const locale = useLocale()
  const figure = useFigure({ measures: [RATE, TARGET, 'feedback.received', 'feedback.overdue'], period })
  const row = figure.rows?.[0]
  const rate = cellOf(row, RATE)
  const target = cellOf(row, TARGET).value
  const fresh = cellOf(row, 'feedback.received').value
  const overdue = cellOf(row, 'feedback.overdue').value
  const standing = standingOf(RATE, rate.value, target)
  return (
    <Tile
      area="feedback"
      title={words('feedback.title')}
      period={periodText}
      figure={figure}
      value={`${rate.value} ${fresh} ${overdue}`}
      standing={standing}
    >
      <p className="value">
        {rate.value === null ? <Nothing none={rate.none} /> : <BigNumber value={rate.value} unit="fraction" />}
      </p>
      {rate.value !== null && (
        <>
          <p className="detail">
            {words('feedback.onTime')}
            <Bar fill={rate.value} tick={target} standing={standing} />
          </p>
          <p className="detail">
            <StandingMark standing={standing} />
          </p>
        </>
      )}
      <p className="detail detail-foot">
        {fresh !== null && <span>{words('feedback.fresh', { n: formatNumber(fresh, locale) })}</span>}
        {overdue !== null && (
          <span data-tone={overdue > 0 ? 'bad' : undefined}>
            {words('feedback.overdue', { n: formatNumber(overdue, locale) })}
          </span>
        )}
      </p>
    </Tile>
  )
}
