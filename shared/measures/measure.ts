import type { Words } from '../datasets/dataset.ts'
import type { Day } from '../period.ts'

/**
 * A test on one row, as data: compiled to SQL by the figures and interpreted in plain TypeScript by the recount tests.
 * Columns go by canonical name; an instant's local day by its `xOn` name; what all versions of a row say together by the
 * names of `Dataset.history`. A comparison with an empty cell is false.
 */
export type Condition =
  | { all: readonly Condition[] }
  | { any: readonly Condition[] }
  | { not: Condition }
  | { filled: string }
  | { in: readonly [column: string, values: readonly (string | number | boolean)[]] }
  | { before: readonly [a: string, b: string] }
  | { sameDay: readonly [a: string, b: string] }

/** A local day computed from a row: a day column, the next day, the earliest or latest of several (empty ones are passed over). */
export type DayExpression =
  | string
  | { after: DayExpression }
  | { earliest: readonly DayExpression[] }
  | { latest: readonly DayExpression[] }

/** How a figure is written. `hours` and `days` are elapsed time unless the title says working days. */
export type UnitOfMeasure =
  | 'dossiers'
  | 'reports'
  | 'answers'
  | 'fraction'
  | 'points'
  | 'days'
  | 'hours'
  | 'stars'
  | 'procedures'
  | 'deliveries'
  | 'number'

interface Common {
  id: string
  title: Words
  /** Shorter title for tiles and column heads. */
  short?: Words
  unitOfMeasure: UnitOfMeasure
  better: 'higher' | 'lower' | 'neither'
  /** How far from its target a figure may lie and still be near it, in its own unit of measure. Default: 0.02 of a fraction, else 2 % of the target. */
  near?: number
  /** Law, article and date as Vietnamese offices cite them, or the section of docs/counting-rules.md. */
  source: string
  version: number
  validFrom: Day
  /** Set on a version that a later one replaced: since this day the later one counts. Kept for replay. */
  supersededOn?: Day
}

/** Takes the same count from `dossier-reports`: the sum of those columns, or the first alternative whose columns are all there. */
export interface FromReports {
  sum: readonly string[]
  minus?: readonly string[]
  /** Used when a column of `sum` is empty. */
  else?: FromReports
}

/** How many rows have their day in the period. Adds over time and over units. */
export interface Count extends Common {
  kind: 'count'
  dataset: string
  on: DayExpression
  where?: Condition
  /** Adds up this column of whole numbers instead of counting each row once. */
  adds?: string
  reports?: FromReports
}

/**
 * How many rows are inside at the end of a day: entered by then and not left by then. The last day of the period counts,
 * never a day after today; with `at: 'start'` the day before the period's first one, which is what the period begins with.
 */
export interface Stock extends Common {
  kind: 'stock'
  dataset: string
  at?: 'start'
  enters: DayExpression
  /** Null = never left. A row that leaves on or before the day it enters was never inside. */
  leaves: DayExpression | null
  where?: Condition
  reports?: FromReports
}

/** Inside the stock `of`, with the due day that day or the next working day. */
export interface DueSoon extends Common {
  kind: 'dueSoon'
  dataset: string
  of: string
  due: string
}

/** Counts or stocks added and subtracted. */
export interface Sum extends Common {
  kind: 'sum'
  plus: readonly string[]
  minus: readonly string[]
}

/** One sum of counts over another, 0–1 unless it is a `ratio`. A zero denominator is no figure. */
export interface Rate extends Common {
  kind: 'rate'
  numerator: readonly string[]
  numeratorMinus?: readonly string[]
  denominator: readonly string[]
  /** The numerator is no part of the denominator: it may exceed 1, and an interval has no meaning. */
  ratio?: true
  thresholds?: { good: number; watch: number }
  /** Below this denominator a ranking says "not enough cases". */
  minimum?: number
}

/** `percentile_disc` or mean of an elapsed time or a number, over the rows whose day lies in the period. */
export interface Distribution extends Common {
  kind: 'distribution'
  dataset: string
  on: DayExpression
  where?: Condition
  of:
    | { column: string }
    | { elapsed: readonly [from: string, to: string]; in: 'days' | 'hours' }
    | { daysLate: readonly [due: string, done: string] }
  take: { percentile: number } | 'mean' | 'max'
}

/** The age in days of the longest-overdue row inside a stock. */
export interface Oldest extends Common {
  kind: 'oldest'
  dataset: string
  of: string
  since: string
}

/** A number as somebody published it, from a column of scores, indicators or targets. Never adds over units. */
export interface Reported extends Common {
  kind: 'reported'
  dataset: string
  column: string
  /** Only rows with these cells, for example one indicator code. */
  match?: Readonly<Record<string, string>>
  overTime: 'last'
  max?: number
  /** A unit without a row takes its nearest ancestor's (targets). */
  inherits?: boolean
}

/**
 * Inside the stock `of` at the end of the period, and named in the period by at least one row of another dataset whose unit is
 * that of the row or below it.
 */
export interface Matched extends Common {
  kind: 'matched'
  dataset: string
  of: string
  /** The column that the other rows name. */
  key: string
  by: { dataset: string; column: string; on: string; where: Condition }
}

/**
 * Dossiers whose due date can be checked against the time limit of their procedure, and those of them for which neither the due
 * date nor the first one known is the day that follows from it. Only a check of the source: every other measure believes the
 * source's due date.
 */
export interface DueCheck extends Common {
  kind: 'dueCheck'
  dataset: string
  on: string
  where: Condition
  /** The due day, and the first one that was ever known: moving it for the citizen's sake is no fault of the first. */
  due: string
  firstDue: string
  take: 'checked' | 'differs'
}

/** Deliveries that feeds owe by their cadence: those due in the period, those of them that came, those that came after their time. */
export interface Deliveries extends Common {
  kind: 'deliveries'
  dataset: 'feeds'
  take: 'due' | 'came' | 'late'
}

/** What is counted, as data: no SQL, no function per screen. */
export type Measure =
  | Count
  | Stock
  | DueSoon
  | Sum
  | Rate
  | Distribution
  | Oldest
  | Reported
  | Matched
  | DueCheck
  | Deliveries
