import type { ReceiptRow } from '../../shared/answer.ts'
import type { Dataset } from '../../shared/datasets/dataset.ts'
import { findDataset } from '../../shared/datasets/list.ts'
import type { Reported } from '../../shared/measures/measure.ts'
import { chooseReports } from './basis.ts'
import type { Context } from './context.ts'
import type { Origin } from './origins.ts'
import { isReportable } from './plan.ts'
import type { Term } from './receipt-terms.ts'
import { choosePublished } from './reported.ts'
import { lineValues, REPORTS } from './reports.ts'
import { lineHeads, type PagedRow, type Section } from './row-pages.ts'

/** What one line of a report adds to a figure, and to the numerator of a rate. */
export interface ReportShare {
  weight: number
  hits: number
}

/** The lines of the reports that stand in for rows, by key, each with what it adds. */
export async function reportShares(context: Context, terms: readonly Term[]): Promise<Map<string, ReportShare>> {
  const leaves = terms.map((term) => term.leaf).filter(isReportable)
  const shares = new Map<string, ReportShare>()
  if (context.resolved.basis === 'rows' || leaves.length === 0) return shares
  for (const { part, shares: reports } of await chooseReports(context, leaves)) {
    const term = terms.find(({ leaf }) => leaf.id === part.measure)
    const rule = term && isReportable(term.leaf) ? term.leaf.reports : undefined
    if (!term || !rule) continue
    for (const { report, value } of reports)
      for (const line of lineValues(rule, report, value ?? 0)) {
        const held = shares.get(line.key) ?? { weight: 0, hits: 0 }
        shares.set(line.key, {
          weight: held.weight + term.times * line.value,
          hits: held.hits + term.hits * line.value,
        })
      }
  }
  return shares
}

/** What each line of the reports that count adds to the figure, by key. */
export async function reportWeights(context: Context, terms: readonly Term[]): Promise<Map<string, number>> {
  return new Map([...(await reportShares(context, terms))].map(([key, { weight }]) => [key, weight]))
}

/** The reports behind a figure as rows. */
export async function reportSection(context: Context, terms: readonly Term[]): Promise<Section> {
  const rated = terms.some((term) => term.hits !== 0)
  return linesSection(context, REPORTS, await reportShares(context, terms), ({ weight, hits }) =>
    rated ? { weight, hits, counts: hits !== 0 } : { weight },
  )
}

/** The published row that a figure is. */
export async function publishedSection(context: Context, measure: Reported): Promise<Section> {
  const dataset = findDataset(measure.dataset)
  if (!dataset) throw new Error(`no dataset ${measure.dataset}`)
  const chosen = await choosePublished(context, measure)
  const shares = new Map(chosen.map(({ row }) => [row.key, { weight: 1, hits: 0 }]))
  return linesSection(context, dataset, shares, ({ weight }) => ({ weight }))
}

/** Rows that are known by key before they are read, in the order of their keys. */
function linesSection(
  context: Context,
  dataset: Dataset,
  shares: ReadonlyMap<string, ReportShare>,
  marksOf: (share: ReportShare) => Pick<ReceiptRow, 'weight'> & Record<string, unknown>,
): Section {
  const keys = [...shares.keys()].sort(byBytes)
  return {
    id: dataset.id,
    total: async () => [...shares.values()].reduce((sum, share) => sum + share.weight, 0),
    async read(after, limit): Promise<PagedRow[]> {
      const page = keys.filter((key) => after === '' || byBytes(key, after) > 0).slice(0, limit)
      if (page.length === 0) return []
      const lines = await context.reading.query<ReceiptRow & Origin>(
        `select ${lineHeads(dataset).join(', ')} from ${context.relation(dataset)} r where r.key = any($1::text[])`,
        [page],
      )
      const byKey = new Map(lines.map((line) => [line.key, line]))
      return page.flatMap((key) => {
        const line = byKey.get(key)
        const share = shares.get(key)
        return line && share ? [{ ...line, ...marksOf(share), dataset: dataset.id, mark: key }] : []
      })
    },
  }
}

/** The order of the store, which compares keys byte by byte. */
function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
