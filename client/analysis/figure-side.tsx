import { useState } from 'react'
import type { Day } from '../../shared/period.ts'
import type { Query } from '../../shared/query.ts'
import type { Receipt } from '../../shared/receipt.ts'
import { readReceipt } from '../api/receipt.ts'
import { formatNumber, formatPercent } from '../format/number.ts'
import { titleOf, useLocale, useWords } from '../i18n/provider.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { ChangeBox } from './change/change-box.tsx'
import { figureText } from './figure-text.ts'
import { NothingText } from './nothing-text.tsx'
import { CopySentence } from './receipt/copy-sentence.tsx'
import { Item } from './receipt/item.tsx'
import { ReceiptLines } from './receipt/receipt-lines.tsx'
import { ReconciliationLines } from './receipt/reconciliation-lines.tsx'
import { RefusalNote } from './refusal-note.tsx'
import { StandingSign } from './standing-sign.tsx'
import { cellIn } from './table-rows.ts'
import { useAnswer, useHeld } from './use-answer.ts'
import { useFetched } from './use-fetched.ts'
import './receipt/receipt.css'

interface FigureSideProps {
  /** The question of exactly the chosen figure. */
  query: Query
  measure: string
  /** Whose figure it is, and of which days. */
  name: string
  days: string
  today: Day
  onRows: () => void
}

/** The chosen figure in full: its live value, and the receipt of the state at which it was chosen. */
export function FigureSide({ query, measure, name, days, today, onRows }: FigureSideProps) {
  const words = useWords()
  const locale = useLocale()
  const asked = { ...query, standing: true }
  const { state } = useHeld(useAnswer(asked), JSON.stringify(asked))
  // A receipt holds for one state; a newer one is fetched when it is wanted, not at every delivery.
  const [turn, setTurn] = useState(0)
  const { value: receipt, problem } = useFetched(
    (signal) => readReceipt(query, measure, signal),
    `${turn} ${measure} ${JSON.stringify(query)}`,
  )
  const cell = cellIn(state.rows?.[0], measure)
  const { value, numerator, denominator, low, high, target } = cell
  const isOlder = receipt !== null && state.seq !== null && receipt.asOf.seq < state.seq
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
      <div className="side-acts">
        <button type="button" className="button" onClick={onRows}>
          {words('analysisReceipt.openRows')}
        </button>
        {receipt && receipt.figure.value !== null && <CopySentence receipt={receipt} name={name} days={days} />}
      </div>
      {receipt && <ChangeBox query={query} measure={measure} today={today} lastSeq={lastSeqOf(receipt)} />}
      <dl>
        {numerator !== undefined && denominator !== undefined && (
          <Item title={titleOf(measure, locale)}>
            {words('analysis.table.ofCell', {
              top: formatNumber(numerator, locale),
              bottom: formatNumber(denominator, locale),
            })}
            {low !== undefined && high !== undefined && (
              <small className="side-small">
                {words('analysis.table.interval')}{' '}
                {words('analysis.table.intervalOf', {
                  low: formatPercent(low, locale),
                  high: formatPercent(high, locale),
                })}
              </small>
            )}
          </Item>
        )}
        {target !== undefined && (
          <Item title={words('analysis.table.target')}>{figureText(measure, target, locale)}</Item>
        )}
        {cell.estimated && (
          <Item title={words('analysis.table.estimated')}>{words('analysis.table.estimatedNote')}</Item>
        )}
        {receipt && <ReceiptLines receipt={receipt} />}
        {receipt && <ReconciliationLines query={query} measure={measure} seq={receipt.asOf.seq} />}
      </dl>
      {!receipt && !problem && <p role="status">{words('analysisReceipt.loading')}</p>}
      {problem && (
        <RefusalNote problem={problem} shut={words('analysisReceipt.signIn')} onRetry={() => setTurn(turn + 1)} />
      )}
      {isOlder && (
        <p className="side-newer" role="status">
          {words('analysisReceipt.newer')}{' '}
          <button type="button" className="text-link" onClick={() => setTurn(turn + 1)}>
            {words('analysisReceipt.refresh')}
          </button>
        </p>
      )}
    </aside>
  )
}

/** Seq of the newest delivery that counts in a figure; null where none does. */
function lastSeqOf({ feeds }: Receipt): number | null {
  const seqs = feeds.flatMap(({ lastBatch, rows }) => (lastBatch && rows > 0 ? [lastBatch.seq] : []))
  return seqs.length === 0 ? null : Math.max(...seqs)
}
