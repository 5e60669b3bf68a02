import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { SheetWindow } from '../../shared/sheet-window.ts'
import type { DeliveredFiles } from '../delivered-files.ts'
import { askerOf } from './asker.ts'
import { answers, IdParam } from './documents.ts'
import { Switch } from './parameters.ts'

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const USUAL_ROWS = 40

export interface BatchFileParts {
  files: DeliveredFiles
  /** How long a file may take to be looked at, its turn included. */
  timeoutMs: number
}

/** `/batches/:id/workbook` and `/batches/:id/sheet`: the officer's own file, with its faults in it. */
export const batchFileRoutes: FastifyPluginAsyncTypebox<BatchFileParts> = async (app, { files, timeoutMs }) => {
  app.get(
    '/batches/:id/workbook',
    {
      config: { policy: 'upload' },
      handlerTimeout: timeoutMs,
      schema: {
        summary: 'The delivered file as XLSX with its faulty cells marked, for as long as its bytes are kept',
        produces: [WORKBOOK],
        params: IdParam,
      },
    },
    async (request, reply) => {
      const { name, size, stream } = await files.workbook(request.params.id, request.scope, askerOf(request, reply))
      return reply
        .type(WORKBOOK)
        .header('content-length', size)
        .header('content-disposition', `attachment; filename="loi.xlsx"; filename*=UTF-8''${encodedName(name)}`)
        .send(stream)
    },
  )

  app.get(
    '/batches/:id/sheet',
    {
      config: { policy: 'batches' },
      handlerTimeout: timeoutMs,
      schema: {
        summary: 'Some rows of the delivered file with their faults; personal columns are never shown',
        params: IdParam,
        querystring: Type.Object(
          {
            sheet: Type.Optional(Type.String({ pattern: '^\\d{1,3}$' })),
            from: Type.Optional(Type.String({ pattern: '^[1-9]\\d{0,6}$' })),
            rows: Type.Optional(Type.String({ pattern: '^([1-9]\\d?|100)$' })),
            faulty: Type.Optional(Switch),
          },
          { additionalProperties: false },
        ),
        response: answers(200, SheetWindow),
      },
    },
    async (request, reply) => {
      const { sheet = '0', from = '1', rows = String(USUAL_ROWS), faulty } = request.query
      const asked = { sheet: Number(sheet), from: Number(from), rows: Number(rows), faulty: faulty === '1' }
      return files.window(request.params.id, asked, request.scope, askerOf(request, reply))
    },
  )
}

/** A file name as RFC 5987 wants it. */
function encodedName(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
