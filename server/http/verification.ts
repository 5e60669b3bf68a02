import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Verification } from '../../shared/verification.ts'
import type { Figures } from '../figures/figures.ts'
import { answers } from './documents.ts'

/** Several readings of all rows, each cut after four minutes. */
const TIMEOUT_MS = 300_000

/** `POST /verification`: recounts every rollup from the rows, and tries the rules of the ledger. */
export const verificationRoutes: FastifyPluginAsyncTypebox<{ figures: Pick<Figures, 'verify'> }> = async (
  app,
  { figures },
) => {
  let running: Promise<Verification> | null = null
  app.post(
    '/verification',
    {
      config: { policy: 'operate' },
      handlerTimeout: TIMEOUT_MS,
      schema: { summary: 'Recount every rollup from the rows', response: answers(200, Verification) },
    },
    async () => {
      // Who asks meanwhile hears of the recount that runs: two at once would only slow each other.
      running ??= figures.verify().finally(() => {
        running = null
      })
      return running
    },
  )
}
