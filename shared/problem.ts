import { Type } from 'typebox'

/** What every refused call answers, RFC 9457 `application/problem+json`; `code` is stable, texts follow Accept-Language. */
export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String({ pattern: '^IOC_[A-Z0-9_]+$' }),
    detail: Type.Optional(Type.String()),
    /** Where it happened: file, sheet, row, column, query field … */
    at: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
    /** The known names, when an unknown one was sent. */
    known: Type.Optional(Type.Array(Type.String())),
    traceId: Type.Optional(Type.String()),
  },
  { $id: 'Problem' },
)
export type Problem = Type.Static<typeof Problem>
