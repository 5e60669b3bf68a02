import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'

/** The reader's page is the library's own, whose scripts carry no nonce: they come from here, and no other run. */
const READER_CSP =
  "default-src 'self'; script-src 'self'; script-src-attr 'none'; style-src 'self' 'unsafe-inline'; style-src-attr 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"

/** Begins to collect what the routes say of themselves; register it before any route. */
export async function describeRoutes(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Toàn Cảnh', description: 'Open smart-city operations centre', version },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          session: { type: 'apiKey', in: 'cookie', name: 'ioc_session' },
        },
      },
      security: [{ bearer: [] }, { session: [] }],
    },
  })
}

/** `/openapi.json`, and `/docs` to read it, for those who are signed in; nothing is asked from outside. */
export async function serveDocument(app: FastifyInstance): Promise<void> {
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    uiConfig: { deepLinking: true },
    validatorUrl: false,
    staticCSP: READER_CSP,
  })
  app.get('/openapi.json', { config: { policy: 'wall' }, schema: { hide: true } }, async () => app.swagger())
}
