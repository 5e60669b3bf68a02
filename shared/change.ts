import { Type } from 'typebox'
import { AsOf, Cell, type ReceiptRow } from './answer.ts'
import { Query } from './query.ts'

const At = Type.Union([
  Type.Object({ seq: Type.Integer({ minimum: 0 }) }, { additionalProperties: false }),
  Type.Object({ time: Type.String({ maxLength: 40 }) }, { additionalProperties: false }),
])
const {
  measures: _measures,
  by: _by,
  level: _level,
  order: _order,
  empty: _empty,
  at: _at,
  ...asked
} = Query.properties

/** Why a figure differs between two readings, in the order in which the parts are taken. There is no "other". */
export const CHANGE_PARTS = [
  'clock',
  'definition',
  'calendar',
  'units',
  'switches',
  'new',
  'late',
  'correction',
  'withdrawal',
] as const
export type ChangePart = (typeof CHANGE_PARTS)[number]

/** `POST /api/v1/figures/change`: one measure, unit and period, read at two seqs or moments; without `to` the second is now. */
export const ChangeQuery = Type.Object(
  { ...asked, measure: Type.String({ minLength: 1, maxLength: 80 }), from: At, to: Type.Optional(At) },
  { additionalProperties: false },
)
export type ChangeQuery = Type.Static<typeof ChangeQuery>

/** The difference between two readings of one figure; `parts[].delta` adds up to `after − before` exactly. */
export const Change = Type.Object(
  {
    before: Type.Object({ asOf: AsOf, figure: Cell }),
    after: Type.Object({ asOf: AsOf, figure: Cell }),
    /** Null where one of the two is no figure. */
    delta: Type.Union([Type.Number(), Type.Null()]),
    parts: Type.Array(
      Type.Object({
        part: Type.Enum(CHANGE_PARTS),
        /** The figure after this part, walking from `before`. */
        value: Type.Union([Type.Number(), Type.Null()]),
        delta: Type.Union([Type.Number(), Type.Null()]),
        /** How many rows changed for this reason. */
        rows: Type.Integer(),
      }),
    ),
  },
  { $id: 'Change' },
)
export type Change = Type.Static<typeof Change>

/** `POST /api/v1/figures/change/rows`: the rows of one part, by key; `before` and `after` = does it count in each reading. */
export const ChangeRowsQuery = Type.Object(
  { ...ChangeQuery.properties, part: Type.Enum(CHANGE_PARTS) },
  { additionalProperties: false },
)
export type ChangeRowsQuery = Type.Static<typeof ChangeRowsQuery>

/**
 * A row of one part: its cells as they are (or, where it is gone, were). `batch`, `file`, `sheet`, `rowNo`, `seq`, `committedAt`
 * say what made the change; of a withdrawal, the row that was taken back. Clock, definition, calendar and units change no row: there they
 * are the row's own.
 */
export interface ChangedRow extends ReceiptRow {
  /** What it gives to the figure after the part less before it; over all rows of a count they add up to the part's delta. */
  weight: number
  /** What it gives before and after; 0 = it does not count, of a published figure the number itself. */
  before: number
  after: number
  /** Of a rate: what it gives to the numerator; absent where it never was among the hits. */
  hitsBefore?: number
  hitsAfter?: number
  seq: number
  committedAt: string
  dataset: string
  /** The cells that differ, as they were and are. */
  changed: Record<string, readonly [was: string | number | boolean | null, is: string | number | boolean | null]>
}
