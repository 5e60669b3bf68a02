import type { FastifyRequest } from 'fastify'
import type { Batch } from '../../shared/batch.ts'
import { languageOf } from './problem.ts'

/** A list names so many faults of each delivery; the delivery itself names all. */
const LISTED_ISSUES = 20

/** A delivery in the language of who asks. */
export function toDocument(batch: Batch, { headers }: Pick<FastifyRequest, 'headers'>): Batch {
  const english = languageOf(headers['accept-language']) === 'en'
  const issues = batch.issues.map(({ en, ...issue }) => (english && en ? { ...issue, ...en } : issue))
  const questions = batch.questions?.map(({ en, ...question }) =>
    english && en !== undefined ? { ...question, text: en } : question,
  )
  return { ...batch, issues, ...(questions && { questions }) }
}

/** The same as one of many. */
export function toListed(batch: Batch, request: Pick<FastifyRequest, 'headers'>): Batch {
  return toDocument({ ...batch, issues: batch.issues.slice(0, LISTED_ISSUES) }, request)
}
