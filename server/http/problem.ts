import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { Issue } from '../../shared/batch.ts'
import type { Problem } from '../../shared/problem.ts'
import { ERRORS } from '../errors.ts'
import { findFieldFault } from './field-fault.ts'
import { type Language, rejectedIn } from './issue-words.ts'

/** What an error may carry beside its code: the stages name places and known names in the same words. */
interface Carried {
  code?: string
  message?: string
  at?: Record<string, string | number>
  params?: Record<string, string | number>
  known?: readonly string[]
  rejected?: unknown
}

/** How the framework's own refusals are called here. */
const FRAMEWORK: Record<string, string> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'IOC_MEDIA_TYPE',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'IOC_MEDIA_TYPE',
  FST_ERR_CTP_BODY_TOO_LARGE: 'IOC_BODY_TOO_LARGE',
  FST_REQ_FILE_TOO_LARGE: 'IOC_FILE_TOO_LARGE',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'IOC_BAD_JSON',
  FST_ERR_CTP_INVALID_JSON_BODY: 'IOC_BAD_JSON',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'IOC_BAD_REQUEST',
  FST_PROTO_VIOLATION: 'IOC_BAD_REQUEST',
  FST_PARTS_LIMIT: 'IOC_MULTIPART_LIMIT',
  FST_FILES_LIMIT: 'IOC_MULTIPART_LIMIT',
  FST_FIELDS_LIMIT: 'IOC_MULTIPART_LIMIT',
  FST_ERR_BAD_URL: 'IOC_NOT_FOUND',
  FST_ERR_HANDLER_TIMEOUT: 'IOC_TOO_SLOW',
}

/** Vietnamese unless the reader prefers English. */
export function languageOf(header: string | undefined): Language {
  const weights: Record<string, number> = {}
  for (const part of (header ?? '').slice(0, 200).split(',')) {
    const [tag = '', ...options] = part.trim().toLowerCase().split(';')
    const quality = options.map((option) => /^\s*q=([\d.]+)$/.exec(option)?.[1]).find((value) => value !== undefined)
    const language = tag.split('-')[0] ?? ''
    weights[language] = Math.max(weights[language] ?? 0, quality === undefined ? 1 : Number(quality))
  }
  return (weights.en ?? 0) > (weights.vi ?? 0) ? 'en' : 'vi'
}

/** The code under which an error is told to the caller; what has no name of ours is `IOC_INTERNAL`. */
export function codeOf(error: unknown): string {
  const { code, validation, statusCode } = error as Partial<FastifyError>
  if (validation) return 'IOC_BAD_REQUEST'
  if (code !== undefined && ERRORS[code]) return code
  if (code !== undefined && FRAMEWORK[code]) return FRAMEWORK[code]
  if (error instanceof SyntaxError && statusCode === 400) return 'IOC_BAD_JSON'
  if (isGone(error)) return 'IOC_BAD_REQUEST'
  return 'IOC_INTERNAL'
}

/** The sender went away, or was sent away, in the middle of his body: nobody hears what is said to that. */
function isGone(error: unknown): boolean {
  const { code, message } = error as Partial<FastifyError>
  return code === 'ECONNRESET' && message === 'aborted'
}

/** The problem answer of an error: stable code, texts in the reader's language, never a stack, path or SQL. */
export function toProblem(error: unknown, language: Language, traceId: string): Problem & { rejected?: unknown } {
  const code = codeOf(error)
  const text = ERRORS[code]!
  const fault = findFieldFault(error, language)
  const carried = error as Carried
  const at = fault?.at ?? carried.at ?? carried.params
  const known = fault?.known ?? carried.known
  const detail = detailOf(code, language, { ...at, reason: carried.message ?? '' }, fault?.sentence, carried)
  return {
    type: `/docs/errors#${code}`,
    title: text.title[language],
    status: text.status,
    code,
    ...(detail && { detail }),
    ...(at && { at }),
    ...(known && { known: [...known] }),
    ...(carried.rejected !== undefined &&
      code !== 'IOC_INTERNAL' && { rejected: inOneLanguage(carried.rejected, language) }),
    traceId,
  }
}

function detailOf(
  code: string,
  language: Language,
  places: Record<string, string | number>,
  sentence: string | undefined,
  { message }: Carried,
): string | undefined {
  if (sentence) return sentence
  const template = ERRORS[code]?.detail?.[language]
  if (template) {
    const values = ERRORS[code]?.values
    const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = String(places[name] ?? '')
      return (values && Object.hasOwn(values, value) && values[value]?.[language]) || value
    })
    return /\p{L}/u.test(filled) ? filled : undefined
  }
  if (code === 'IOC_INTERNAL' || message === undefined || message === ERRORS[code]?.title.en) return undefined
  // The stages write their sentence in one language: it is shown to those who read that one.
  const isVietnamese = /[\u00c0-\u1ef9]/.test(message)
  return isVietnamese === (language === 'vi') ? message : undefined
}

/** Refused rows are carried in both languages; each reader is told in his own. */
function inOneLanguage(rejected: unknown, language: Language): unknown {
  return Array.isArray(rejected) ? rejectedIn(rejected as { issues: Issue[] }[], language) : rejected
}

/** Sends a refusal as `application/problem+json` and logs those that are our fault. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(error, languageOf(request.headers['accept-language']), request.id)
  if (problem.code === 'IOC_INTERNAL') request.log.error({ err: error, traceId: request.id }, 'unexpected error')
  const retryAfterS = (error as { retryAfterS?: number }).retryAfterS ?? (problem.status === 503 ? 2 : undefined)
  if (retryAfterS !== undefined) reply.header('retry-after', retryAfterS)
  return reply
    .code(problem.status)
    .header('content-language', languageOf(request.headers['accept-language']))
    .header('vary', 'accept-language')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem))
}
