import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { ReceiptRow } from '../../../shared/answer.ts'
import { findMeasure } from '../../../shared/measures/list.ts'
import { useWords } from '../../i18n/provider.tsx'
import { useWindow } from '../use-window.ts'
import { CodeCell } from './code-cell.tsx'
import type { RowColumn } from './row-columns.ts'
import { type Naming, textIn } from './row-value.ts'
import { type Codes, hasCode } from './use-codes.ts'

interface RowsTableProps {
  rows: readonly ReceiptRow[]
  /** All rows behind the figure, where it is known. */
  count: number | null
  columns: readonly RowColumn[]
  measure: string
  naming: Naming
  /** The codes of the rows, for those who may see them. */
  codes: Codes | null
  /** Called where somebody goes down past the last row. */
  onPastEnd: () => void
  onCopy: () => void
  onBack: () => void
  /** Below the last row: how to get more. */
  children?: ReactNode
}

/** Height of a line in its own type size; `rows.css` says the same. */
const LINE = 2.1
const NUMBERS: readonly RowColumn['kind'][] = ['count', 'number', 'fraction', 'degrees']
const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 15,
  PageUp: -15,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
}

/** The rows as a table with keys of its own; only what is in sight is drawn. */
export function RowsTable(props: RowsTableProps) {
  const { rows, count, columns, naming, onPastEnd, onCopy, onBack } = props
  const codes = rows.some(hasCode) ? props.codes : null
  const words = useWords()
  const scroller = useRef<HTMLDivElement>(null)
  const linePx = useRef(28)
  const [at, setAt] = useState(-1)
  useEffect(() => {
    if (scroller.current) linePx.current = Number.parseFloat(getComputedStyle(scroller.current).fontSize) * LINE
  }, [])
  const { from, to } = useWindow(scroller, rows.length, linePx.current)
  const better = findMeasure(props.measure)?.better ?? 'neither'

  const go = (next: number) => {
    setAt(next)
    const element = scroller.current
    if (!element) return
    const head = element.querySelector('thead')?.clientHeight ?? 0
    const top = next * linePx.current
    if (top < element.scrollTop) element.scrollTop = top
    else if (top + linePx.current + head > element.scrollTop + element.clientHeight)
      element.scrollTop = top + linePx.current + head - element.clientHeight
  }
  const press = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return
    const step = STEPS[event.key]
    const isCopy = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c'
    if (isCopy && getSelection()?.isCollapsed !== false) onCopy()
    else if (event.ctrlKey || event.metaKey || event.altKey) return
    else if (event.key === 'Escape') onBack()
    else if (step !== undefined) {
      if (step > 0 && at === rows.length - 1) onPastEnd()
      go(Math.min(rows.length - 1, Math.max(0, at + step)))
    } else return
    event.preventDefault()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a scrolling region with keys of its own, not a section of a text
    <div
      ref={scroller}
      className="rows-scroll"
      role="region"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys of the table begin here
      tabIndex={0}
      aria-label={words('analysisRows.keys')}
      onKeyDown={press}
    >
      <table className="rows-table" aria-rowcount={(count ?? rows.length) + 1}>
        <thead>
          <tr>
            {codes && <th scope="col">{words('analysisRows.code.column')}</th>}
            {columns.map(({ name, title, kind }) => (
              <th key={name} scope="col" data-number={NUMBERS.includes(kind) || undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {from > 0 && <Gap px={from * linePx.current} />}
          {rows.slice(from, to).map((row, index) => (
            <tr
              key={`${row.dataset} ${row.key}`}
              aria-rowindex={from + index + 2}
              data-chosen={from + index === at || undefined}
              onClick={() => setAt(from + index)}
            >
              {codes && (
                <td>
                  <CodeCell row={row} codes={codes} />
                </td>
              )}
              {columns.map((column) => (
                <td
                  key={column.name}
                  data-number={NUMBERS.includes(column.kind) || undefined}
                  data-tone={column.kind === 'hit' ? toneOf(row.counts === true, better) : undefined}
                >
                  {column.kind === 'hit' && <span aria-hidden="true">{row.counts === true ? '✓ ' : '✕ '}</span>}
                  <Text text={textIn(row, column, naming)} />
                </td>
              ))}
            </tr>
          ))}
          {to < rows.length && <Gap px={(rows.length - to) * linePx.current} />}
        </tbody>
      </table>
      {props.children}
    </div>
  )
}

/** A text that is cut where it is long; all of it stands in its title. */
function Text({ text }: { text: string }) {
  return text.length > 24 ? <span title={text}>{text}</span> : text
}

/** Room for the rows that are not drawn. */
function Gap({ px }: { px: number }) {
  return (
    <tr className="rows-gap" style={{ height: px }}>
      <td />
    </tr>
  )
}

function toneOf(isHit: boolean, better: 'higher' | 'lower' | 'neither'): string | undefined {
  if (better === 'neither') return undefined
  return isHit === (better === 'higher') ? 'good' : 'bad'
}
