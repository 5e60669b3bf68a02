import { type FormEvent, useState } from 'react'
import type { QuarantinedRow } from '../../../shared/feed-register.ts'
import { decideQuarantined } from '../../api/feeds.ts'
import { formatMoment } from '../../format/moment.ts'
import { formatNumber } from '../../format/number.ts'
import { useLocale, useWords } from '../../i18n/provider.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useAct } from '../../ui/use-act.ts'
import { columnTitle } from '../columns/mapping-words.ts'
import { personName } from '../names.ts'
import { changedCells, repairable, shownCell } from './aside-cells.ts'
import { CellField } from './cell-field.tsx'

interface AsideRowProps {
  row: QuarantinedRow
  mayDecide: boolean
  /** It was tried: counted, or waits still. */
  onTried: (row: QuarantinedRow) => void
  onDiscard: () => void
}

/** One row kept aside: why it could not count, its cells to be put right, and the decision. */
export function AsideRow({ row, mayDecide, onTried, onDiscard }: AsideRowProps) {
  const words = useWords()
  const locale = useLocale()
  const act = useAct()
  const [drafts, setDrafts] = useState<Readonly<Record<string, string>>>({})
  const [isStill, setIsStill] = useState(false)
  const { faulty, others } = repairable(row)
  const no = formatNumber(row.row, locale)
  const titleOf = (column: string | null) => (column === null ? '' : columnTitle(column, row.dataset, locale, words))
  const field = (column: (typeof faulty)[number]) => {
    const held = shownCell(row.cells[column.name])
    return (
      <CellField
        key={column.name}
        column={column}
        held={held}
        value={drafts[column.name] ?? held}
        onChange={(text) => setDrafts((before) => ({ ...before, [column.name]: text }))}
      />
    )
  }
  const retry = (event: FormEvent) => {
    event.preventDefault()
    setIsStill(false)
    void act.run(async () => {
      const cells = changedCells(row.cells, drafts)
      const after = await decideQuarantined(row.id, { decision: 'retry', cells })
      setIsStill(after.state === 'waiting')
      onTried(after)
    })
  }
  return (
    <li className="aside-row">
      <p className="aside-head">
        <strong>{words('register.aside.row', { row: no })}</strong>{' '}
        <span className="dim">
          {words('register.aside.sent', { at: formatMoment(row.at), by: personName(row.by, null, words) })}
          {row.tries > 1 && `, ${words('register.aside.tries', { n: formatNumber(row.tries, locale) })}`}
        </span>
      </p>
      <ul className="aside-issues">
        {row.issues.map(({ rule, column, value, message, suggestion }) => (
          <li key={`${rule} ${column}`}>
            <span aria-hidden="true">◆</span>{' '}
            {value !== null && value !== '' && (
              <strong>{words('register.aside.cell', { column: titleOf(column), value })} </strong>
            )}
            {message}
            {suggestion && <small>{suggestion}</small>}
          </li>
        ))}
      </ul>
      {mayDecide && (
        <form onSubmit={retry} noValidate>
          {faulty.length > 0 && <div className="aside-cells">{faulty.map(field)}</div>}
          {others.length > 0 && (
            <details className="more">
              <summary>{words('register.aside.others', { n: formatNumber(others.length, locale) })}</summary>
              <div className="aside-cells">{others.map(field)}</div>
            </details>
          )}
          {act.problem && <ProblemNote problem={act.problem} />}
          {isStill && !act.isBusy && (
            <p className="field-fault" role="alert">
              {words('register.aside.still')}
            </p>
          )}
          <div className="side-acts">
            <button
              type="submit"
              className="button primary"
              disabled={act.isBusy}
              aria-label={words('register.aside.retryOf', { row: no })}
            >
              {words(act.isBusy ? 'register.busy' : 'register.aside.retry')}
            </button>
            <button
              type="button"
              className="button danger"
              disabled={act.isBusy}
              aria-label={words('register.aside.discardOf', { row: no })}
              onClick={onDiscard}
            >
              {words('register.aside.discard')}
            </button>
          </div>
        </form>
      )}
    </li>
  )
}
