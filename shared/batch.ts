import { Type } from 'typebox'
import { BATCH_STATES } from './batch-states.ts'

const Text = Type.String()
const Maybe = Type.Union([Text, Type.Null()])

/** `error` rows never count; `warning` rows count and are shown; `notice` only informs. */
export const SEVERITIES = ['error', 'warning', 'notice'] as const
export type Severity = (typeof SEVERITIES)[number]

/** One repair for a whole group of equal faults; carried out by `PATCH answers: {[answer]: value}`. */
export const Repair = Type.Object({
  kind: Type.Enum(['unit', 'choice', 'text', 'dates', 'numbers', 'encoding', 'duplicates', 'column']),
  /** The id of the answer that carries it, for example `value:resolvingUnit:Phường 7` or `dates:dueAt`. */
  answer: Text,
  /** The likely values, best first; may be empty. */
  choices: Type.Array(
    Type.Object({
      value: Text,
      label: Text,
      /** `label` in English where it is no name; kept, never sent. */
      en: Type.Optional(Text),
    }),
  ),
  /** May another value be given: for `unit` any unit of the tree (`id`), for `text` any text? */
  open: Type.Boolean(),
})
export type Repair = Type.Static<typeof Repair>

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
  /** One repair for all rows of the group; absent where only the source can be put right. */
  repair: Type.Optional(Repair),
  /** The same in English; kept with the batch, never sent: the API puts it in place of the Vietnamese where English is asked for. */
  en: Type.Optional(Type.Object({ message: Text, suggestion: Maybe })),
})
export type Issue = Type.Static<typeof Issue>

/** Which header of which sheet was read as which column. */
export const SheetMapping = Type.Object({
  sheet: Text,
  headerRow: Type.Integer(),
  profile: Maybe,
  columns: Type.Array(
    Type.Object({
      header: Text,
      column: Maybe,
      /** Column of the sheet, from 0. */
      at: Type.Optional(Type.Integer()),
      /** Why it is read as that: said by the officer, said for an earlier file, a known form, its words, or only likely. */
      how: Type.Optional(Type.Enum(['answer', 'remembered', 'profile', 'words', 'likely'])),
      /** Columns that an unread header may mean, best first; `confidence` 0–1. */
      likely: Type.Optional(Type.Array(Type.Object({ column: Text, confidence: Type.Number() }))),
    }),
  ),
  /** Equal headers in equal order have equal fingerprints: what was said of one file holds for the next. */
  fingerprint: Type.Optional(Text),
  /** Rows that the officer's program hides; they are read like all others. */
  hiddenRows: Type.Optional(Type.Integer()),
  /** Why the sheet was not read. */
  skipped: Type.Optional(Text),
  /** `skipped` in English; kept, never sent. */
  en: Type.Optional(Type.Object({ skipped: Text })),
  /** The period that the sheet's rows speak of, where the file's cells do not say. */
  period: Type.Optional(Text),
})
export type SheetMapping = Type.Static<typeof SheetMapping>

/** What the officer has to say before the batch can be read, with the likely answers. */
export const Question = Type.Object({
  id: Text,
  text: Text,
  choices: Type.Array(
    Type.Object({
      value: Text,
      label: Text,
      /** `label` in English; kept, never sent. */
      en: Type.Optional(Text),
      /** How the first lines of the file read under this answer. */
      preview: Type.Optional(Type.Array(Text)),
    }),
  ),
  /** The choice that the file itself speaks for. */
  likely: Type.Optional(Text),
  /** `text` in English; kept, never sent. */
  en: Type.Optional(Text),
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
    /** Who made it count: the second person, where two had to agree. */
    committedBy: Type.Optional(Text),
    withdrawnSeq: Type.Optional(Type.Integer()),
    reason: Type.Optional(Text),
    sample: Type.Boolean(),
    /** What was answered, by question or repair. */
    answers: Type.Optional(Type.Record(Text, Text)),
    /** Which of those answers were remembered from earlier files of the feed. */
    remembered: Type.Optional(Type.Array(Text)),
    /** How the bytes were read: `csv`, `xlsx`, `xls`, `ods`, `html`, `json`, `geojson`; encoding and separator of a text. */
    format: Type.Optional(Type.Object({ kind: Text, encoding: Type.Optional(Text), delimiter: Type.Optional(Text) })),
    /** Asked to be made to count by this person; waits for a second one. */
    approval: Type.Optional(
      Type.Object({ by: Text, at: Text, dropRejected: Type.Boolean(), reason: Type.Optional(Text) }),
    ),
    /** The same bytes counted before: that delivery's receipt says when. */
    sameAs: Type.Optional(Type.Object({ batch: Text, seq: Type.Integer(), committedAt: Text })),
    /** Are its bytes still here, so that it can be repaired, looked at, or given back with its faults marked? */
    hasBytes: Type.Optional(Type.Boolean()),
    problem: Type.Optional(
      Type.Object({
        code: Text,
        title: Text,
        detail: Type.Optional(Text),
        status: Type.Integer(),
        /** The same in English; kept, never sent. */
        en: Type.Optional(Type.Object({ title: Text, detail: Type.Optional(Text) })),
      }),
    ),
  },
  { $id: 'Batch' },
)
export type Batch = Type.Static<typeof Batch>

/**
 * Something in the effect that an officer should not overlook (V10).
 *
 * `jump`: a figure over ten times or under a tenth of its usual month · `doubled`: nearly all rows are new although the month
 * already had about as many · `otherMonth`: the rows speak of another month than the delivery or its feed usually does ·
 * `nothingNew`: every row is known already · `closes`: a large part of what is held would be closed.
 */
export const EffectWarning = Type.Object({
  kind: Type.Enum(['jump', 'doubled', 'otherMonth', 'nothingNew', 'closes']),
  measure: Maybe,
  unit: Maybe,
  unitName: Maybe,
  period: Maybe,
  /** What it would be, and what is usual (median of the months before); rows for the kinds without measure. */
  value: Type.Union([Type.Number(), Type.Null()]),
  usual: Type.Union([Type.Number(), Type.Null()]),
  /** `otherMonth`: the month that was to be expected. */
  expected: Type.Optional(Text),
})
export type EffectWarning = Type.Static<typeof EffectWarning>

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
        /** The level of the units among which it stands. */
        level: Type.Optional(Text),
      }),
    ),
    rows: RowCounts,
    /** What looks wrong in the result, worst first: the wrong month, a doubled file, a jump against the months before. */
    warnings: Type.Optional(Type.Array(EffectWarning)),
    /** Withdrawing: later deliveries that speak of the same rows, newest first; those rows keep what these say. */
    later: Type.Optional(
      Type.Array(Type.Object({ batch: Text, feed: Text, file: Maybe, seq: Type.Integer(), rows: Type.Integer() })),
    ),
    /** Keys that the delivery closes, by unit. */
    closed: Type.Array(Type.Object({ unit: Text, unitName: Text, rows: Type.Integer() })),
  },
  { $id: 'Effect' },
)
export type Effect = Type.Static<typeof Effect>
