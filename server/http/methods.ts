import type { FastifyInstance } from 'fastify'
import { refusal } from '../errors.ts'
import type { DeclaredRoute } from './guard.ts'
import { sendProblem } from './problem.ts'

/** What is said where nothing is: 405 with the methods that the address does take, else 404. */
export function refuseTheRest(app: FastifyInstance, routes: readonly DeclaredRoute[]): void {
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply))
  app.setNotFoundHandler((request, reply) => {
    const path = (request.raw.url ?? '').split('?')[0] ?? ''
    const methods = routes
      .filter(({ url }) => !url.includes('*') && toPattern(url).test(path))
      .map(({ method }) => method)
    if (methods.length > 0 && !methods.includes(request.method)) {
      reply.header('allow', [...new Set(methods)].join(', '))
      return sendProblem(refusal('IOC_METHOD'), request, reply)
    }
    return sendProblem(refusal('IOC_NOT_FOUND'), request, reply)
  })
}

function toPattern(url: string): RegExp {
  const parts = url
    .split('/')
    .map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
  return new RegExp(`^${parts.join('/')}$`)
}
