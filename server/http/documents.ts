import { type TSchema, Type } from 'typebox'
import { Batch, Effect } from '../../shared/batch.ts'
import { Problem } from '../../shared/problem.ts'

/** A schema without its name: routes describe themselves whole. */
function unnamed<T extends TSchema>(schema: T): T {
  const { $id: _, ...rest } = schema as T & { $id?: string }
  return rest as unknown as T
}

export const BatchDocument = unnamed(Batch)
export const EffectDocument = unnamed(Effect)
const ProblemDocument = unnamed(Problem)

/** What a commit or withdrawal gives. */
export const Seq = Type.Object({ seq: Type.Integer() })

/** A batch in an address. */
export const IdParam = Type.Object({ id: Type.String({ pattern: '^[A-Za-z0-9_-]{1,80}$' }) })

/** The answers that a route may give, for its document: its own, and a problem for everything refused. */
export function answers<S extends number, T extends TSchema>(
  status: S,
  schema: T,
): { [K in S]: T } & { '4xx': typeof ProblemDocument; '5xx': typeof ProblemDocument } {
  const document = { [status]: unnamed(schema), '4xx': ProblemDocument, '5xx': ProblemDocument }
  return document as { [K in S]: T } & { '4xx': typeof ProblemDocument; '5xx': typeof ProblemDocument }
}

export { unnamed }
