import { type Column, type Dataset, dayColumn, type Row } from './dataset.ts'

/** A column as the store keeps it. */
export interface StoredColumn {
  column: Column
  /** Canonical name, as in rows and conditions. */
  name: string
  /** Name in SQL: `receivedAt` → `received_at`. */
  sql: string
  type: 'text' | 'timestamptz' | 'date' | 'bigint' | 'double precision' | 'boolean' | 'jsonb'
}

const TYPES: Record<Column['kind'], StoredColumn['type'] | null> = {
  code: null,
  name: 'text',
  unit: 'text',
  instant: 'timestamptz',
  day: 'date',
  count: 'bigint',
  number: 'double precision',
  fraction: 'double precision',
  flag: 'boolean',
  choice: 'text',
  category: 'text',
  degrees: 'double precision',
  geometry: 'jsonb',
}

/** `receivedAt` → `received_at`; safe as an SQL identifier because column names are letters and digits only. */
export function sqlName(name: string): string {
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name)) throw new Error(`not a column name: ${name}`)
  const snake = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()
  return RESERVED.has(snake) ? `${snake}_` : snake
}
const RESERVED = new Set(['from', 'to', 'of', 'open', 'user', 'order', 'key', 'hash', 'version', 'stamp', 'sheet'])

/**
 * The columns that a row table holds, in the order of its lines: all but codes (those are kept encrypted aside).
 * Besides them every row table has: `key`, `seq_from`, `seq_to`, `batch_id`, `sheet`, `row_no`, `hash`, `version`, `stamp`,
 * for each instant column `xAt` a generated local day `x_on`, and (where the dataset has units) `unit`.
 */
export function storedColumns(dataset: Dataset): StoredColumn[] {
  return dataset.columns.flatMap((column) => {
    const type = TYPES[column.kind]
    return type ? [{ column, name: column.name, sql: sqlName(column.name), type }] : []
  })
}

/** The row table of a dataset: `dossier-reports` → `rows_dossier_reports`. */
export function tableOf(dataset: Dataset): string {
  return `rows_${dataset.id.replaceAll('-', '_')}`
}

/** Canonical name → SQL column, for every name that a condition, a dimension or a measure may use. */
export function columnNames(dataset: Dataset): Map<string, string> {
  const names = new Map<string, string>()
  for (const { column, name, sql } of storedColumns(dataset)) {
    names.set(name, sql)
    if (column.kind === 'instant') names.set(dayColumn(name), sqlName(dayColumn(name)))
  }
  for (const { name } of dataset.history ?? []) names.set(name, sqlName(name))
  if (dataset.unitColumns.length > 0) names.set('unit', 'unit')
  return names
}

/** The SQL type in which cells of a column are compared with values. */
export function typeOf(dataset: Dataset, name: string): StoredColumn['type'] {
  const history = dataset.history?.find((column) => column.name === name)
  if (history) return history.take === 'first' ? 'date' : 'bigint'
  return storedColumns(dataset).find((column) => column.name === name)?.type ?? 'text'
}

/** A row as one line of PostgreSQL's COPY text format (no key, no newline): equal rows give equal lines, so the line is also what the content hash is taken of. */
export function toLine(row: Row, columns: readonly StoredColumn[]): string {
  return columns.map(({ name }) => toField(row[name] ?? null)).join('\t')
}

function toField(value: Row[string]): string {
  if (value === null) return '\\N'
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (typeof value === 'number') return String(value)
  return /[\\\t\n\r]/.test(value) ? value.replace(/[\\\t\n\r]/g, (char) => ESCAPES[char] ?? char) : value
}
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
