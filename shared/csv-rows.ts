import type { ReceiptRow } from './answer.ts'
import type { CsvCell } from './csv.ts'
import { type CsvNaming, choiceTitle, dayText, instantText } from './csv-naming.ts'
import { CSV_WORDS } from './csv-words.ts'
import { type Column, type ColumnKind, listedColumns } from './datasets/dataset.ts'
import { findDataset } from './datasets/list.ts'

interface RowColumn {
  name: string
  title: string
  kind: ColumnKind
  choices?: Column['choices'] | undefined
}

/** Writes rows page by page; rows of another dataset begin a table of their own with its head. */
export interface RowWriter {
  /** The lines of some rows. */
  write(rows: readonly ReceiptRow[]): CsvCell[][]
}

export function createRowWriter(naming: CsvNaming): RowWriter {
  let current: string | null = null
  let columns: RowColumn[] = []
  return {
    write: (rows) =>
      rows.flatMap((row) => {
        const dataset = typeof row.dataset === 'string' ? row.dataset : ''
        const line = () => columns.map((column) => valueIn(row, column, naming))
        if (dataset === current) return [line()]
        const gap: CsvCell[][] = current === null ? [] : [[]]
        current = dataset
        columns = columnsOf(dataset, naming)
        return [...gap, columns.map(({ title }) => title), line()]
      }),
  }
}

/** How a row counts first, then what decides where and when, then where it stood. */
function columnsOf(id: string, { language }: CsvNaming): RowColumn[] {
  const own = (name: string, word: keyof typeof CSV_WORDS, kind: ColumnKind): RowColumn => ({
    name,
    title: CSV_WORDS[word][language],
    kind,
  })
  const origin = [own('file', 'file', 'name'), own('sheet', 'sheet', 'name'), own('rowNo', 'rowNo', 'count')]
  const counting = [
    own('counts', 'counts', 'flag'),
    own('number', 'number', 'number'),
    own('weight', 'weight', 'number'),
  ]
  const dataset = findDataset(id)
  if (!dataset)
    return [
      ...counting,
      own('title', 'source', 'name'),
      own('owner', 'owner', 'name'),
      own('dueOn', 'dueOn', 'day'),
      own('met', 'met', 'name'),
      own('arrivedAt', 'arrivedAt', 'instant'),
    ]
  const held = listedColumns(dataset).map(({ name, title, kind, choices }) => ({
    name,
    title: title[language],
    kind,
    ...(choices && { choices }),
  }))
  return [...counting, ...held, ...origin]
}

function valueIn(row: ReceiptRow, column: RowColumn, naming: CsvNaming): CsvCell {
  const value = row[column.name]
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'boolean') return CSV_WORDS[value ? 'yes' : 'no'][naming.language]
  const text = String(value)
  switch (column.kind) {
    case 'unit':
      return naming.nameOf(text)
    case 'instant':
      return instantText(text)
    case 'day':
      return dayText(text)
    case 'choice':
      return choiceTitle(column, text, naming)
    case 'count':
    case 'number':
    case 'fraction':
    case 'degrees':
      return Number(value)
    default:
      return text
  }
}
