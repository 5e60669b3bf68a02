import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { DATASETS, findDataset } from '../../shared/datasets/list.ts'
import { refusal } from '../errors.ts'
import { DatasetName } from './parameters.ts'
import { toWorkbook } from './workbook.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** `GET /datasets/:dataset/template.csv|xlsx`: an empty file with the headers that the dataset understands. */
export const templateRoutes: FastifyPluginAsyncTypebox = async (app) => {
  for (const kind of ['csv', 'xlsx'] as const) {
    app.get(
      `/datasets/:dataset/template.${kind}`,
      {
        config: { policy: 'feeds' },
        schema: {
          summary: `Empty ${kind.toUpperCase()} file with Vietnamese headers`,
          params: Type.Object({ dataset: DatasetName }),
        },
      },
      async ({ params }, reply) => {
        const headers = headersOf(params.dataset)
        reply.header('content-disposition', `attachment; filename="mau-${params.dataset}.${kind}"`)
        if (kind === 'csv')
          return reply.type('text/csv; charset=utf-8').send(`\uFEFF${headers.map(quoted).join(';')}\r\n`)
        return reply.type(XLSX).send(toWorkbook(params.dataset, [headers]))
      },
    )
  }
}

function headersOf(id: string): string[] {
  const dataset = findDataset(id)
  if (!dataset)
    throw refusal(
      'IOC_UNKNOWN_DATASET',
      { dataset: id },
      DATASETS.map((known) => known.id),
    )
  return dataset.columns.filter((column) => !column.derived).map((column) => column.title.vi)
}

function quoted(text: string): string {
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
