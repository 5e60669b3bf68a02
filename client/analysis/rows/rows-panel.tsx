import { useMemo, useState } from 'react'
import { dayOf } from '../../../shared/period.ts'
import type { Query } from '../../../shared/query.ts'
import { exportRows } from '../../api/exports.ts'
import { readRowCount } from '../../api/rows.ts'
import { formatNumber } from '../../format/number.ts'
import { formatClock, formatDay } from '../../format/time.ts'
import { titleOf, useLocale, useWords } from '../../i18n/provider.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { ExportButton } from '../export/export-button.tsx'
import { SignInNote } from '../sign-in-note.tsx'
import { useFetched } from '../use-fetched.ts'
import { CodeDialog } from './code-dialog.tsx'
import { complementOf } from './complement.ts'
import { columnsOf, countBlank } from './row-columns.ts'
import { RowsTable } from './rows-table.tsx'
import { rowsTsv } from './rows-tsv.ts'
import { useCodes } from './use-codes.ts'
import { PAGE, pinned, useRows } from './use-rows.ts'
import './rows.css'

interface RowsPanelProps {
  /** The question of exactly the figure whose rows these are. */
  query: Query
  /** The measure of the rows: that of the figure, or what it does not reach. */
  measure: string
  /** The measure of the figure at the side. */
  figure: string
  /** Whose rows, and of which days. */
  name: string
  days: string
  nameOf: (unit: string) => string
  /** The newest state of figures that the page knows; null = not known, or an earlier one is looked at. */
  newest: number | null
  /** May the reader see which dossier a row is? */
  mayReveal: boolean
  /** The visitor may take the rows along as a file. */
  mayExport: boolean
  onMeasure: (measure: string) => void
  onBack: () => void
}

/** The rows that one figure counts, from which file and line each came, and how many there are in all. */
export function RowsPanel(props: RowsPanelProps) {
  const { query, measure, figure, name, days, nameOf, newest, mayReveal, mayExport, onMeasure, onBack } = props
  const words = useWords()
  const locale = useLocale()
  const naming = { words, locale, nameOf }
  const { state, more, reload } = useRows(query, measure)
  const { rows, total, purged, asOf, next, isLoading, problem } = state
  const codes = useCodes()
  const [copied, setCopied] = useState<string | null>(null)
  const columns = useMemo(() => columnsOf(rows, measure, { words, locale }), [rows, measure, words, locale])
  const hidden = useMemo(() => countBlank(rows), [rows])
  const asked = asOf && next !== undefined ? pinned(query, asOf) : null
  const counted = useFetched(
    (signal) => readRowCount(asked ?? query, measure, signal),
    asked && JSON.stringify([measure, asked]),
  )
  const listed = counted.value ? counted.value.rows - purged : null
  const count = next === undefined && asOf ? rows.length : listed
  const copy = () => {
    const done = navigator.clipboard?.writeText(rowsTsv(rows, columns, naming)) ?? Promise.reject(new Error('none'))
    done.then(
      () => setCopied(words('analysisRows.copied', { n: formatNumber(rows.length, locale) })),
      () => setCopied(words('analysisRows.copyFailed')),
    )
  }
  const isShut = problem?.status === 401 || problem?.status === 403
  return (
    <section className="panel rows-panel" aria-label={words('analysisRows.title')}>
      <header className="rows-head">
        <button type="button" className="button quiet" onClick={onBack}>
          <span aria-hidden="true">←&nbsp;</span>
          {words('analysisRows.back')}
        </button>
        <h2>{words('analysisRows.of', { measure: titleOf(measure, locale), name, days })}</h2>
        <LateSwitch figure={figure} measure={measure} onMeasure={onMeasure} />
        <p className="rows-count" role="status">
          {total !== null && <CountLine shown={rows.length} count={count} total={total} measure={measure} />}
          {purged > 0 && (
            <span className="as-of">{words('analysisRows.purged', { n: formatNumber(purged, locale) })}</span>
          )}
          {asOf && (
            <span className="as-of">
              {words('analysis.table.seq', {
                seq: formatNumber(asOf.seq, locale),
                clock: formatClock(new Date(asOf.now)),
                day: formatDay(dayOf(new Date(asOf.now)), true),
              })}
            </span>
          )}
          {copied && <span className="rows-copied">{copied}</span>}
        </p>
        <div className="rows-acts">
          {rows.length > 0 && (
            <>
              <button type="button" className="button quiet" onClick={copy}>
                {words('analysisRows.copy')}
              </button>
              {mayExport && (
                <ExportButton
                  key={`${measure} ${JSON.stringify(query)}`}
                  title={words('analysisRows.csv.rows')}
                  ask={(signal) => exportRows(asOf ? pinned(query, asOf) : query, measure, signal)}
                />
              )}
            </>
          )}
        </div>
      </header>
      {newest !== null && asOf !== null && newest > asOf.seq && (
        <p className="rows-changed">
          {words('analysisRows.changed')}{' '}
          <button type="button" className="text-link" onClick={reload}>
            {words('analysisRows.reload')}
          </button>
        </p>
      )}
      {isShut && (
        <SignInNote title={words(problem?.status === 401 ? 'analysisRows.signIn' : 'analysisRows.forbidden')} />
      )}
      {problem && !isShut && <ProblemNote problem={problem} onRetry={rows.length > 0 ? more : reload} />}
      {rows.length === 0 && isLoading && <p className="panel-blank dim">{words('analysisRows.loading')}</p>}
      {rows.length === 0 && !isLoading && !problem && (
        <p className="panel-blank strong">{words('analysisRows.empty')}</p>
      )}
      {codes.waiting && <CodeDialog codes={codes} />}
      {rows.length > 0 && (
        <RowsTable
          rows={rows}
          count={count}
          columns={columns}
          measure={measure}
          naming={naming}
          codes={mayReveal ? codes : null}
          onPastEnd={more}
          onCopy={copy}
          onBack={onBack}
        >
          {next !== undefined && (
            <button type="button" className="button rows-more" disabled={isLoading} onClick={more}>
              {isLoading
                ? words('analysisRows.moreWait')
                : words('analysisRows.more', {
                    n: formatNumber(count === null ? PAGE : Math.min(PAGE, count - rows.length), locale),
                  })}
            </button>
          )}
          {hidden > 0 && (
            <p className="rows-hidden">{words('analysisRows.hidden', { n: formatNumber(hidden, locale) })}</p>
          )}
        </RowsTable>
      )}
    </section>
  )
}

