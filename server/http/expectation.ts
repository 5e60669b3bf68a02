import type { FastifyInstance } from 'fastify'

/**
 * Whoever announces a body and waits for leave (`Expect: 100-continue`, as curl does with files) sends it only once he was let
 * in: a refused upload costs nobody its bytes. Register it after the guard.
 */
export function awaitAdmission(app: FastifyInstance): void {
  app.server.on('checkContinue', (request, answer) => app.routing(request, answer))
  app.addHook('onRequest', async ({ raw }, reply) => {
    if (raw.headers.expect?.toLowerCase() === '100-continue') reply.raw.writeContinue()
  })
}
