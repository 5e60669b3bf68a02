import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import { readJsonText } from './json.ts'

/** Largest JSON body, bytes. */
export const MAX_JSON = 1024 * 1024

/** Above the largest file that the intake takes, which counts for itself and says so by name. */
const MAX_FILE = 128 * 1024 * 1024

/** The only two kinds of body that are read: JSON under one strict parser, and the form that carries a file. */
export async function readBodies(app: FastifyInstance): Promise<void> {
  app.removeAllContentTypeParsers()
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: MAX_JSON }, (request, body, done) => {
    try {
      parse(request, readJsonText(body as Buffer), done)
    } catch (error) {
      done(error as Error)
    }
  })
  await app.register(multipart, {
    limits: {
      files: 1,
      fields: 10,
      parts: 20,
      fileSize: MAX_FILE,
      fieldSize: 10 * 1024,
      fieldNameSize: 100,
      headerPairs: 50,
    },
  })
}
