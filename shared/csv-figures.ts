import type { Cell, FigureRow } from './answer.ts'
import { isCell } from './cell.ts'
import type { CsvCell } from './csv.ts'
import { type CsvNaming, dimensionTitle, keyTitle } from './csv-naming.ts'
import { BASIS_WORDS, CSV_WORDS, NONE_WORDS, STANDING_WORDS, UNIT_OF_MEASURE_WORDS } from './csv-words.ts'
import type { Measure } from './measures/measure.ts'

type Detail = readonly [name: keyof typeof CSV_WORDS, read: (cell: Cell, naming: CsvNaming) => CsvCell | undefined]

/** What a cell says beside its value; a column is written where some cell has it. */
const DETAILS: readonly Detail[] = [
  ['numerator', (cell) => cell.numerator],
  ['denominator', (cell) => cell.denominator],
  ['low', (cell) => cell.low],
  ['high', (cell) => cell.high],
  ['n', (cell) => cell.n],
  ['place', (cell) => cell.rank?.place],
  ['of', (cell) => cell.rank?.of],
  ['tied', (cell, { language }) => (cell.rank?.tied ? CSV_WORDS.yes[language] : undefined)],
  ['target', (cell) => cell.target],
  [
    'standing',
    (cell, { language }) =>
      cell.target === undefined || !cell.standing ? undefined : STANDING_WORDS[cell.standing][language],
  ],
  ['estimated', (cell, { language }) => (cell.estimated ? CSV_WORDS.yes[language] : undefined)],
  ['basis', (cell, { language }) => cell.basis && BASIS_WORDS[cell.basis][language]],
  ['ofPeriod', (cell) => cell.period],
]

const NO_DATA: Cell = { value: null, none: 'noData' }

/**
 * The table of an answer: its head, a line for each row, then the whole. Rates are written 0–1 with their numerator and
 * denominator; a figure that there is none of is written as the word for its kind of nothing.
 */
export function figureLines({ measures, by, rows, whole }: FigureTable, naming: CsvNaming): CsvCell[][] {
  const { language } = naming
  const lines = whole ? [...rows, whole] : rows
  const columns = measures.flatMap(({ id, title, unitOfMeasure }) => {
    const cells = lines.map((row) => (isCell(row[id]) ? row[id] : NO_DATA))
    const value = {
      head: `${title[language]} (${UNIT_OF_MEASURE_WORDS[unitOfMeasure][language]})`,
      cells: cells.map((cell): CsvCell => cell.value ?? NONE_WORDS[cell.none ?? 'noData'][language]),
    }
    const details = DETAILS.map(([name, read]) => ({
      head: `${title[language]}: ${CSV_WORDS[name][language]}`,
      cells: cells.map((cell): CsvCell => read(cell, naming) ?? null),
    }))
    return [value, ...details.filter((column) => column.cells.some((cell) => cell !== null))]
  })
  const heads = by.flatMap((name) => [CSV_WORDS.key[language], dimensionTitle(name, naming)])
  const keysOf = (row: FigureRow): CsvCell[] =>
    by.flatMap((name, place) => {
      if (row === whole) return ['', place === 0 ? CSV_WORDS.whole[language] : '']
      const key = typeof row[name] === 'string' ? row[name] : ''
      return [key, keyTitle(name, key, naming)]
    })
  return [
    [...heads, ...columns.map(({ head }) => head)],
    ...lines.map((row, line) => [...keysOf(row), ...columns.map(({ cells }) => cells[line] ?? null)]),
  ]
}

/** An answer with all its pages. */
export interface FigureTable {
  measures: readonly Measure[]
  by: readonly string[]
  rows: readonly FigureRow[]
  /** The same figures without the split. */
  whole: FigureRow | null
}
