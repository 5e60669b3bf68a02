import { memo } from 'react'
import type { Cell } from '../../shared/answer.ts'
import { formatNumber } from '../format/number.ts'
import { titleOf, useLocale, useWords } from '../i18n/provider.tsx'
import { changeText, figureText, isBetter, unitOf } from './figure-text.ts'
import { IntervalBar } from './interval-bar.tsx'
import { NothingText } from './nothing-text.tsx'
import { StandingSign } from './standing-sign.tsx'
import { changeOf, type TableRow } from './table-rows.ts'
import type { Selected } from './view.ts'

/** Which columns a table has. */
export interface Columns {
  measure: string
  companions: readonly string[]
  isRanked: boolean
  hasCases: boolean
  scale: { from: number; to: number } | null
}

interface AnswerLineProps {
  row: TableRow
  /** Place in the whole table, from 1, the head included. */
  index: number
  columns: Columns
  isWhole?: boolean
  /** The measure chosen in this line; null = another line. */
  chosen: string | null
  onSelect: (selected: Selected) => void
  onDrill?: (row: string) => void
}

/** One line: its place, its name, its figure with what it stands on, and what belongs beside it. */
export const AnswerLine = memo(function AnswerLine(props: AnswerLineProps) {
  const { row, index, columns, isWhole = false, chosen, onSelect, onDrill } = props
  const { measure, companions, isRanked, hasCases, scale } = columns
  const words = useWords()
  const locale = useLocale()
  const { cell } = row
  const key = isWhole ? null : row.key
  const cases = cell.denominator ?? cell.n
  const figure = (id: string, of: Cell, isShort: boolean) => (
    <Figure
      measure={id}
      cell={of}
      name={row.name}
      isShort={isShort}
      isChosen={chosen === id}
      onSelect={() => onSelect({ row: key, measure: id })}
    />
  )
  return (
    <tr data-chosen={chosen !== null} aria-rowindex={index}>
      {isRanked && <td data-kind="rank">{!isWhole && <Rank cell={cell} />}</td>}
      <th scope="row" data-kind="name">
        {onDrill ? (
          <button
            type="button"
            className="row-button"
            tabIndex={-1}
            title={words('analysis.table.drill', { name: row.name })}
            onClick={() => onDrill(row.key)}
          >
            {row.name}
          </button>
        ) : (
          row.name
        )}
      </th>
      <td data-kind="number">{figure(measure, cell, false)}</td>
      <td data-kind="number">
        <Change measure={measure} row={row} />
      </td>
      {scale && <td data-kind="drawn">{<IntervalBar cell={cell} scale={scale} />}</td>}
      {hasCases && <td data-kind="cases">{cases !== undefined && formatNumber(cases, locale)}</td>}
      {companions.map((id, place) => (
        <td key={id} data-kind="number" data-companion="">
          {figure(id, row.companions[place] ?? { value: null, none: 'noData' }, true)}
        </td>
      ))}
    </tr>
  )
})

function Rank({ cell }: { cell: Cell }) {
  const words = useWords()
  const locale = useLocale()
  if (!cell.rank) return <span className="dim">–</span>
  const { place, of, tied } = cell.rank
  return (
    <span title={`${place}/${of}${tied ? `, ${words('analysis.table.tied')}` : ''}`}>
      {formatNumber(place, locale)}
      {tied && (
        <span className="tied">
          <span aria-hidden="true">=</span>
          <span className="visually-hidden">{words('analysis.table.tied')}</span>
        </span>
      )}
    </span>
  )
}

interface FigureProps {
  measure: string
  cell: Cell
  name: string
  isShort: boolean
  isChosen: boolean
  onSelect: () => void
}

/** A number that leads to its receipt; which kind of nothing where there is none. */
function Figure({ measure, cell, name, isShort, isChosen, onSelect }: FigureProps) {
  const words = useWords()
  const locale = useLocale()
  const { value, estimated, numerator, denominator } = cell
  const said = value === null ? words(`nothing.${cell.none ?? 'noData'}`) : figureText(measure, value, locale)
  const parts =
    numerator === undefined || denominator === undefined
      ? undefined
      : words('analysis.table.ofCell', {
          top: formatNumber(numerator, locale),
          bottom: formatNumber(denominator, locale),
        })
  return (
    <button
      type="button"
      className="figure-button"
      tabIndex={-1}
      aria-pressed={isChosen}
      aria-label={words('analysis.table.figure', { measure: titleOf(measure, locale), name, value: said })}
      title={estimated ? words('analysis.table.estimatedNote') : parts}
      onClick={onSelect}
    >
      <StandingSign cell={cell} measure={measure} />
      {value === null ? <NoFigure cell={cell} isShort={isShort} /> : said}
      {estimated && <span className="estimated">≈</span>}
    </button>
  )
}

/** Too few cases are shown as what they are, `2/3`: a share of three would be taken for more than it is. */
function NoFigure({ cell, isShort }: { cell: Cell; isShort: boolean }) {
  const words = useWords()
  const locale = useLocale()
  const { none, numerator, denominator } = cell
  if (none !== 'tooFew' || numerator === undefined || denominator === undefined) {
    return <NothingText none={none} isShort={isShort} />
  }
  return (
    <span className="none" data-none="tooFew" title={words('nothing.tooFew')}>
      {!isShort && <span className="none-word">{words('nothing.tooFew')} </span>}
      {formatNumber(numerator, locale)}/{formatNumber(denominator, locale)}
    </span>
  )
}

function Change({ measure, row }: { measure: string; row: TableRow }) {
  const locale = useLocale()
  const words = useWords()
  const change = changeOf(row)
  if (change === null) return <span className="dim">–</span>
  const better = isBetter(measure, change)
  const tone = better === null ? 'same' : better ? 'good' : 'bad'
  return (
    <span className="change" data-tone={tone}>
      {changeText(measure, change, locale)}
      {unitOf(measure) === 'fraction' && <span className="visually-hidden"> {words('hero.points')}</span>}
    </span>
  )
}
