import type { ReceiptRow } from '../../../shared/answer.ts'
import { columnsOf } from '../rows/row-columns.ts'
import { type Naming, valueIn } from '../rows/row-value.ts'
import { type CsvCell, csvOf } from './csv.ts'
import { type Heading, type HeldAt, headingLines } from './heading.ts'

/** The rows behind one figure, all of them or as many as a file takes. */
export interface RowsContent {
  heading: Heading
  held: HeldAt | null
  rows: readonly ReceiptRow[]
  /** Weighted sum of all rows behind the figure, also of those that the file leaves out. */
  total: number
  /** The file ends before the rows do. */
  isCut: boolean
}

/** The rows behind a figure as a CSV file, with how many they are and what they add up to. */
export function csvOfRows({ heading, held, rows, total, isCut }: RowsContent, naming: Naming): string {
  const { words, locale } = naming
  const columns = columnsOf(rows, heading.measure, naming)
  const count: CsvCell = isCut
    ? words('analysisRows.csv.heading.stoppedAt', { n: String(rows.length), total: String(total) })
    : rows.length
  return csvOf(
    [
      ...headingLines(heading, held, naming),
      [words('analysisRows.csv.heading.rows'), count],
      [words('analysisRows.csv.heading.total'), total],
      [],
      columns.map(({ title }) => title),
      ...rows.map((row) => columns.map((column) => valueIn(row, column, naming))),
    ],
    locale,
  )
}
