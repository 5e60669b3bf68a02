import { titleOf, useLocale, useWords } from '../../i18n/provider.tsx'
import { rangeTitle } from '../period-title.ts'
import type { TableState } from '../use-table.ts'
import { csvOfAnswer } from './answer-csv.ts'
import { csvName, downloadCsv } from './download.ts'
import type { Heading } from './heading.ts'

interface AnswerExportProps {
  heading: Heading
  /** Head of the first column. */
  rowTitle: string
  table: TableState
  /** Most rows of an answer. */
  most: number
}

/** Saves the table as it stands on the page. */
export function AnswerExport({ heading, rowTitle, table, most }: AnswerExportProps) {
  const words = useWords()
  const locale = useLocale()
  const { figure, rows, whole, companions, compared, isOld } = table
  const save = () => {
    const { measure, unit, range } = heading
    const content = {
      heading,
      held: figure.seq === null || figure.at === null ? null : { seq: figure.seq, now: figure.at },
      rowTitle,
      rows,
      whole,
      companions,
      compared: rangeTitle(compared, locale),
      isCut: rows.length >= most,
    }
    downloadCsv(csvName(titleOf(measure, locale), unit, range.from, range.to), csvOfAnswer(content, { words, locale }))
  }
  return (
    <button type="button" className="button quiet" disabled={rows.length === 0 || isOld} onClick={save}>
      {words('analysisRows.csv.answer')}
    </button>
  )
}
