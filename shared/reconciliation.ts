import { Type } from 'typebox'
import { AsOf, Cell } from './answer.ts'

const Text = Type.String()
const Maybe = Type.Union([Text, Type.Null()])

/** `POST /api/v1/figures/reconciliation` (a Query without `basis`): the same count from each source that has it. */
export const Reconciliation = Type.Object(
  {
    asOf: AsOf,
    rows: Type.Array(
      Type.Object({
        unit: Maybe,
        unitName: Maybe,
        /** `2026`, `2026-Q4`, `2026-11`, a day, else `from/to`. */
        period: Text,
        measure: Text,
        /** One for each source that speaks of this unit and period; rows come first. */
        sources: Type.Array(
          Type.Object({
            /** `rows` = all row feeds together; else the feed of the reports, or of indicators that bear the measure's id. */
            feed: Text,
            title: Text,
            owner: Maybe,
            basis: Type.Union([Type.Literal('rows'), Type.Literal('reports')]),
            figure: Cell,
            /** Where it speaks of some of the units only: of how many, and what the rows say of just these. */
            units: Type.Optional(Type.Object({ spoken: Type.Integer(), all: Type.Integer(), rows: Type.Number() })),
            /** This source less the first one, in the units of which it speaks. */
            difference: Type.Union([Type.Number(), Type.Null()]),
          }),
        ),
        /** The largest difference without its sign; null with fewer than two sources. */
        difference: Type.Union([Type.Number(), Type.Null()]),
        /** Who has to explain it: the owner of the source that differs most. */
        owner: Maybe,
      }),
    ),
    next: Type.Optional(Text),
  },
  { $id: 'Reconciliation' },
)
export type Reconciliation = Type.Static<typeof Reconciliation>
