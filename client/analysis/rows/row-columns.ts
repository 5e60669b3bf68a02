import type { ReceiptRow } from '../../../shared/answer.ts'
import { type Column, type ColumnKind, listedColumns } from '../../../shared/datasets/dataset.ts'
import { findDataset } from '../../../shared/datasets/list.ts'
import { findMeasure } from '../../../shared/measures/list.ts'
import type { Locale } from '../../format/locale.ts'
import type { useWords } from '../../i18n/provider.tsx'
import { headOf } from '../companions.ts'

type Words = ReturnType<typeof useWords>

/** A column of the rows behind a figure: one of the dataset, or one that says how and from where a row counts. */
export interface RowColumn {
  name: string
  title: string
  /** `hit`: whether the row adds to the numerator of a rate; `dataset`, `met`: closed lists of the product's own. */
  kind: ColumnKind | 'hit' | 'dataset' | 'met'
  choices?: Column['choices']
}

/**
 * The columns of rows, whatever datasets they come from: how a row counts first, where it stood last. Columns in which no
 * row has anything are left out.
 */
export function columnsOf(
  rows: readonly ReceiptRow[],
  measure: string,
  { words, locale }: { words: Words; locale: Locale },
): RowColumn[] {
  const datasets = [...new Set(rows.map(datasetOf))]
  const own = (name: keyof ReturnType<typeof titles>, kind: RowColumn['kind']): RowColumn => ({
    name,
    title: titles(words)[name],
    kind,
  })
  const isWeighted = rows.some(({ weight }) => weight !== 1)
  const columns: RowColumn[] = [
    ...(datasets.length > 1 ? [own('dataset', 'dataset')] : []),
    ...(findMeasure(measure)?.kind === 'rate'
      ? [{ name: 'counts', title: headOf(measure, locale), kind: 'hit' as const }]
      : []),
    own('number', 'number'),
    ...(isWeighted ? [own('weight', 'number')] : []),
    ...datasets.flatMap((id) => (id === 'feeds' ? feedColumns(own) : datasetColumns(id, locale))),
    own('file', 'name'),
    own('sheet', 'name'),
    own('rowNo', 'count'),
  ]
  const seen = new Set<string>()
  return columns.filter(({ name }) => {
    const isNew = !seen.has(name)
    seen.add(name)
    return isNew && rows.some((row) => !isBlank(row[name]))
  })
}

/** How many columns of their datasets the rows leave empty. */
export function countBlank(rows: readonly ReceiptRow[]): number {
  const names = new Set([...new Set(rows.map(datasetOf))].flatMap((id) => datasetColumns(id, 'vi').map((c) => c.name)))
  return [...names].filter((name) => rows.every((row) => isBlank(row[name]))).length
}

/** The dataset that a row belongs to. */
export function datasetOf(row: ReceiptRow): string {
  return typeof row.dataset === 'string' ? row.dataset : ''
}

function datasetColumns(id: string, locale: Locale): RowColumn[] {
  const dataset = findDataset(id)
  if (!dataset) return []
  return listedColumns(dataset).map(({ name, title, kind, choices }) => ({
    name,
    title: title[locale],
    kind,
    ...(choices && { choices }),
  }))
}

function feedColumns(own: (name: keyof ReturnType<typeof titles>, kind: RowColumn['kind']) => RowColumn): RowColumn[] {
  return [
    { ...own('feed', 'name'), name: 'title' },
    own('owner', 'name'),
    own('dueOn', 'day'),
    own('met', 'met'),
    own('arrivedAt', 'instant'),
  ]
}

function titles(words: Words) {
  return {
    dataset: words('analysisRows.columns.dataset'),
    number: words('analysisRows.columns.number'),
    weight: words('analysisRows.columns.weight'),
    file: words('analysisRows.columns.file'),
    sheet: words('analysisRows.columns.sheet'),
    rowNo: words('analysisRows.columns.rowNo'),
    feed: words('analysisRows.columns.feed'),
    owner: words('analysisRows.columns.owner'),
    dueOn: words('analysisRows.columns.dueOn'),
    met: words('analysisRows.columns.met'),
    arrivedAt: words('analysisRows.columns.arrivedAt'),
  }
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined || value === ''
}
