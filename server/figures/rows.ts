import type { RowsAnswer } from '../../shared/answer.ts'
import type { Measure } from '../../shared/measures/measure.ts'
import type { Query } from '../../shared/query.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Context } from './context.ts'
import { BadQuery, RowsNotAllowed } from './errors.ts'
import { deliverySection } from './feed-figures.ts'
import { nameOrigins } from './origins.ts'
import { publishedSection, reportSection } from './receipt-reports.ts'
import { termsOf } from './receipt-terms.ts'
import { type PagedRow, rowSection, type Section } from './row-pages.ts'

const MOST_ROWS = 1000

/**
 * The rows behind one figure, in the reading rules of the figure itself: their weights add up to it (of a rate, to its
 * denominator, and their hits to the numerator). Rows of a median, mean or maximum carry the `number` it looks at, the
 * greatest first; all others stand in the order of their keys, each kind of row after the other.
 */
export async function receiptRows(
  context: Context,
  { limit = MOST_ROWS, after = '' }: Pick<Query, 'limit' | 'after'>,
  ledger: Pick<Ledger, 'origins'>,
): Promise<Omit<RowsAnswer, 'asOf'>> {
  const { resolved } = context
  if (!resolved.scope.rows) throw new RowsNotAllowed()
  const [measure] = resolved.measures
  if (!measure) throw new BadQuery('thiếu chỉ số')
  const sections = await sectionsOf(context, measure)
  let [total, purged] = [0, 0]
  for (const section of sections) {
    total += await section.total()
    purged += (await section.purged?.()) ?? 0
  }
  const { rows, next } = await readPage(sections, after, limit)
  return {
    total,
    ...(purged > 0 && { purged }),
    rows: await nameOrigins(
      rows.map(({ mark: _, ...row }) => row),
      ledger,
      resolved.scope,
    ),
    ...(next !== undefined && { next }),
  }
}

/** Where the rows of a measure lie: its datasets one after the other, then the reports that stand in for rows. */
async function sectionsOf(context: Context, measure: Measure): Promise<Section[]> {
  if (measure.kind === 'reported') return [await publishedSection(context, measure)]
  const terms = termsOf(measure, context.resolved.book)
  const byDataset = Map.groupBy(terms, (term) => term.leaf.dataset)
  const rows = context.resolved.basis === 'reports' ? [] : [...byDataset]
  const sections: Section[] = []
  for (const [dataset, group] of rows)
    sections.push(dataset === 'feeds' ? await deliverySection(context, group) : rowSection(context, dataset, group))
  return [...sections, await reportSection(context, terms)]
}

/** One page across sections: what one leaves open the next fills; a mark names its section first. */
export async function readPage(
  sections: readonly Section[],
  after: string,
  limit: number,
): Promise<{ rows: PagedRow[]; next?: string }> {
  const [, name, mark = ''] = /^([^:]*):(.*)$/s.exec(after) ?? []
  const start = after === '' ? 0 : sections.findIndex((section) => section.id === name)
  if (start < 0) throw new BadQuery('"after" không phải là cuối của một trang')
  const found: { section: Section; row: PagedRow }[] = []
  for (const [i, section] of sections.slice(start).entries()) {
    // One more than fits tells whether a page follows.
    const open = limit + 1 - found.length
    if (open <= 0) break
    for (const row of await section.read(i === 0 ? mark : '', open)) found.push({ section, row })
  }
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page.map(({ row }) => row),
    ...(found.length > limit && last && { next: `${last.section.id}:${last.row.mark}` }),
  }
}
