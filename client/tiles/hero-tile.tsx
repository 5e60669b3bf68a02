import type { DayRange } from '../../shared/period.ts'
import { formatNumber, formatPercent } from '../format/number.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { useFigure } from '../live/use-figure.ts'
import { Bar } from '../ui/bar.tsx'
import { BigNumber } from '../ui/big-number.tsx'
import { StandingMark } from '../ui/standing.tsx'
import { cellOf, standingOf } from './cells.ts'
import { Nothing } from './nothing.tsx'
import { scaleFloor } from './scale.ts'
import { Tile } from './tile.tsx'

interface HeroTileProps {
  period: DayRange
  against: DayRange
  /** The periods in words. */
  periodText: string
  againstText: string
}

const RATE = 'dossiers.onTimeRate'
const TARGET = `targets.${RATE}`

/** The one number of the scene: how much was done on time, and in the same box what is still lying there. */
export function HeroTile({ period, against, periodText, againstText }: HeroTileProps) {
  const words = useWords()
  const locale = useLocale()
  const figure = useFigure({
    measures: [RATE, TARGET, 'dossiers.overdue', 'dossiers.overdueShare', 'dossiers.oldestOverdueDays'],
    period,
  })
  const before = useFigure({ measures: [RATE], period: against })
  const row = figure.rows?.[0]
  const rate = cellOf(row, RATE)
  const target = cellOf(row, TARGET).value
  const standing = standingOf(RATE, rate.value, target)
  const floor = scaleFloor(rate.value, target)
  const scaled = (value: number) => (value - floor) / (1 - floor)
  return (
    <Tile
      area="hero"
      title={words('hero.title')}
      period={periodText}
      figure={figure}
      value={String(rate.value)}
      standing={standing}
    >
      <div className="hero-value">
        {rate.value === null ? <Nothing none={rate.none} /> : <BigNumber value={rate.value} unit="fraction" />}
      </div>
      {rate.value !== null && (
        <p className="hero-scale" aria-hidden="true">
          {formatPercent(floor, locale, 0)}
          <Bar fill={scaled(rate.value)} tick={target === null ? null : scaled(target)} standing={standing} />
          {formatPercent(1, locale, 0)}
        </p>
      )}
      <p className="fact">
        <span>
          {target !== null && (
            <>
              {words('hero.target')} <b>{formatPercent(target, locale, 0)}</b>
            </>
          )}
          <StandingMark standing={standing} />
        </span>
        {rate.denominator !== undefined && (
          <span>{words('hero.basis', { resolved: formatNumber(rate.denominator, locale) })}</span>
        )}
      </p>
      <Difference now={rate.value} before={cellOf(before.rows?.[0], RATE).value} against={againstText} />
      <Overdue row={row} />
    </Tile>
  )
}

/** A difference of two rates in percentage points, with arrow and sign; nothing where there is nothing to compare. */
function Difference({ now, before, against }: { now: number | null; before: number | null; against: string }) {
  const words = useWords()
  const locale = useLocale()
  if (now === null || before === null) return null
  const points = Math.round((now - before) * 1000) / 10
  return (
    <p className="fact">
      <span>{against}</span>
      {points === 0 ? (
        <b>{words('hero.unchanged')}</b>
      ) : (
        <b data-tone={points > 0 ? 'good' : 'bad'}>
          <span aria-hidden="true">{points > 0 ? '↑' : '↓'}</span>
          <span className="visually-hidden">{points > 0 ? '+' : '−'}</span> {formatNumber(Math.abs(points), locale, 1)}{' '}
          {words('hero.points')}
        </b>
      )}
    </p>
  )
}

/** The bad news beside the good: what is open past its day, how much of all open that is, and the oldest case. */
function Overdue({ row }: { row: Parameters<typeof cellOf>[0] }) {
  const words = useWords()
  const locale = useLocale()
  const overdue = cellOf(row, 'dossiers.overdue')
  const share = cellOf(row, 'dossiers.overdueShare').value
  const oldest = cellOf(row, 'dossiers.oldestOverdueDays').value
  if (overdue.value === null) {
    return (
      <div className="hero-overdue">
        <span className="hero-overdue-label">{words('hero.overdue')}</span> <Nothing none={overdue.none} />
      </div>
    )
  }
  if (overdue.value === 0) {
    return (
      <div className="hero-overdue" data-calm="">
        {words('hero.noneOverdue')}
      </div>
    )
  }
  return (
    <dl className="hero-overdue">
      <div>
        <dt>{words('hero.overdue')}</dt>
        <dd data-tone="bad">
          <b>
            <BigNumber value={overdue.value} unit="dossiers" />
          </b>
          {share !== null && <small>{words('hero.ofOpen', { share: formatPercent(share, locale) })}</small>}
        </dd>
      </div>
      {oldest !== null && (
        <div>
          <dt>{words('hero.oldest')}</dt>
          <dd>
            <b>{words('hero.days', { n: formatNumber(oldest, locale) })}</b>
          </dd>
        </div>
      )}
    </dl>
  )
}
