import type { DayRange } from '../../shared/period.ts'
import { formatNumber, formatPercent, formatSigned } from '../format/number.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { useFigure } from '../live/use-figure.ts'
import { Bar } from '../ui/bar.tsx'
import { BigNumber } from '../ui/big-number.tsx'
import { StandingMark } from '../ui/standing.tsx'
import { cellOf, standingOf } from './cells.ts'
import { Nothing } from './nothing.tsx'
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
        {rate.denominator !== undefined && (
          <p className="hero-basis">{words('hero.basis', { resolved: formatNumber(rate.denominator, locale) })}</p>
        )}
      </div>
      <div className="hero-scale">
        <Bar
          fill={rate.value === null ? 0 : scaled(rate.value)}
          tick={target === null ? null : scaled(target)}
          standing={standing}
        />
        <span className="hero-scale-ends" aria-hidden="true">
          <span>{formatPercent(floor, locale, 0)}</span>
          <span>{formatPercent(1, locale, 0)}</span>
        </span>
      </div>
      <div className="facts">
        <p className="fact">
          {target !== null && (
            <>
              {words('hero.target')} <b>{formatPercent(target, locale, 0)}</b>{' '}
            </>
          )}
          <StandingMark standing={standing} />
        </p>
        <p className="fact">
          {againstText} <Difference now={rate.value} before={cellOf(before.rows?.[0], RATE).value} />
        </p>
      </div>
      <Overdue row={row} />
    </Tile>
  )
}

/** A difference of two rates in percentage points, with arrow and sign. */
function Difference({ now, before }: { now: number | null; before: number | null }) {
  const words = useWords()
  const locale = useLocale()
  if (now === null || before === null) return <b>—</b>
  const points = Math.round((now - before) * 1000) / 10
  if (points === 0) return <b>{words('hero.unchanged')}</b>
  return (
    <b data-tone={points > 0 ? 'good' : 'bad'}>
      <span aria-hidden="true">{points > 0 ? '↑' : '↓'}</span> {formatSigned(points, locale)} {words('hero.points')}
    </b>
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

/** Where the bar begins: the tens below both the rate and its target, so that a point of difference can be seen. */
export function scaleFloor(rate: number | null, target: number | null): number {
  const least = Math.min(rate ?? 1, target ?? 1)
  return Math.max(0, Math.floor((least - 0.05) * 10) / 10)
}
