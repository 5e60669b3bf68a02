import type { ReactNode } from 'react'
import type { SourceState } from '../../shared/answer.ts'
import { findMeasure } from '../../shared/measures/list.ts'
import { dayOf } from '../../shared/period.ts'
import type { Query } from '../../shared/query.ts'
import { formatNumber, formatPercent } from '../format/number.ts'
import { formatClock, formatDay } from '../format/time.ts'
import { titleOf, useLocale, useWords } from '../i18n/provider.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { figureText } from './figure-text.ts'
import { partsOf } from './measure-groups.ts'
import { NothingText } from './nothing-text.tsx'
import { StandingSign } from './standing-sign.tsx'
import { cellIn } from './table-rows.ts'
import { useAnswer, useHeld } from './use-answer.ts'

interface FigureSideProps {
  /** The question of exactly the chosen figure. */
  query: Query
  measure: string
  /** Whose figure it is, and of which days. */
  name: string
  days: string
}

/** The chosen figure in full: what it counts, on what it stands, as of when, and from which sources. */
export function FigureSide({ query, measure, name, days }: FigureSideProps) {
  const words = useWords()
  const locale = useLocale()
  const asked = { ...query, standing: true }
  const { state } = useHeld(useAnswer(asked), JSON.stringify(asked))
  const cell = cellIn(state.rows?.[0], measure)
  const found = findMeasure(measure)
  const parts = found && partsOf(found, locale)
  const { value, numerator, denominator, low, high, target } = cell
  return (
    <aside className="panel figure-side" aria-label={words('analysis.side.title')}>
      <h2>{words('analysis.side.title')}</h2>
      {state.problem && <ProblemNote problem={state.problem} />}
      {state.rows && (
        <p className="side-value">
          {value === null ? <NothingText none={cell.none} /> : figureText(measure, value, locale)}
          {value !== null && <StandingSign cell={cell} measure={measure} />}
        </p>
      )}
      <p className="side-about">
        {titleOf(measure, locale)} · {name} · {days}
      </p>
      <dl>
        {numerator !== undefined && denominator !== undefined && (
          <Item title={words('analysis.side.made')}>
            {words('analysis.table.ofCell', {
              top: formatNumber(numerator, locale),
              bottom: formatNumber(denominator, locale),
            })}
            {low !== undefined && high !== undefined && (
              <>
                <br />
                {words('analysis.table.interval')}{' '}
                {words('analysis.table.intervalOf', {
                  low: formatPercent(low, locale),
                  high: formatPercent(high, locale),
                })}
              </>
            )}
          </Item>
        )}
        {target !== undefined && (
          <Item title={words('analysis.table.target')}>{figureText(measure, target, locale)}</Item>
        )}
        {cell.estimated && (
          <Item title={words('analysis.table.estimated')}>{words('analysis.table.estimatedNote')}</Item>
        )}
        {found && (
          <Item title={words('analysis.side.definition')}>
            {parts && (
              <>
                {words('analysis.measure.of', parts)}
                <br />
              </>
            )}
            {found.source}
          </Item>
        )}
        {state.seq !== null && state.at !== null && (
          <Item title={words('analysis.side.asOf')}>
            {words('analysis.table.seq', {
              seq: formatNumber(state.seq, locale),
              clock: formatClock(new Date(state.at)),
              day: formatDay(dayOf(new Date(state.at)), true),
            })}
          </Item>
        )}
        {state.sources.length > 0 && (
          <Item title={words('analysis.side.sources')}>
            {state.sources.map((source) => (
              <Source key={source.feed} source={source} />
            ))}
          </Item>
        )}
      </dl>
    </aside>
  )
}

function Item({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </>
  )
}

function Source({ source }: { source: SourceState }) {
  const words = useWords()
  const { title, state, lastReceivedAt, sample } = source
  const received = lastReceivedAt === null ? null : new Date(lastReceivedAt)
  return (
    <span className="side-source">
      {title}
      {sample && ` (${words('sample')})`}
      <small>
        {received && `${formatClock(received)} ${formatDay(dayOf(received), true)}, `}
        {words(`feeds.register.states.${state}`)}
      </small>
    </span>
  )
}
