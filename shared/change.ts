import { Type } from 'typebox'
import { AsOf, Cell } from './answer.ts'
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
