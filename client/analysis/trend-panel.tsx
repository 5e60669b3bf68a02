import { useMemo } from 'react'
import type { UnitChange } from '../../shared/api.ts'
import { findMeasure } from '../../shared/measures/list.ts'
import { addDays, type Day, type DayRange, monthOf } from '../../shared/period.ts'
import type { Query } from '../../shared/query.ts'
import { readUnitChanges } from '../api/unit-changes.ts'
import { MonthLines, type MonthPoint } from '../charts/month-lines.tsx'
import { formatDay, formatMonth, formatPeriodName } from '../format/time.ts'
import { titleOf, useLocale, useWords } from '../i18n/provider.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { figureText, unitOf } from './figure-text.ts'
import { NothingText } from './nothing-text.tsx'
import { trendQuery } from './questions.ts'
import { toPoints, trendRange } from './trend-points.ts'
import { useAnswer, useHeld } from './use-answer.ts'
import { useFetched } from './use-fetched.ts'

interface TrendPanelProps {
  /** The figure chosen on the page. */
  figure: Query
  measure: string
  name: string
  /** The unit whose changes break the line; null = none. */
  unit: string | null
  units: 'then' | 'now'
  range: DayRange
  today: Day
  /** A target holds for the figure. */
  target: number | null
  onPick: (month: string) => void
}

/** The chosen figure over two years, with the days on which units changed; counted for the units of today as well where they did. */
export function TrendPanel({ figure, measure, name, unit, units, range, today, target, onPick }: TrendPanelProps) {
  const words = useWords()
  const locale = useLocale()
  const { from, to } = trendRange(range, today)
  const period = useMemo(() => ({ from, to }), [from, to])
  const changes = useFetched(
    (signal) => readUnitChanges({ ...(unit !== null && { under: unit }), from, to }, signal),
    `${unit} ${from} ${to}`,
  )
  const breaks = useMemo(() => changes.value ?? [], [changes.value])
  const query = trendQuery(figure, period, units)
  const { state } = useHeld(useAnswer(query), JSON.stringify(query))
  const isCompared = units === 'then' && breaks.length > 0
  const now = useAnswer(isCompared ? trendQuery(figure, period, 'now') : null)
  const points = useMemo(() => toPoints(state.rows, measure, period, today), [state.rows, measure, period, today])
  const seen = range.to < today ? range.to : today
  const beside = useMemo(
    () => (isCompared && now.rows ? differing(toPoints(now.rows, measure, period, today), points, measure) : []),
    [isCompared, now.rows, measure, period, today, points],
  )
  const isEmpty = points.every(({ value }) => value === null)
  const text = (value: number) => figureText(measure, value, locale)
  const isRate = unitOf(measure) === 'fraction'
  return (
    <section className="panel trend-panel" aria-label={words('analysis.trend.title')}>
      <header className="panel-title">
        <h2>{words('analysis.trend.title')}</h2>
        <p title={name}>{name}</p>
      </header>
      {state.problem && !state.rows && <ProblemNote problem={state.problem} />}
      {state.rows && isEmpty && (
        <p className="panel-blank">
          <NothingText none="noData" />
        </p>
      )}
      {!isEmpty && (
        <div className="trend-body">
          <MonthLines
            points={points}
            beside={beside}
            breaks={breaks.map((change) => ({ month: breakMonth(change.on), text: breakText(change, words) }))}
            marked={{ from: range.from.slice(0, 7), to: seen.slice(0, 7) }}
            target={
              target === null ? null : { value: target, text: words('analysis.trend.target', { n: text(target) }) }
            }
            {...(isRate && !isRatio(measure) && { bound: 1 })}
            nameOf={(month) =>
              month.endsWith('-01') ? `${formatMonth(month, locale)}/${month.slice(2, 4)}` : formatMonth(month, locale)
            }
            format={(value) => tickText(measure, value, text)}
            label={words('analysis.trend.aria', {
              measure: titleOf(measure, locale),
              name,
              from: formatPeriodName(from.slice(0, 7), locale),
              to: formatPeriodName(to.slice(0, 7), locale),
            })}
            textOf={(point) =>
              [
                words('analysis.trend.point', {
                  month: formatPeriodName(point.month, locale),
                  value: point.value === null ? words('nothing.noData') : text(point.value),
                }),
                point.isIncomplete && words('analysis.trend.incomplete'),
                point.isEstimated && words('analysis.trend.estimated'),
              ]
                .filter(Boolean)
                .join(', ')
            }
            onPick={onPick}
          />
        </div>
      )}
      {beside.length > 0 && (
        <p className="trend-key">
          <span data-line="solid">{words('analysis.trend.back')}</span>
          <span data-line="dashed">{words('analysis.trend.current')}</span>
        </p>
      )}
    </section>
  )
}

/** The other line only where a reader would read other numbers. */
function differing(other: readonly MonthPoint[], points: readonly MonthPoint[], measure: string): MonthPoint[] {
  const read = (point: MonthPoint | undefined) => (point?.value == null ? '' : figureText(measure, point.value, 'vi'))
  const isSame = other.every((point, index) => read(point) === read(points[index]))
  return isSame ? [] : [...other]
}

function isRatio(measure: string): boolean {
  const found = findMeasure(measure)
  return found?.kind === 'rate' && found.ratio === true
}

/** Whole percents on the scale where the steps are whole. */
function tickText(measure: string, value: number, text: (value: number) => string): string {
  if (unitOf(measure) !== 'fraction') return text(value).replace(/[,.]00$/, '')
  return text(value).replace(/[,.]0(?=\s?%)/, '')
}

const KINDS = ['merged', 'split', 'moved', 'created', 'renamed', 'ended'] as const

function breakText(change: UnitChange, words: ReturnType<typeof useWords>): string {
  const what = KINDS.find((kind) => change.counts[kind] > 0)
  return words('analysis.trend.change', {
    day: formatDay(change.on, true),
    what: words(`analysis.trend.what.${what ?? 'changed'}`),
  })
}

/** First day of the month after a day; the day itself where it begins one. */
function breakMonth(on: Day): string {
  return on.endsWith('-01') ? on.slice(0, 7) : monthOf(addDays(on, 31)).from.slice(0, 7)
}
