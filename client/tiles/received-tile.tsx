import type { Day, DayRange } from '../../shared/period.ts'
import { formatNumber, formatPercent } from '../format/number.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { useFigure } from '../live/use-figure.ts'
import { BigNumber } from '../ui/big-number.tsx'
import { StandingMark } from '../ui/standing.tsx'
import { cellOf, standingOf } from './cells.ts'
import { Nothing } from './nothing.tsx'
import { Tile } from './tile.tsx'
import { trendQuery } from './trend-query.ts'
import { usualOf } from './usual.ts'

interface ReceivedTileProps {
  day: Day
  dayText: string
  today: Day
  works: boolean
  /** The days of the trend, from which the usual day is taken. */
  trend: DayRange
  isWorkingDay: (day: Day) => boolean
}

const ONLINE = 'dossiers.onlineRate'
const TARGET = `targets.${ONLINE}`

/** How many dossiers came in on the day shown and how many of them online; never a poor morning beside a whole day. */
export function ReceivedTile({ day, dayText, today, works, trend, isWorkingDay }: ReceivedTileProps) {
  const words = useWords()
  const locale = useLocale()
  const measures = ['dossiers.received', ONLINE, TARGET]
  const figure = useFigure({ measures, period: { from: day, to: day } })
  const now = useFigure({ measures, period: { from: today, to: today } })
  const days = useFigure(trendQuery(trend))
  const usual = usualOf(days.rows ?? [], 'dossiers.received', today, isWorkingDay)
  const row = figure.rows?.[0]
  const received = cellOf(row, 'dossiers.received')
  const online = cellOf(row, ONLINE).value
  const target = cellOf(row, TARGET).value
  const soFar = cellOf(now.rows?.[0], 'dossiers.received').value
  return (
    <Tile
      area="received"
      title={words('received.title')}
      period={dayText}
      figure={figure}
      value={`${received.value} ${soFar}`}
    >
      <p className="value">
        {received.value === null ? (
          <Nothing none={received.none} />
        ) : (
          <BigNumber value={received.value} unit="dossiers" />
        )}
      </p>
      {online !== null && (
        <p className="detail">
          {words('received.online')} <b>{formatPercent(online, locale)}</b>{' '}
          <StandingMark standing={standingOf(ONLINE, online, target)} />
        </p>
      )}
      {day !== today && soFar !== null && (
        <p className="detail">
          {words(works ? 'received.soFar' : 'received.dayOff', { n: formatNumber(soFar, locale) })}
        </p>
      )}
      {day === today && usual !== null && (
        <p className="detail">{words('received.usual', { n: formatNumber(usual, locale) })}</p>
      )}
    </Tile>
  )
}
