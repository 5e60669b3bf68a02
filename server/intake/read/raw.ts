/**
 * A cell as a reader found it, before anything is known of its meaning. Text is NFC, trimmed of nothing. Numbers come only
 * from typed cells (XLSX, JSON); a typed date comes as `{ date: 'YYYY-MM-DDTHH:mm:ss' }` in local time without zone;
 * a cell that holds an error or a formula without a cached value as `{ broken: '#REF!' }`.
 */
export type RawCell = string | number | boolean | null | { date: string } | { broken: string }

/** A row with its number as the officer's program shows it, from 1. Trailing empty cells may be missing. */
export interface RawRow {
  rowNo: number
  cells: RawCell[]
}

/** What is known of a sheet before its rows: merged ranges matter for two-row headers. */
export interface RawSheet {
  /** The sheet's name; `''` for formats without sheets. */
  name: string
  index: number
  hidden: boolean
  /** Merged ranges in the first 60 rows, 1-based and inclusive. */
  merges: { top: number; left: number; bottom: number; right: number }[]
  /** Rows with content that the officer's program hides, and columns; read like all others. Final when the rows are read. */
  readonly hiddenRows?: number
  readonly hiddenColumns?: number
  /** Its encoding writes capital letters with a tone like small ones (TCVN3): case is guessed and said to be. */
  capitalsLost?: boolean
  /** A program sent its texts, not a person: they are what they say, in no old font. */
  isUnicode?: boolean
  rows: AsyncIterable<RawRow[]>
}

/** A file's sheets in order; each sheet's rows must be read (or abandoned by `break`) before the next is asked for. */
export type RawFile = AsyncIterable<RawSheet>

/** A file that cannot be read on. `code` is stable, `params` name the place: sheet, row, column, byte, limit. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile'
  readonly code: string
  readonly status: 413 | 415 | 422
  readonly params: Record<string, string | number>
  constructor(code: string, status: 413 | 415 | 422, params: Record<string, string | number> = {}) {
    super(`${code} ${JSON.stringify(params)}`)
    this.code = code
    this.status = status
    this.params = params
  }
}
