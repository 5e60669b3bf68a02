import type { AsOf, ReceiptRow, RowsAnswer } from '../../../shared/answer.ts'
import type { Query } from '../../../shared/query.ts'
import { pinned } from '../rows/use-rows.ts'

/** A file ends here: more rows than an office sheet is read with. */
export const MOST_ROWS = 20_000
/** The largest page of the API. */
const PAGE = 1000

/** All rows behind a figure, of one state of the figures. */
export interface AllRows {
  rows: ReceiptRow[]
  total: number
  asOf: AsOf
  /** There are more rows than were read. */
  isCut: boolean
}

/** Reads the rows behind a figure page after page, at most `MOST_ROWS`. @param read - a page of a question */
export async function readAllRows(
  query: Query,
  read: (query: Query, page: { limit: number; after?: string | undefined }) => Promise<RowsAnswer>,
  onRead: (rows: number) => void = () => {},
): Promise<AllRows> {
  const first = await read(query, { limit: PAGE })
  const held = pinned(query, first.asOf)
  const rows = [...first.rows]
  let { next } = first
  onRead(rows.length)
  while (next !== undefined && rows.length < MOST_ROWS) {
    const page = await read(held, { limit: Math.min(PAGE, MOST_ROWS - rows.length), after: next })
    rows.push(...page.rows)
    next = page.next
    onRead(rows.length)
  }
  return { rows, total: first.total, asOf: first.asOf, isCut: next !== undefined }
}
