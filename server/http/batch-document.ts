import type { FastifyRequest } from 'fastify'
import type { Batch } from '../../shared/batch.ts'
import { issueIn, problemIn, questionIn, sheetIn } from './issue-words.ts'
import { languageOf } from './problem.ts'

/** A list names so many faults of each delivery; the delivery itself names all. */
const LISTED_ISSUES = 20

/** A delivery in the language of who asks. */
export function toDocument(batch: Batch, { headers }: Pick<FastifyRequest, 'headers'>): Batch {
  const language = languageOf(headers['accept-language'])
  return {
    ...batch,
    issues: batch.issues.map((issue) => issueIn(issue, language)),
    mapping: batch.mapping.map((sheet) => sheetIn(sheet, language)),
    ...(batch.questions && { questions: batch.questions.map((question) => questionIn(question, language)) }),
    ...(batch.problem && { problem: problemIn(batch.problem, language) }),
  }
}

/** The same as one of many. */
export function toListed(batch: Batch, request: Pick<FastifyRequest, 'headers'>): Batch {
  return toDocument({ ...batch, issues: batch.issues.slice(0, LISTED_ISSUES) }, request)
}
