import { Type } from 'typebox'
import { AsOf, Cell, SourceState } from './answer.ts'

const Text = Type.String()
const Words = Type.Object({ vi: Text, en: Text })

/** A measure as it was defined at the seq of an answer, in words a report can quote. */
export const Definition = Type.Object({
  id: Text,
  title: Words,
  /** What is counted, or what is divided by what. */
  formula: Words,
  unitOfMeasure: Text,
  version: Type.Integer(),
  validFrom: Text,
  /** Law, article and date. */
  source: Text,
  /** Of a rate: the measures above and below the line. */
  numerator: Type.Array(Text),
  denominator: Type.Array(Text),
})
export type Definition = Type.Static<typeof Definition>

/** A feed that a figure was counted from, and its last delivery that counted at the seq. */
export const ReceiptFeed = Type.Object({
  ...SourceState.properties,
  owner: Type.Union([Text, Type.Null()]),
  /** Rows of this feed that count in the figure. */
  rows: Type.Integer(),
  lastBatch: Type.Union([
    Type.Object({ id: Text, file: Type.Union([Text, Type.Null()]), seq: Type.Integer(), committedAt: Text }),
    Type.Null(),
  ]),
})
export type ReceiptFeed = Type.Static<typeof ReceiptFeed>

/** Rows that stand near a figure and do not count in it, by the reason. */
export const LeftOut = Type.Object({
  /** Stable id, for example `noDueDate`, `notAccepted`, `rejected`, `stale`, `noUnit`, `otherBasis`. */
  reason: Text,
  text: Words,
  rows: Type.Integer(),
  /** Of `rejected`: by which rule of `docs/rules.md`; a row that breaks several is counted with each. */
  rules: Type.Optional(Type.Array(Type.Object({ rule: Text, rows: Type.Integer() }))),
})
export type LeftOut = Type.Static<typeof LeftOut>

/** `POST /api/v1/figures/receipt`: where one figure comes from. The rows themselves are pages of `/figures/rows`. */
export const Receipt = Type.Object(
  {
    asOf: AsOf,
    definition: Definition,
    unit: Type.Union([Type.Object({ id: Text, name: Text }), Type.Null()]),
    period: Type.Object({ from: Text, to: Text }),
    /** The unit tree that it was counted in: seq of its last change, and `then` or `now`. */
    tree: Type.Object({ seq: Type.Integer(), units: Type.Union([Type.Literal('then'), Type.Literal('now')]) }),
    figure: Cell,
    /** How many rows count, and their weighted sum; of a rate the denominator's, with the numerator as `hits`. */
    counted: Type.Object({
      rows: Type.Integer(),
      weight: Type.Number(),
      hits: Type.Optional(Type.Number()),
      /** Of the rows: those whose identity was erased since their time was over; they count and are not listed. */
      purged: Type.Optional(Type.Integer()),
    }),
    leftOut: Type.Array(LeftOut),
    feeds: Type.Array(ReceiptFeed),
    /** Of a published figure: the very row that it was taken from. */
    published: Type.Optional(
      Type.Object({
        feed: Text,
        batch: Text,
        file: Type.Union([Text, Type.Null()]),
        sheet: Type.Union([Text, Type.Null()]),
        rowNo: Type.Integer(),
        unit: Text,
        from: Text,
        to: Text,
      }),
    ),
  },
  { $id: 'Receipt' },
)
export type Receipt = Type.Static<typeof Receipt>
