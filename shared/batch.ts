import { Type } from 'typebox'
import { BATCH_STATES } from './batch-states.ts'

const Text = Type.String()
const Maybe = Type.Union([Text, Type.Null()])

/** `error` rows never count; `warning` rows count and are shown; `notice` only informs. */
export const SEVERITIES = ['error', 'warning', 'notice'] as const
export type Severity = (typeof SEVERITIES)[number]

/** All rows that break one rule with one value of one column, as one fault with one repair. */
export const Issue = Type.Object({
  /** Stable id, for example `V4` or `unit.unknown`; `docs/rules.md` lists them. */
  rule: Text,
  severity: Type.Enum(SEVERITIES),
  params: Type.Record(Text, Type.Union([Text, Type.Number()])),
  sheet: Maybe,
  column: Maybe,
  value: Maybe,
  /** How many rows. */
  rows: Type.Integer(),
  /** The first few row numbers as the officer's program shows them, from 1. */
  firstRows: Type.Array(Type.Integer()),
  message: Text,
  suggestion: Maybe,
})
export type Issue = Type.Static<typeof Issue>

/** Which header of which sheet was read as which column. */
export const SheetMapping = Type.Object({
  sheet: Text,
  headerRow: Type.Integer(),
  profile: Maybe,
  columns: Type.Array(Type.Object({ header: Text, column: Maybe })),
  skipped: Type.Optional(Text),
  /** The period that the sheet's rows speak of, where the file's cells do not say. */
  period: Type.Optional(Text),
})
export type SheetMapping = Type.Static<typeof SheetMapping>

/** What the officer has to say before the batch can be read, with the likely answers. */
export const Question = Type.Object({
  id: Text,
  text: Text,
  choices: Type.Array(Type.Object({ value: Text, label: Text })),
})
export type Question = Type.Static<typeof Question>

export const RowCounts = Type.Object({
  read: Type.Integer(),
  accepted: Type.Integer(),
  rejected: Type.Integer(),
  new: Type.Integer(),
  changed: Type.Integer(),
  unchanged: Type.Integer(),
  /** Older than what is held: recorded, not counted. */
  stale: Type.Integer(),
  /** Held before, missing from a `replace` delivery: will be closed. */
  closed: Type.Integer(),
})
export type RowCounts = Type.Static<typeof RowCounts>

/** One delivery, as the API shows it. */
export const Batch = Type.Object(
  {
    id: Text,
    dataset: Text,
    feed: Text,
    state: Type.Enum(BATCH_STATES),
    file: Type.Union([Type.Object({ name: Text, size: Type.Integer(), sha256: Text }), Type.Null()]),
    period: Maybe,
    extractedAt: Maybe,
    receivedAt: Text,
    receivedBy: Text,
    rows: RowCounts,
    issues: Type.Array(Issue),
    mapping: Type.Array(SheetMapping),
    mappingVersion: Maybe,
    droppedColumns: Type.Array(Text),
    questions: Type.Optional(Type.Array(Question)),
    seq: Type.Optional(Type.Integer()),
    committedAt: Type.Optional(Text),
    withdrawnSeq: Type.Optional(Type.Integer()),
    reason: Type.Optional(Text),
    sample: Type.Boolean(),
    problem: Type.Optional(
      Type.Object({ code: Text, title: Text, detail: Type.Optional(Text), status: Type.Integer() }),
    ),
  },
  { $id: 'Batch' },
)
export type Batch = Type.Static<typeof Batch>

/** What the wall will say if a batch is committed (or withdrawn) now. */
export const Effect = Type.Object(
  {
    seq: Type.Integer(),
    figures: Type.Array(
      Type.Object({
        measure: Text,
        unit: Text,
        unitName: Text,
        period: Text,
        before: Type.Union([Type.Number(), Type.Null()]),
        after: Type.Union([Type.Number(), Type.Null()]),
      }),
    ),
    ranks: Type.Array(
      Type.Object({
        measure: Text,
        unit: Text,
        unitName: Text,
        before: Type.Union([Type.Integer(), Type.Null()]),
        after: Type.Union([Type.Integer(), Type.Null()]),
        of: Type.Integer(),
      }),
    ),
    rows: RowCounts,
    /** Keys that the delivery closes, by unit. */
    closed: Type.Array(Type.Object({ unit: Text, unitName: Text, rows: Type.Integer() })),
  },
  { $id: 'Effect' },
)
export type Effect = Type.Static<typeof Effect>
