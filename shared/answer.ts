import { Type } from 'typebox'

const Text = Type.String()
const Figure = Type.Union([Type.Number(), Type.Null()])

/** Why there is no value: nobody delivered, it has no meaning here, too small to show, or too few cases to rank. */
export const NONE = ['noData', 'notApplicable', 'suppressed', 'tooFew'] as const

/** How a figure stands to its target; `noTarget` where none holds for its unit and period. */
export const STANDINGS = ['met', 'near', 'missed', 'noData', 'noTarget'] as const
export type Standing = (typeof STANDINGS)[number]

/** One figure. `value` is a fraction 0–1 for rates, with its numerator and denominator. */
export const Cell = Type.Object(
  {
    value: Figure,
    numerator: Type.Optional(Type.Number()),
    denominator: Type.Optional(Type.Number()),
    n: Type.Optional(Type.Number()),
    /** Wilson interval, 95 %. */
    low: Type.Optional(Type.Number()),
    high: Type.Optional(Type.Number()),
    estimated: Type.Optional(Type.Boolean()),
    basis: Type.Optional(Type.Union([Type.Literal('rows'), Type.Literal('reports'), Type.Literal('mixed')])),
    /** The period that a `last` figure really stands for. */
    period: Type.Optional(Type.String()),
    none: Type.Optional(Type.Enum(NONE)),
    /** Place among the units shown, ties shared (1, 2, 2, 4); absent where the cell is not ranked. */
    rank: Type.Optional(Type.Object({ place: Type.Integer(), of: Type.Integer(), tied: Type.Boolean() })),
    target: Type.Optional(Type.Number()),
    standing: Type.Optional(Type.Enum(STANDINGS)),
  },
  { $id: 'Cell' },
)
export type Cell = Type.Static<typeof Cell>

/** Dimension keys beside cells under their measure's id. */
export const FigureRow = Type.Record(Text, Type.Union([Text, Type.Null(), Cell]))
export type FigureRow = Record<string, string | null | Cell>

/** A feed as it matters to a figure: how fresh it is and until which day it speaks. */
export const SourceState = Type.Object({
  feed: Text,
  title: Text,
  dataset: Text,
  lastReceivedAt: Type.Union([Text, Type.Null()]),
  expectedBy: Type.Union([Text, Type.Null()]),
  state: Type.Union([Type.Literal('onTime'), Type.Literal('late'), Type.Literal('silent'), Type.Literal('never')]),
  coversTo: Type.Union([Text, Type.Null()]),
  sample: Type.Boolean(),
})
export type SourceState = Type.Static<typeof SourceState>

/** As of which state of the ledger and which moment an answer holds. */
export const AsOf = Type.Object({ seq: Type.Integer(), now: Text, committedAt: Type.Union([Text, Type.Null()]) })
export type AsOf = Type.Static<typeof AsOf>

export const Answer = Type.Object(
  { asOf: AsOf, rows: Type.Array(FigureRow), next: Type.Optional(Text), sources: Type.Array(SourceState) },
  { $id: 'Answer' },
)
export interface Answer {
  asOf: AsOf
  rows: FigureRow[]
  next?: string
  sources: SourceState[]
}

/** The rows behind one figure, with where each came from and how much of it counts. */
export const RowsAnswer = Type.Object(
  {
    asOf: AsOf,
    total: Type.Number(),
    purged: Type.Optional(Type.Integer()),
    rows: Type.Array(Type.Record(Text, Type.Unknown())),
    next: Type.Optional(Text),
  },
  { $id: 'RowsAnswer' },
)
export interface RowsAnswer {
  asOf: AsOf
  /** How many rows there are, or their weighted sum; equals the figure (for rates: the denominator). */
  total: number
  /** Rows among them that are not listed: their identity was erased since their time was over. */
  purged?: number
  rows: ReceiptRow[]
  next?: string
}

/** A canonical row with its origin. `key` is the row's opaque key, never a dossier code. */
export interface ReceiptRow {
  key: string
  weight: number
  batch: string
  file: string | null
  sheet: string | null
  rowNo: number
  [column: string]: unknown
}
