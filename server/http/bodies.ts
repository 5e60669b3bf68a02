import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import type { Limits } from '../limits.ts'
import { readJsonText } from './json.ts'

/** The only two kinds of body that are read: JSON under one strict parser, and the form that carries a file. */
export async function readBodies(app: FastifyInstance, limits: Limits): Promise<void> {
  app.removeAllContentTypeParsers()
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: limits.bodyBytes },
    (request, body, done) => {
      try {
        parse(request, readJsonText(body as Buffer, limits), done)
      } catch (error) {
        done(error as Error)
      }
    },
  )
  await app.register(multipart, {
    limits: {
      files: limits.formFiles,
      fields: limits.formFields,
      parts: limits.formParts,
      // One more than the largest file that the intake takes, which counts for itself and says so by name.
      fileSize: 1 + Math.max(limits.csvBytes, limits.xlsxBytes, limits.jsonBytes, limits.geojsonBytes),
      fieldSize: limits.formFieldBytes,
      fieldNameSize: limits.formNameBytes,
      headerPairs: limits.formHeaderPairs,
    },
  })
}
