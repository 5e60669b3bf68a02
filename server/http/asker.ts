import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * Aborts when nobody waits for the answer any more: the caller has hung up, or the time of the route is over. The
 * framework's own signal aborts as soon as a body has been read.
 */
export function askerOf({ routeOptions }: FastifyRequest, reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort()
  })
  const timeoutMs = routeOptions.handlerTimeout ?? 0
  return timeoutMs > 0 ? AbortSignal.any([gone.signal, AbortSignal.timeout(timeoutMs)]) : gone.signal
}
