import type { Day } from '../period.ts'

/** A text in both languages of the product. */
export interface Words {
  vi: string
  en: string
}

/**
 * How a cell is read and stored.
 *
 * `code` is the secret key of a row (kept as HMAC, the text encrypted aside) · `name` short free text · `unit` an
 * organisation, stored as unit id · `instant` a moment, stored with its local day as `xOn` beside `xAt` · `day` a local day ·
 * `count` whole number ≥ 0 · `number` any finite number · `fraction` 0–1, also written as percentage · `flag` yes/no ·
 * `choice` one of a closed list · `category` a word of the feed's own list · `degrees` longitude or latitude, WGS 84.
 */
export type ColumnKind =
  | 'code'
  | 'name'
  | 'unit'
  | 'instant'
  | 'day'
  | 'count'
  | 'number'
  | 'fraction'
  | 'flag'
  | 'choice'
  | 'category'
  | 'degrees'
  | 'geometry'

/** One canonical column: what files may call it and what its cells may hold. */
export interface Column {
  name: string
  kind: ColumnKind
  title: Words
  /** Other headers seen in real files; compared without accents, case, line breaks and punctuation. `A / B` = header B under group header A. */
  headers?: readonly string[]
  required?: boolean
  /** For `choice`: stored value → words that mean it, compared like headers. */
  choices?: Readonly<Record<string, readonly string[]>>
  min?: number
  max?: number
  /** Computed by `complete`, never read from a file. */
  derived?: boolean
}

/**
 * What all versions of a row that counted until a seq say together, of batches not withdrawn by then. Never stored: the
 * ledger's relation of a dataset has it as a column, so that a replay finds what was known then.
 *
 * `first`: the first day ever named in `of` · `moves`: how often another day was named after it.
 */
export interface HistoryColumn {
  name: string
  take: 'first' | 'moves'
  /** The local-day column that is followed through the versions. */
  of: string
  /** Where the source itself may say what came first; believed unless the ledger saw that day later than another. */
  given: string
}

/** What the feed of a row decides about it (`Feed`). */
export interface FeedHabits {
  /** How its system counts a result without a due date. */
  noDueDate?: 'unclassified' | 'onTime' | undefined
}

/** A cell after reading: text, number, truth, or null for empty. Days and instants are text in their canonical form. */
export type CellValue = string | number | boolean | null

/** A row under canonical column names. */
export type Row = Record<string, CellValue>

/**
 * A kind of row: its columns, key and meaning. Adding one is a file here and a line in `list.ts`; tables, templates,
 * mapping, checks and API follow from it.
 */
export interface Dataset {
  id: string
  title: Words
  columns: readonly Column[]
  /** The columns whose values together name a row; a `code` column enters as HMAC(namespace | normalised code). */
  key: readonly string[]
  /** `replace`: keys of the same feed, unit and period that a delivery leaves out are closed. */
  mode: 'upsert' | 'replace'
  /** The columns that hold the row's units; the first non-empty one is *the* unit of the row in figures. */
  unitColumns: readonly string[]
  /** Public knowledge, such as what a unit is called: every caller reads all of it, whatever his units. */
  open?: true
  /** The day (or instant) column that dates the row: units are looked up as of it. */
  dateColumn?: string
  /** The columns that bound the period of a row of reports, scores and indicators; filled from `period=` when the file has none. */
  period?: { from: string; to: string }
  /** Where unit names are looked up: inside the feed's unit only, or there first and then in the whole tree. */
  lookup: 'inside' | 'tree'
  /** Unit names are those of the delivery's day, whatever day dates the row: what holds since long ago names today's units. */
  unitsOf?: 'delivery'
  /** Fills what follows from other cells (a missing status, the day a dossier left the queue …) and from the feed's habits. Pure. */
  complete?: (row: Row, feed?: FeedHabits) => Row
  /** Columns read from all versions of a row. */
  history?: readonly HistoryColumn[]
  /**
   * By which days questions look for rows: `days` by the period they fall in, `left` by not having left yet. The store
   * keeps indexes for them; an answer never depends on it.
   */
  soughtBy?: { days: readonly string[]; left?: string }
  /** Names of the dimensions that queries may split by or filter on, and the column each reads. */
  dimensions: Readonly<Record<string, string>>
}

/** The name of the local-day column that belongs to an instant column: `receivedAt` → `receivedOn`. */
export function dayColumn(instantColumn: string): string {
  return instantColumn.replace(/At$/, 'On')
}

/** Never in a list of rows: codes are shown one by one, shapes are no text. */
const NOT_LISTED: readonly ColumnKind[] = ['code', 'geometry']

/** The columns of rows in a list: the unit, then the days that decide where and when a row counts, then the rest. */
export function listedColumns(dataset: Dataset): Column[] {
  const first = [dataset.unitColumns[0], ...(dataset.soughtBy?.days ?? [dataset.dateColumn])]
  const rankOf = ({ name, kind }: Column) =>
    first.includes(kind === 'instant' ? dayColumn(name) : name) ? (kind === 'unit' ? 0 : 1) : 2
  return dataset.columns
    .filter(({ kind, derived }) => !derived && !NOT_LISTED.includes(kind))
    .toSorted((a, b) => rankOf(a) - rankOf(b))
}

/** The local day of a cell that holds an instant or a day; null stays null. */
export function dayOfCell(value: CellValue | undefined): Day | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, 10) : null
}
