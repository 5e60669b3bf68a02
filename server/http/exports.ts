import { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Answer, FigureRow, RowsAnswer } from '../../shared/answer.ts'
import type { AuditAction } from '../../shared/audit.ts'
import { BOM, csvLines } from '../../shared/csv.ts'
import { figureLines } from '../../shared/csv-figures.ts'
import { headingLines } from '../../shared/csv-heading.ts'
import { createRowWriter } from '../../shared/csv-rows.ts'
import { CSV_WORDS } from '../../shared/csv-words.ts'
import { Query } from '../../shared/query.ts'
import type { Scope } from '../../shared/roles.ts'
import { refusal } from '../errors.ts'
import type { Figures } from '../figures/figures.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { askerOf } from './asker.ts'
import { unnamed } from './documents.ts'
import { type About, type AboutParts, aboutOf, asFile } from './export-about.ts'

const PAGE = 1000
const TIMEOUT_MS = 300_000

const RowsQuery = Type.Object(
  { ...Query.properties, measure: Type.String({ minLength: 1, maxLength: 80 }) },
  { additionalProperties: false },
)

export interface ExportParts extends AboutParts {
  figures: Figures
  ledger: Pick<Ledger, 'units' | 'transact'>
  /** Most rows of a file. */
  mostRows: number
}

/** `POST /exports/figures` and `/exports/rows`: an answer, or the rows behind a figure, as a CSV file; both are written down. */
export const exportRoutes: FastifyPluginAsyncTypebox<ExportParts> = async (app, parts) => {
  const { figures, mostRows } = parts

  app.post(
    '/exports/figures',
    {
      config: { policy: 'exportFigures' },
      handlerTimeout: TIMEOUT_MS,
      schema: { summary: 'Figures as a CSV file, all pages of the answer', body: unnamed(Query) },
    },
    async (request, reply) => {
      const { body, scope } = request
      const signal = askerOf(request, reply)
      const { answer, rows } = await wholeAnswer(body, mostRows, (query) => figures.answer(query, scope, signal))
      const { by = [] } = body
      const [whole = null] =
        by.length === 0 ? [] : (await figures.answer(withoutSplit(body, answer), scope, signal)).rows
      const about = await aboutOf(parts, request, body, answer, answer.sources)
      const { naming, heading } = about
      const table = figureLines({ measures: heading.measures, by, rows, whole }, naming)
      const text = csvLines([...headingLines(heading, naming), [], ...table], naming.language)
      await writeDown(parts, scope, 'figures.exported', body.measures, about, rows.length)
      return asFile(reply, about).send(Buffer.from(BOM + text))
    },
  )

  app.post(
    '/exports/rows',
    {
      config: { policy: 'exportRows' },
      handlerTimeout: TIMEOUT_MS,
      schema: { summary: 'The rows behind one figure as a CSV file, without their codes', body: RowsQuery },
    },
    async (request, reply) => {
      const { body, scope } = request
      const signal = askerOf(request, reply)
      const read = (query: typeof body) => figures.rows({ ...query, limit: PAGE }, scope, signal)
      const { after: _, ...asked } = body
      const first = await read(asked)
      if (first.total > mostRows) throw refusal('IOC_EXPORT_TOO_LARGE', { limit: mostRows })
      const about = await aboutOf(parts, request, { ...body, measures: [body.measure] }, first, [])
      await writeDown(parts, scope, 'rows.exported', [body.measure], about, first.total)
      const held = { ...asked, at: asked.at ?? { time: first.asOf.now } }
      const pages = pagesFrom(first, (after) => read({ ...held, after }))
      return asFile(reply, about).send(Readable.from(rowsFile(pages, first, about, mostRows)))
    },
  )
}

/** All rows of an answer, of one state of the figures. @throws IOC_EXPORT_TOO_LARGE */
async function wholeAnswer(
  query: Query,
  mostRows: number,
  read: (query: Query) => Promise<Answer>,
): Promise<{ answer: Answer; rows: FigureRow[] }> {
  const { after: _, ...asked } = query
  const answer = await read({ ...asked, limit: PAGE })
  const held = { ...asked, limit: PAGE, at: asked.at ?? { time: answer.asOf.now } }
  const rows = [...answer.rows]
  for (let { next } = answer; next !== undefined; ) {
    const page = await read({ ...held, after: next })
    rows.push(...page.rows)
    next = rows.length > mostRows ? undefined : page.next
  }
  if (rows.length > mostRows) throw refusal('IOC_EXPORT_TOO_LARGE', { limit: mostRows })
  return { answer, rows }
}

/** The question of the whole: one row, of the same moment. */
function withoutSplit(query: Query, { asOf }: Answer): Query {
  const { by: _by, level: _level, empty: _empty, rank: _rank, order: _order, after: _after, ...rest } = query
  return { ...rest, at: query.at ?? { time: asOf.now } }
}

async function* pagesFrom(
  first: RowsAnswer,
  read: (after: string) => Promise<RowsAnswer>,
): AsyncGenerator<RowsAnswer['rows']> {
  yield first.rows
  for (let { next } = first; next !== undefined; ) {
    const page = await read(next)
    yield page.rows
    next = page.next
  }
}

/** A file without its last line, the number of its rows, is not whole. */
async function* rowsFile(
  pages: AsyncIterable<RowsAnswer['rows']>,
  { total, purged = 0 }: RowsAnswer,
  { naming, heading }: About,
  mostRows: number,
): AsyncGenerator<string> {
  const { language } = naming
  const sums = [[CSV_WORDS.total[language], total], ...(purged > 0 ? [[CSV_WORDS.purged[language], purged]] : [])]
  yield BOM + csvLines([...headingLines(heading, naming), ...sums, []], language)
  const writer = createRowWriter(naming)
  let count = 0
  for await (const rows of pages) {
    count += rows.length
    if (count > mostRows) throw refusal('IOC_EXPORT_TOO_LARGE', { limit: mostRows })
    yield csvLines(writer.write(rows), language)
  }
  yield csvLines([[], [CSV_WORDS.rows[language], count]], language)
}

/** Before the first byte leaves. */
async function writeDown(
  { ledger }: ExportParts,
  { actor, role, origin }: Scope,
  action: AuditAction,
  measures: readonly string[],
  { unit, heading: { days, asOf } }: About,
  rows: number,
): Promise<void> {
  const detail = { measures, from: days.from, to: days.to, seq: asOf.seq, rows }
  await ledger.transact((_, record) => record({ action, actor, role, unit, ...(origin && { origin }), detail }))
}
