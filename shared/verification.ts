import { Type } from 'typebox'

const Text = Type.String()

/** `POST /api/v1/verification`, `npm run ioc -- verify`: every rollup recounted from the rows. */
export const Verification = Type.Object(
  {
    seq: Type.Integer(),
    /** How many counters and cells (unit × day) were compared, and over how many rows. */
    counters: Type.Integer(),
    cells: Type.Integer(),
    rows: Type.Integer(),
    tookMs: Type.Number(),
    /** Empty when all is well; the first 100 else. */
    differences: Type.Array(
      Type.Object({ counter: Text, unit: Text, day: Text, held: Type.Number(), recounted: Type.Number() }),
    ),
    /** Rules of the ledger that do not hold, in words; empty when all do. */
    faults: Type.Array(Text),
  },
  { $id: 'Verification' },
)
export type Verification = Type.Static<typeof Verification>
