import type { ReactNode } from 'react'
import { dayOf } from '../../shared/period.ts'
import { formatNumber } from '../format/number.ts'
import { formatClock, formatDay } from '../format/time.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { AnswerTable } from './answer-table.tsx'
import { splitTitle } from './key-names.ts'
import { rangeTitle } from './period-title.ts'
import { isUnitSplit, type Split } from './splits.ts'
import type { TableState } from './use-table.ts'
import type { Order, Selected, ViewState } from './view.ts'

interface AnswerPanelProps {
  view: ViewState
  split: Split
  table: TableState
  /** What else can be done with the table. */
  acts?: ReactNode
  onOrder: (order: Order) => void
  onSelect: (selected: Selected, isQuiet?: boolean) => void
  onDrill: (row: string) => void
}

/** Most rows of an answer, and so of the table. */
export const MOST_ROWS = 1000

/** The table with its title, its age and its honest length; says why where there is none. */
export function AnswerPanel({ view, split, table, acts, onOrder, onSelect, onDrill }: AnswerPanelProps) {
  const words = useWords()
  const locale = useLocale()
  const { figure, rows } = table
  const title = splitTitle(split, words)
  return (
    <section className="panel answer-panel" aria-label={words('analysis.table.title')}>
      <header className="panel-title">
        <h2>{title}</h2>
        <p>
          {figure.rows && words('analysis.table.rows', { n: formatNumber(rows.length, locale) })}
          {figure.seq !== null && figure.at !== null && (
            <span className="as-of">
              {words('analysis.table.seq', {
                seq: formatNumber(figure.seq, locale),
                clock: formatClock(new Date(figure.at)),
                day: formatDay(dayOf(new Date(figure.at)), true),
              })}
            </span>
          )}
        </p>
        {acts}
      </header>
      {figure.problem && <ProblemNote problem={figure.problem} />}
      {!figure.rows && !figure.problem && <p className="panel-blank dim">{words('analysis.table.loading')}</p>}
      {figure.rows && rows.length === 0 && (
        <div className="panel-blank">
          <p className="strong">{words('analysis.table.empty')}</p>
          <p className="dim">{words('analysis.table.emptyNote')}</p>
        </div>
      )}
      {rows.length > 0 && (
        <AnswerTable
          rows={rows}
          whole={table.whole}
          measure={view.measure}
          companions={table.companions}
          rowTitle={title}
          comparedTitle={rangeTitle(table.compared, locale)}
          isRanked={isUnitSplit(split)}
          order={table.order}
          selected={view.selected}
          isOld={table.isOld}
          onOrder={onOrder}
          onSelect={onSelect}
          onDrill={onDrill}
        />
      )}
      {rows.length >= MOST_ROWS && (
        <p className="panel-note">{words('analysis.table.first', { n: formatNumber(MOST_ROWS, locale) })}</p>
      )}
    </section>
  )
}
