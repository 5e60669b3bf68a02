import { Type } from 'typebox'
import { Issue } from './batch.ts'

const Text = Type.String()
const Maybe = Type.Union([Text, Type.Null()])
const Name = Type.String({ minLength: 1, maxLength: 200 })

/** Expected every so many working days, by this local time `HH:mm`. */
export const Cadence = Type.Object(
  {
    workingDays: Type.Integer({ minimum: 1, maximum: 260 }),
    by: Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }),
  },
  { additionalProperties: false },
)
export type Cadence = Type.Static<typeof Cadence>

/** What may change of a registered feed; what is left out stays. Dataset, namespace and tree are for its life. */
export const FeedChange = Type.Object(
  {
    title: Type.Optional(Name),
    /** User name of who answers for it. */
    owner: Type.Optional(Type.Union([Name, Type.Null()])),
    cadence: Type.Optional(Type.Union([Cadence, Type.Null()])),
    mode: Type.Optional(Type.Enum(['upsert', 'replace'])),
    noDueDate: Type.Optional(Type.Enum(['unclassified', 'onTime'])),
    /** Does a second person have to agree before a file of it counts? */
    needsApproval: Type.Optional(Type.Boolean()),
    reason: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
  },
  { $id: 'FeedChange', additionalProperties: false },
)
export type FeedChange = Type.Static<typeof FeedChange>

/** `POST /api/v1/feeds`: a feed before its first delivery. */
export const FeedNew = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{0,79}$' }),
    dataset: Name,
    title: Name,
    unit: Type.Optional(Type.Union([Name, Type.Null()])),
    owner: Type.Optional(Type.Union([Name, Type.Null()])),
    /** Feeds with one namespace speak of the same dossiers; its own id when left out. */
    namespace: Type.Optional(Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{0,79}$' })),
    mode: Type.Optional(Type.Enum(['upsert', 'replace'])),
    cadence: Type.Optional(Type.Union([Cadence, Type.Null()])),
    needsApproval: Type.Optional(Type.Boolean()),
  },
  { $id: 'FeedNew', additionalProperties: false },
)
export type FeedNew = Type.Static<typeof FeedNew>

/** A month of a feed (or of one unit inside it): what came, when, and what was wrong with it. */
export const DeliveryMonth = Type.Object({
  month: Text,
  deliveries: Type.Integer(),
  onTime: Type.Integer(),
  late: Type.Integer(),
  /** Expected days of the month on which nothing came. */
  missed: Type.Integer(),
  withdrawn: Type.Integer(),
  refused: Type.Integer(),
  rows: Type.Object({ accepted: Type.Integer(), rejected: Type.Integer() }),
})
export type DeliveryMonth = Type.Static<typeof DeliveryMonth>

/** `GET /api/v1/feeds/:id/record`: the sender's mirror: what a source delivered, month by month, newest first. */
export const FeedRecord = Type.Object(
  {
    feed: Text,
    months: Type.Array(DeliveryMonth),
    /** Rules that this source breaks again and again, most rows first. */
    repeated: Type.Array(Type.Object({ rule: Text, message: Text, deliveries: Type.Integer(), rows: Type.Integer() })),
    /** Units below the feed's that should report and whether they did, for the newest period that any of them reported; null where the dataset is not reported by unit. */
    reporting: Type.Union([
      Type.Object({
        period: Text,
        expected: Type.Integer(),
        reported: Type.Integer(),
        missing: Type.Array(Type.Object({ unit: Text, unitName: Text })),
      }),
      Type.Null(),
    ]),
  },
  { $id: 'FeedRecord' },
)
export type FeedRecord = Type.Static<typeof FeedRecord>

/** What is due: a feed that should have come, comes today, or is late; for whoever answers for it. */
export const Reminder = Type.Object({
  feed: Text,
  title: Text,
  owner: Maybe,
  state: Type.Enum(['dueToday', 'late', 'silent']),
  expectedBy: Text,
  lastReceivedAt: Maybe,
})
export type Reminder = Type.Static<typeof Reminder>

/** How a feed fetches its file itself. */
export const PullSettings = Type.Object(
  {
    /** `https` only; host and port have to be on the operator's list of places (`IOC_OUTBOUND`). */
    url: Type.String({ minLength: 1, maxLength: 2000 }),
    everyMinutes: Type.Integer({ minimum: 5, maximum: 10_080 }),
    enabled: Type.Boolean(),
    /** Commit what is without faults; otherwise it waits for a person. */
    autoCommit: Type.Boolean(),
  },
  { $id: 'PullSettings', additionalProperties: false },
)
export type PullSettings = Type.Static<typeof PullSettings>

/** `GET /api/v1/feeds/:id/pull`: the settings and how the last calls went. */
export const PullStatus = Type.Object(
  {
    settings: Type.Union([PullSettings, Type.Null()]),
    lastAt: Maybe,
    /** `fetched`: a new file came · `same`: nothing new (304 or equal bytes) · `failed`: see `problem`. */
    lastOutcome: Type.Union([Type.Enum(['fetched', 'same', 'failed']), Type.Null()]),
    problem: Type.Union([Type.Object({ code: Text, title: Text, detail: Type.Optional(Text) }), Type.Null()]),
    lastBatch: Maybe,
    failures: Type.Integer(),
    nextAt: Maybe,
  },
  { $id: 'PullStatus' },
)
export type PullStatus = Type.Static<typeof PullStatus>

/** A pushed row that could not count, kept aside until somebody decides. Personal cells were dropped before it was kept. */
export const QuarantinedRow = Type.Object({
  id: Text,
  feed: Text,
  dataset: Text,
  at: Text,
  by: Text,
  /** Row of the push, from 1. */
  row: Type.Integer(),
  issues: Type.Array(Issue),
  /** Its cells under canonical names, without codes and persons. */
  cells: Type.Record(Text, Type.Union([Text, Type.Number(), Type.Boolean(), Type.Null()])),
  tries: Type.Integer(),
  state: Type.Enum(['waiting', 'counted', 'discarded']),
})
export type QuarantinedRow = Type.Static<typeof QuarantinedRow>
