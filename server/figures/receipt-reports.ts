import type { ReceiptRow } from '../../shared/answer.ts'
import type { Dataset } from '../../shared/datasets/dataset.ts'
import { findDataset } from '../../shared/datasets/list.ts'
import { storedColumns } from '../../shared/datasets/stored.ts'
import type { Reported } from '../../shared/measures/measure.ts'
import { chooseReports } from './basis.ts'
import type { Context } from './context.ts'
import type { Origin } from './origins.ts'
import { isReportable } from './plan.ts'
import type { Term } from './receipt-terms.ts'
import { choosePublished } from './reported.ts'
import { REPORTS } from './reports.ts'

type Found = { total: number; rows: (ReceiptRow & Origin)[] }

/** The reports that stand in for rows, each with what it adds to the figure. */
export async function reportRows(context: Context, terms: readonly Term[]): Promise<Found> {
  const weights = await reportWeights(context, terms)
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  return { total, rows: await linesOf(context, REPORTS, weights) }
}

/** What each line of the reports that count adds to the figure, by key. */
export async function reportWeights(context: Context, terms: readonly Term[]): Promise<Map<string, number>> {
  const leaves = terms.map((term) => term.leaf).filter(isReportable)
  const weights = new Map<string, number>()
  if (context.resolved.basis === 'rows' || leaves.length === 0) return weights
  for (const { part, shares } of await chooseReports(context, leaves)) {
    const times = terms.filter((term) => term.leaf.id === part.measure).reduce((sum, term) => sum + term.times, 0)
    // Several lines by field make one report: the first of them carries what the report adds.
    for (const { report, value } of shares)
      for (const [i, key] of report.keys.entries())
        weights.set(key, (weights.get(key) ?? 0) + (i === 0 ? times * (value ?? 0) : 0))
  }
  return weights
}

/** The published row that a figure is. */
export async function publishedRows(context: Context, measure: Reported): Promise<Found> {
  const dataset = findDataset(measure.dataset)
  const chosen = await choosePublished(context, measure)
  if (!dataset) return { total: 0, rows: [] }
  const weights = new Map(chosen.map(({ row }) => [row.key, 1]))
  return { total: weights.size, rows: await linesOf(context, dataset, weights) }
}

async function linesOf(
  context: Context,
  dataset: Dataset,
  weights: ReadonlyMap<string, number>,
): Promise<Found['rows']> {
  if (weights.size === 0) return []
  const columns = storedColumns(dataset).map(({ name, sql }) => `r.${sql} as "${name}"`)
  const origin = ['r.key as key', 'r.batch_id as batch', 'r.sheet as "sheetNo"', 'r.row_no as "rowNo"']
  const lines = await context.reading.query<ReceiptRow & Origin>(
    `select ${[...columns, ...origin].join(', ')} from ${context.relation(dataset)} r where r.key = any($1::text[]) order by r.key`,
    [[...weights.keys()]],
  )
  return lines.map((line) => ({ ...line, weight: weights.get(line.key) ?? 0, dataset: dataset.id }))
}
