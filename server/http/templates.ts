import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Dataset } from '../../shared/datasets/dataset.ts'
import { DATASETS, findDataset } from '../../shared/datasets/list.ts'
import { calendarPeriod, dayOf } from '../../shared/period.ts'
import type { Scope } from '../../shared/roles.ts'
import { unitsBelow } from '../../shared/unit-cover.ts'
import { childrenOn, findUnit } from '../../shared/unit-lookup.ts'
import { nameOn } from '../../shared/units.ts'
import type { Clock } from '../clock.ts'
import { refusal } from '../errors.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { DatasetName, PeriodName, UnitName } from './parameters.ts'
import { type TemplateFor, templateColumns, templateSheets } from './template-sheets.ts'
import { toWorkbook } from './workbook.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** The most units that a template lists. */
const MOST_UNITS = 1_000

export interface TemplateParts {
  ledger: Ledger
  clock: Clock
  home: () => Promise<string | null>
}

/** `GET /datasets/:dataset/template.csv|xlsx`: a file to fill in, with the headers, words, units and period that the officer needs. */
export const templateRoutes: FastifyPluginAsyncTypebox<TemplateParts> = async (app, parts) => {
  const params = Type.Object({ dataset: DatasetName })
  app.get(
    '/datasets/:dataset/template.csv',
    { config: { policy: 'feeds' }, schema: { summary: 'Empty CSV file with Vietnamese headers', params } },
    async ({ params }, reply) => {
      const headers = templateColumns(datasetOf(params.dataset)).map(({ title }) => title.vi)
      reply.header('content-disposition', `attachment; filename="mau-${params.dataset}.csv"`)
      return reply.type('text/csv; charset=utf-8').send(`\uFEFF${headers.map(quoted).join(';')}\r\n`)
    },
  )
  app.get(
    '/datasets/:dataset/template.xlsx',
    {
      config: { policy: 'feeds' },
      schema: {
        summary: 'XLSX file with drop-down lists, notes, and the lines of a unit and period filled in',
        params,
        querystring: Type.Object(
          { unit: Type.Optional(UnitName), period: Type.Optional(PeriodName) },
          { additionalProperties: false },
        ),
      },
    },
    async ({ params, query, scope }, reply) => {
      const dataset = datasetOf(params.dataset)
      const asked: TemplateFor = {
        units: await unitNames(query.unit, scope, parts),
        period: query.period === undefined ? null : calendarPeriod(query.period),
        periodName: query.period ?? null,
      }
      const name = [params.dataset, query.period].filter(Boolean).join('-')
      reply.header('content-disposition', `attachment; filename="mau-${name}.xlsx"`)
      return reply.type(XLSX).send(toWorkbook(templateSheets(dataset, asked)))
    },
  )
}

function datasetOf(id: string): Dataset {
  const dataset = findDataset(id)
  if (dataset) return dataset
  throw refusal(
    'IOC_UNKNOWN_DATASET',
    { dataset: id },
    DATASETS.map((known) => known.id),
  )
}

/** The unit that the template is for and those directly below it: the one asked for, the caller's own, else the home unit. */
async function unitNames(
  asked: string | undefined,
  scope: Scope,
  { ledger, clock, home }: TemplateParts,
): Promise<string[]> {
  const set = await ledger.units((await ledger.head()).seq)
  const today = dayOf(clock.now())
  const own = scope.units === 'all' ? [await home()] : scope.units
  const top = asked === undefined ? own : [findUnit(set, asked, today)?.id ?? unknown(asked)]
  const seen = scope.units === 'all' ? null : unitsBelow(set, scope.units)
  const tops = top.filter((id): id is string => id !== null)
  if (seen !== null && tops.some((id) => !seen.has(id))) throw refusal('IOC_UNIT_NOT_YOURS', { unit: asked ?? '' })
  const units = tops.flatMap((id) => [
    ...(set.units.get(id) ? [id] : []),
    ...childrenOn(set, id, today).map((unit) => unit.id),
  ])
  return [...new Set(units)].slice(0, MOST_UNITS).flatMap((id) => {
    const unit = set.units.get(id)
    return unit ? [nameOn(unit, today)] : []
  })
}

function unknown(unit: string): never {
  throw refusal('IOC_UNKNOWN_UNIT', { unit })
}

function quoted(text: string): string {
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
