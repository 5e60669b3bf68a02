import { Type } from 'typebox'

/** Names of dimensions that every dataset has; each dataset adds its own (`Dataset.dimensions`). */
export const TIME_DIMENSIONS = ['day', 'week', 'month', 'quarter', 'year'] as const
export type TimeDimension = (typeof TIME_DIMENSIONS)[number]

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Name = Type.String({ minLength: 1, maxLength: 80 })

/**
 * The one question every tile, table and other system asks. No `by`: one row. `by: ["unit"]` without `level`: the direct
 * children of `unit`. Groups without rows are left out unless `empty`.
 */
export const Query = Type.Object(
  {
    measures: Type.Array(Name, { minItems: 1, maxItems: 20 }),
    by: Type.Optional(Type.Array(Name, { maxItems: 3 })),
    /** Unit id or `scheme:CODE[@date]`; default the home unit, else the root. */
    unit: Type.Optional(Name),
    level: Type.Optional(Name),
    period: Type.Union([
      Type.Object({ from: Day, to: Day }, { additionalProperties: false }),
      Type.Object({ name: Name }, { additionalProperties: false }),
      Type.Object(
        {
          last: Type.Union([
            Type.Object({ days: Type.Integer({ minimum: 1, maximum: 1830 }) }, { additionalProperties: false }),
            Type.Object({ months: Type.Integer({ minimum: 1, maximum: 60 }) }, { additionalProperties: false }),
          ]),
        },
        { additionalProperties: false },
      ),
    ]),
    where: Type.Optional(
      Type.Record(
        Type.String({ maxLength: 80 }),
        Type.Array(Type.String({ maxLength: 200 }), { minItems: 1, maxItems: 500 }),
      ),
    ),
    at: Type.Optional(
      Type.Union([
        Type.Object({ seq: Type.Integer({ minimum: 0 }) }, { additionalProperties: false }),
        Type.Object({ time: Type.String({ maxLength: 40 }) }, { additionalProperties: false }),
      ]),
    ),
    units: Type.Optional(Type.Union([Type.Literal('then'), Type.Literal('now')])),
    basis: Type.Optional(Type.Union([Type.Literal('rows'), Type.Literal('reports'), Type.Literal('best')])),
    order: Type.Optional(
      Type.Array(Type.Tuple([Name, Type.Union([Type.Literal('asc'), Type.Literal('desc')])]), { maxItems: 4 }),
    ),
    empty: Type.Optional(Type.Boolean()),
    /** With `by: ["unit"]`: cells get their place among the units shown; rates below their least number of cases are `tooFew`. */
    rank: Type.Optional(Type.Boolean()),
    /** Cells get the target that holds for their unit and period, and how they stand to it. */
    standing: Type.Optional(Type.Boolean()),
    /** Counts from 1 to one less than this, and what would give them away, are `suppressed`; for public use 5. */
    suppressBelow: Type.Optional(Type.Integer({ minimum: 2, maximum: 20 })),
    /** The tree in which `unit` is split: `main`, or a custom one such as emulation clusters. Default: all, `main` first. */
    tree: Type.Optional(Name),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
    /** Where the page before ended, as its answer said in `next`. */
    after: Type.Optional(Type.String({ maxLength: 400 })),
  },
  { $id: 'Query', additionalProperties: false },
)
export type Query = Type.Static<typeof Query>
