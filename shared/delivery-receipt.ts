import { Type } from 'typebox'
import { Effect, RowCounts } from './batch.ts'

const Text = Type.String()
const Maybe = Type.Union([Text, Type.Null()])

/** `GET /api/v1/batches/:id/receipt`: what was delivered and what it changed, to be printed and signed (biên nhận). */
export const DeliveryReceipt = Type.Object(
  {
    batch: Text,
    dataset: Text,
    feed: Type.Object({ id: Text, title: Text, owner: Maybe, unitName: Maybe }),
    file: Type.Union([Type.Object({ name: Text, size: Type.Integer(), sha256: Text }), Type.Null()]),
    period: Maybe,
    receivedAt: Text,
    receivedBy: Text,
    /** Who asked for it, where a second person agreed. */
    askedBy: Maybe,
    committedBy: Text,
    committedAt: Text,
    seq: Type.Integer(),
    reason: Maybe,
    mappingVersion: Maybe,
    rows: RowCounts,
    /** Names of columns whose cells never left the reader. */
    droppedColumns: Type.Array(Text),
    /** Headline figures right before and right after, worked out again from the ledger. */
    figures: Effect.properties.figures,
    withdrawn: Type.Union([Type.Object({ seq: Type.Integer(), at: Text, by: Text, reason: Maybe }), Type.Null()]),
    /** Names of the people above who have an account, by user name. */
    names: Type.Optional(Type.Record(Text, Text)),
    sample: Type.Boolean(),
  },
  { $id: 'DeliveryReceipt' },
)
export type DeliveryReceipt = Type.Static<typeof DeliveryReceipt>
