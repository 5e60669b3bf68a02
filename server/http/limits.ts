import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyInstance } from 'fastify'
import { LimitList } from '../../shared/settings.ts'
import { refusal } from '../errors.ts'
import type { LimitName, LimitUse } from '../limits.ts'
import { answers } from './documents.ts'
import { codeOf } from './problem.ts'

/** Refusals that stand for one limit each; the rates count for themselves. */
const LIMIT_OF_CODE: Readonly<Record<string, LimitName>> = {
  IOC_BODY_TOO_LARGE: 'bodyBytes',
  IOC_MULTIPART_LIMIT: 'formParts',
  IOC_URL_TOO_LONG: 'urlChars',
  IOC_TOO_SLOW: 'answerMs',
  IOC_BUSY: 'queriesWaiting',
  IOC_QUERY_TOO_LONG: 'queryMs',
  IOC_ANSWER_TOO_LARGE: 'queryBytes',
  IOC_EXPORT_TOO_LARGE: 'exportRows',
  IOC_DISK_LOW: 'uploadFreeBytes',
}

/** Counts which limits refused somebody. */
export function countRefusals(app: FastifyInstance, use: Pick<LimitUse, 'refused'>): void {
  app.addHook('onError', async (_request, _reply, error) => {
    const name = LIMIT_OF_CODE[codeOf(error)]
    if (name) use.refused(name)
  })
}

/** Refuses answers to questions that are larger than they may be, before a byte of them is sent. */
export function limitAnswers(app: FastifyInstance, queryBytes: number): void {
  app.addHook('onSend', async ({ routeOptions: { url } }, _reply, payload) => {
    if (typeof payload !== 'string' || !url?.includes('/figures') || payload.length * 3 <= queryBytes) return payload
    if (Buffer.byteLength(payload) > queryBytes) throw refusal('IOC_ANSWER_TOO_LARGE', { limit: queryBytes })
    return payload
  })
}

/** `GET /limits`: what may be used up, how much of it is, and how often somebody was refused. */
export const limitRoutes: FastifyPluginAsyncTypebox<{ use: Pick<LimitUse, 'list'> }> = async (app, { use }) => {
  app.get(
    '/limits',
    {
      config: { policy: 'operate' },
      schema: { summary: 'Limits in force, their use and refusals', response: answers(200, LimitList) },
    },
    async () => ({ limits: use.list() }),
  )
}
