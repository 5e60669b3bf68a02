import { useEffect, useRef, useState } from 'react'
import type { Query } from '../../../shared/query.ts'
import { ApiProblem } from '../../api/fetch.ts'
import { readRows } from '../../api/rows.ts'
import { formatNumber } from '../../format/number.ts'
import { titleOf } from '../../i18n/provider.tsx'
import type { Naming } from '../rows/row-value.ts'
import { MOST_ROWS, readAllRows } from './all-rows.ts'
import { csvName, downloadCsv } from './download.ts'
import type { Heading } from './heading.ts'
import { csvOfRows } from './rows-csv.ts'

interface RowsExportProps {
  query: Query
  heading: Heading
  naming: Naming
}

/** Reads all rows behind the figure and saves them; says how far it is, and where the file ends before the rows do. */
export function RowsExport({ query, heading, naming }: RowsExportProps) {
  const { words, locale } = naming
  const [read, setRead] = useState<number | null>(null)
  const [note, setNote] = useState<string | null>(null)
  const asking = useRef<AbortController | null>(null)
  useEffect(() => () => asking.current?.abort(), [])
  const save = async () => {
    const controller = new AbortController()
    asking.current = controller
    setNote(null)
    setRead(0)
    try {
      const { rows, total, asOf, isCut } = await readAllRows(
        query,
        (asked, page) => readRows(asked, heading.measure, page, controller.signal),
        (count) => !controller.signal.aborted && setRead(count),
      )
      const { measure, unit, range } = heading
      const name = csvName(titleOf(measure, locale), unit, range.from, range.to, `${rows.length}`)
      downloadCsv(name, csvOfRows({ heading, held: asOf, rows, total, isCut }, naming))
      if (isCut) setNote(words('analysisRows.csv.stopped', { n: formatNumber(MOST_ROWS, locale) }))
    } catch (error) {
      if (controller.signal.aborted) return
      if (!(error instanceof ApiProblem)) throw error
      setNote(words('analysisRows.csv.failed', { reason: error.problem.title }))
    } finally {
      if (asking.current === controller) setRead(null)
    }
  }
  if (read !== null)
    return (
      <span className="rows-working">
        <span role="status">{words('analysisRows.csv.working', { n: formatNumber(read, locale) })}</span>
        <button
          type="button"
          className="button quiet"
          onClick={() => {
            asking.current?.abort()
            setRead(null)
          }}
        >
          {words('analysisRows.csv.stop')}
        </button>
      </span>
    )
  return (
    <>
      {note && <span role="status">{note}</span>}
      <button type="button" className="button quiet" onClick={() => void save()}>
        {words('analysisRows.csv.rows')}
      </button>
    </>
  )
}
