import { Type } from 'typebox'

const Text = Type.String()

/** `GET /api/v1/feeds/:id/memory`: what was said of earlier files of a feed, by the headers (or bytes) that it was said of. */
export const FeedMemory = Type.Object(
  {
    kinds: Type.Array(
      Type.Object({
        /** `SheetMapping.fingerprint`, or `encoding` and `legacy` for what is said of bytes. */
        fingerprint: Text,
        answers: Type.Record(Text, Text),
        /** Who said it last, and when. */
        by: Text,
        at: Text,
      }),
    ),
  },
  { $id: 'FeedMemory' },
)
export type FeedMemory = Type.Static<typeof FeedMemory>
