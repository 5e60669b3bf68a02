import type { Cell } from '../../../shared/answer.ts'
import { findMeasure } from '../../../shared/measures/list.ts'
import type { Locale } from '../../format/locale.ts'
import { titleOf, type useWords } from '../../i18n/provider.tsx'
import type { TableRow } from '../table-rows.ts'
import { type CsvCell, csvOf } from './csv.ts'
import { type Heading, type HeldAt, headingLines } from './heading.ts'

type Words = ReturnType<typeof useWords>

/** The table as it stands on the page. */
export interface AnswerTableContent {
  heading: Heading
  held: HeldAt | null
  /** Head of the first column. */
  rowTitle: string
  rows: readonly TableRow[]
  whole: TableRow | null
  companions: readonly string[]
  /** Name of the period that `before` is of. */
  compared: string
  /** The answer has more rows than these. */
  isCut: boolean
}

/** What a cell says beside its value; a column is written where some cell has it. */
const DETAILS: readonly (readonly [
  name:
    | 'numerator'
    | 'denominator'
    | 'low'
    | 'high'
    | 'n'
    | 'place'
    | 'of'
    | 'tied'
    | 'target'
    | 'standing'
    | 'estimated'
    | 'basis'
    | 'period',
  read: (cell: Cell, words: Words) => CsvCell | undefined,
])[] = [
  ['numerator', (cell) => cell.numerator],
  ['denominator', (cell) => cell.denominator],
  ['low', (cell) => cell.low],
  ['high', (cell) => cell.high],
  ['n', (cell) => cell.n],
  ['place', (cell) => cell.rank?.place],
  ['of', (cell) => cell.rank?.of],
  ['tied', (cell, words) => (cell.rank?.tied ? words('analysisRows.yes') : undefined)],
  ['target', (cell) => cell.target],
  [
    'standing',
    (cell, words) =>
      cell.target === undefined || !cell.standing ? undefined : words(`analysis.table.standings.${cell.standing}`),
  ],
  ['estimated', (cell, words) => (cell.estimated ? words('analysisRows.yes') : undefined)],
  ['basis', (cell, words) => cell.basis && words(`analysis.table.basis.${cell.basis}`)],
  ['period', (cell) => cell.period],
]

/**
 * The table as a CSV file: every row in the order of the page, then the whole. Rates are written 0–1 with their numerator and
 * denominator; a figure that there is none of is written as the word for its kind of nothing.
 */
export function csvOfAnswer(content: AnswerTableContent, language: { words: Words; locale: Locale }): string {
  const { heading, held, rowTitle, rows, whole, companions, compared, isCut } = content
  const { words, locale } = language
  const lines = whole ? [...rows, whole] : rows
  const columns = [heading.measure, ...companions].flatMap((measure, place) => {
    const cells = lines.map((row) => (place === 0 ? row.cell : row.companions[place - 1]) ?? NO_DATA)
    const title = titleOf(measure, locale)
    const before = place === 0 && lines.some((row) => row.before !== null)
    return [
      { head: `${title} (${unitOf(measure, words)})`, cells: cells.map((cell) => figureOf(cell, words)) },
      ...DETAILS.flatMap(([name, read]) => {
        const values = cells.map((cell) => read(cell, words) ?? null)
        return values.every((value) => value === null)
          ? []
          : [{ head: `${title}: ${words(`analysisRows.csv.columns.${name}`)}`, cells: values }]
      }),
      ...(before
        ? [{ head: `${title}, ${compared}`, cells: lines.map((row) => row.before && figureOf(row.before, words)) }]
        : []),
    ]
  })
  return csvOf(
    [
      ...headingLines(heading, held, language),
      ...(isCut
        ? [[words('analysisRows.csv.heading.rows'), words('analysis.table.first', { n: String(rows.length) })]]
        : []),
      [],
      [words('analysisRows.csv.columns.key'), rowTitle, ...columns.map(({ head }) => head)],
      ...lines.map((row, line) => [row.key, row.name, ...columns.map(({ cells }) => cells[line] ?? null)]),
    ],
    locale,
  )
}

const NO_DATA: Cell = { value: null, none: 'noData' }

function figureOf(cell: Cell, words: Words): CsvCell {
  return cell.value ?? words(`nothing.${cell.none ?? 'noData'}`)
}

function unitOf(measure: string, words: Words): string {
  return words(`analysisRows.csv.unitsOfMeasure.${findMeasure(measure)?.unitOfMeasure ?? 'number'}`)
}