/** How many rows there are, how many stand here, and what they add up to where some count in part or more than once. */
function CountLine({
  shown,
  count,
  total,
  measure,
}: {
  shown: number
  count: number | null
  total: number
  measure: string
}) {
  const words = useWords()
  const locale = useLocale()
  const n = (value: number) => formatNumber(value, locale, Number.isInteger(value) ? 0 : 2)
  return (
    <>
      <strong data-count={count ?? undefined}>
        {count === null
          ? words('analysisRows.shown', { shown: n(shown) })
          : shown < count
            ? words('analysisRows.countOf', { shown: n(shown), n: n(count) })
            : words('analysisRows.count', { n: n(count) })}
      </strong>
      {count !== total && (
        <span className="as-of">
          {words(complementOf(measure) ? 'analysisRows.denominator' : 'analysisRows.weighted', { total: n(total) })}
        </span>
      )}
    </>
  )
}

/** Between all rows of a rate and those it does not reach, which are a figure of their own. */
function LateSwitch({ figure, measure, onMeasure }: Pick<RowsPanelProps, 'figure' | 'measure' | 'onMeasure'>) {
  const words = useWords()
  const locale = useLocale()
  const rest = complementOf(figure)
  if (rest === null) return null
  const only =
    rest === 'dossiers.late'
      ? words('analysisRows.onlyLate')
      : words('analysisRows.only', { name: titleOf(rest, locale) })
  return (
    <fieldset className="rows-switch" aria-label={words('analysisRows.which')}>
      <button type="button" aria-pressed={measure !== rest} onClick={() => onMeasure(figure)}>
        {words('analysisRows.all')}
      </button>
      <button type="button" aria-pressed={measure === rest} onClick={() => onMeasure(rest)}>
        {only}
      </button>
    </fieldset>
  )
}
