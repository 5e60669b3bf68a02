import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react'
import { formatPercent } from '../format/number.ts'
import { useLocale, useWords } from '../i18n/provider.tsx'
import { AnswerLine, type Columns } from './answer-line.tsx'
import { headOf } from './companions.ts'
import { unitOf } from './figure-text.ts'
import { CHANGE, NAME, scaleOf, type TableRow } from './table-rows.ts'
import { useWindow } from './use-window.ts'
import type { Order, Selected } from './view.ts'

interface AnswerTableProps {
  rows: readonly TableRow[]
  /** The figures of the whole, in the order of the columns; null while they are counted. */
  whole: TableRow | null
  measure: string
  companions: readonly string[]
  /** Head of the first column. */
  rowTitle: string
  /** What the change is against. */
  comparedTitle: string
  isRanked: boolean
  order: Order
  selected: Selected | null
  isOld: boolean
  onOrder: (order: Order) => void
  onSelect: (selected: Selected, isQuiet?: boolean) => void
  onDrill: (row: string) => void
}

/** Height of a line, CSS pixels at the page's own scale; `table.css` says the same. */
const LINE = 2.3

/** The answer by the split: every number can be chosen, every line leads further in. */
export function AnswerTable(props: AnswerTableProps) {
  const { rows, whole, measure, companions, isRanked, order, selected, onOrder, onSelect, onDrill } = props
  const words = useWords()
  const locale = useLocale()
  const scroller = useRef<HTMLDivElement>(null)
  const isRate = unitOf(measure) === 'fraction'
  const scale = useMemo(() => (isRate ? scaleOf(rows) : null), [rows, isRate])
  const hasCases = isRate && rows.some(({ cell }) => cell.n !== undefined || cell.denominator !== undefined)
  const columns: Columns = { measure, companions, isRanked, hasCases, scale }
  const linePx = useRef(33)
  useEffect(() => {
    if (scroller.current) linePx.current = Number.parseFloat(getComputedStyle(scroller.current).fontSize) * LINE
  }, [])
  const { from, to } = useWindow(scroller, rows.length, linePx.current)
  const measures = [measure, ...companions]

  const move = (event: KeyboardEvent) => {
    const at = rows.findIndex(({ key }) => key === selected?.row)
    const column = Math.max(0, measures.indexOf(selected?.measure ?? measure))
    const step = STEPS[event.key]
    if (event.key === 'Enter' && event.target === event.currentTarget && selected?.row != null) onDrill(selected.row)
    else if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    else {
      const next = rows[Math.min(rows.length - 1, Math.max(0, at + step.lines))]
      const beside = measures[Math.min(measures.length - 1, Math.max(0, column + step.columns))] ?? measure
      if (next) onSelect({ row: at < 0 ? (rows[0]?.key ?? next.key) : next.key, measure: beside }, true)
    }
    event.preventDefault()
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: another chosen line comes into sight
  useEffect(() => {
    scroller.current?.querySelector('tr[data-chosen="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [selected?.row])

  const head = (key: string, text: string, kind: 'name' | 'number', under?: string) => (
    <th
      key={key}
      scope="col"
      data-kind={kind}
      data-companion={companions.includes(key) || undefined}
      aria-sort={order.key === key ? (order.direction === 'asc' ? 'ascending' : 'descending') : undefined}
    >
      <button
        type="button"
        onClick={() => onOrder({ key, direction: order.key === key && order.direction === 'desc' ? 'asc' : 'desc' })}
      >
        {text}
        <span aria-hidden="true">{order.key === key ? (order.direction === 'asc' ? ' ↑' : ' ↓') : ''}</span>
      </button>
      {under && <span className="head-under">{under}</span>}
    </th>
  )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a scrolling region with keys of its own, not a section of a text
    <div
      ref={scroller}
      className="answer-scroll"
      role="region"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys of the table begin here
      tabIndex={0}
      aria-label={words('analysis.table.keys')}
      data-old={props.isOld || undefined}
      onKeyDown={move}
    >
      <table className="answer-table" aria-rowcount={rows.length + 2}>
        <thead>
          <tr>
            {isRanked && (
              <th scope="col" data-kind="rank">
                {words('analysis.table.rank')}
              </th>
            )}
            {head(NAME, props.rowTitle, 'name')}
            {head(measure, headOf(measure, locale), 'number')}
            {head(
              CHANGE,
              words('analysis.table.change', { with: props.comparedTitle }),
              'number',
              isRate ? words('analysis.table.points') : undefined,
            )}
            {scale && (
              <th scope="col" data-kind="drawn">
                {words('analysis.table.interval')}
                <span className="interval-ends" aria-hidden="true">
                  <i>{formatPercent(scale.from, locale, 0)}</i>
                  <i>{formatPercent(scale.to, locale, 0)}</i>
                </span>
              </th>
            )}
            {hasCases && (
              <th scope="col" data-kind="cases">
                {words('analysis.table.cases')}
              </th>
            )}
            {companions.map((id) => head(id, headOf(id, locale), 'number'))}
          </tr>
        </thead>
        <tbody>
          {from > 0 && <Gap lines={from} px={linePx.current} />}
          {rows.slice(from, to).map((row, index) => (
            <AnswerLine
              key={row.key}
              row={row}
              index={from + index + 2}
              columns={columns}
              chosen={selected?.row === row.key ? selected.measure : null}
              onSelect={onSelect}
              onDrill={onDrill}
            />
          ))}
          {to < rows.length && <Gap lines={rows.length - to} px={linePx.current} />}
        </tbody>
        {whole && (
          <tfoot>
            <AnswerLine
              row={whole}
              index={rows.length + 2}
              columns={columns}
              isWhole
              chosen={selected === null || selected.row === null ? (selected?.measure ?? measure) : null}
              onSelect={onSelect}
            />
          </tfoot>
        )}
      </table>
    </div>
  )
}

const STEPS: Readonly<Record<string, { lines: number; columns: number }>> = {
  ArrowDown: { lines: 1, columns: 0 },
  ArrowUp: { lines: -1, columns: 0 },
  ArrowRight: { lines: 0, columns: 1 },
  ArrowLeft: { lines: 0, columns: -1 },
  PageDown: { lines: 10, columns: 0 },
  PageUp: { lines: -10, columns: 0 },
  Home: { lines: Number.NEGATIVE_INFINITY, columns: 0 },
  End: { lines: Number.POSITIVE_INFINITY, columns: 0 },
}

/** Room for the lines that are not drawn. */
function Gap({ lines, px }: { lines: number; px: number }) {
  return (
    <tr className="answer-gap" style={{ height: lines * px }}>
      <td />
    </tr>
  )
}
