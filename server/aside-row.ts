import { createHmac, hkdfSync } from 'node:crypto'
import type { Issue, SheetMapping } from '../shared/batch.ts'
import type { CellValue, Column, Dataset } from '../shared/datasets/dataset.ts'
import { maskCell, maskWords } from './intake/personal.ts'

/** A row as another system sent it. */
export type PushedRow = Readonly<Record<string, unknown>>

/**
 * Faults that a source could not know of: its clock and ours differ, a unit or a word is not known here yet, its versions
 * contradict each other, or the program itself failed. Only they are kept aside; a faulty value is for the source to mend.
 */
const UNFORESEEN: ReadonlySet<string> = new Set([
  'V15.future',
  'version.conflict',
  'unit.unknown',
  'unit.ambiguous',
  'choice.unknown',
  'row.stopped',
])

/** Is a row kept aside for these faults? Only where none of them is for the source to mend. */
export function isUnforeseen(issues: readonly Issue[]): boolean {
  const errors = issues.filter(({ severity }) => severity === 'error')
  return errors.length > 0 && errors.every((issue) => UNFORESEEN.has(issue.rule) && !isNumber(issue))
}

const EARLY_OR_CONTESTED: ReadonlySet<string> = new Set(['V15.future', 'version.conflict', 'row.stopped'])

/** Is nothing wrong with the row itself: it came before its time, its versions contradict each other, or we failed at it? */
export function isEarlyOrContested(issues: readonly Issue[]): boolean {
  const errors = issues.filter(({ severity }) => severity === 'error')
  return errors.length > 0 && errors.every(({ rule }) => EARLY_OR_CONTESTED.has(rule))
}

/** A number that stands on no list is a faulty value, not a word that we have yet to learn. */
function isNumber({ rule, value }: Issue): boolean {
  return rule === 'choice.unknown' && value !== null && !Number.isNaN(Number(value.replace(',', '.')))
}

/** Kinds whose cells are words; in others a word stands in the wrong place and may be a person's. */
const WORDS: ReadonlySet<Column['kind']> = new Set(['name', 'unit', 'choice', 'category'])
const LONGEST_CELL = 1_000

/** A row taken apart: what may be shown, and its codes, which may not. */
export interface ApartRow {
  cells: Record<string, CellValue>
  codes: Record<string, string>
}

/** The cells of the listed columns, masked, under canonical names; what was mapped to no column is dropped. */
export function takeApart(row: PushedRow, dataset: Dataset, mapping: readonly SheetMapping[]): ApartRow {
  const named = namesOf(dataset, mapping)
  const cells = new Map<string, CellValue>()
  const codes = new Map<string, string>()
  for (const column of dataset.columns) {
    if (column.derived || column.kind === 'geometry') continue
    const value = cellOf(row, named.get(column.name) ?? []) ?? null
    if (value === null || typeof value === 'object') continue
    if (column.kind === 'code') codes.set(column.name, String(value).slice(0, LONGEST_CELL))
    else cells.set(column.name, shown(column, value as CellValue))
  }
  return { cells: Object.fromEntries(cells), codes: Object.fromEntries(codes) }
}

/** Column → the names under which the row has it, a name before a code. */
function namesOf(dataset: Dataset, mapping: readonly SheetMapping[]): Map<string, string[]> {
  const names = new Map(dataset.columns.map(({ name }) => [name, [] as string[]]))
  const read = mapping.flatMap(({ columns }) => columns)
  for (const { header, column } of read) if (column !== null) names.get(column)?.push(header)
  for (const { header, column } of read) if (column?.endsWith('#code')) names.get(column.slice(0, -5))?.push(header)
  for (const [name, headers] of names) if (read.length === 0) headers.push(name)
  return names
}

function cellOf(row: PushedRow, headers: readonly string[]): unknown {
  return headers.map((header) => (Object.hasOwn(row, header) ? row[header] : null)).find((value) => value != null)
}

function shown({ kind }: Column, value: CellValue): CellValue {
  if (typeof value !== 'string') return value
  const text = value.normalize('NFC').slice(0, LONGEST_CELL)
  return WORDS.has(kind) ? maskCell(text) : maskWords(text)
}

/** By what a row is known again without being readable. */
export interface Marks {
  mark: Buffer
  /** Of the key alone; null where the row does not have the whole of it. */
  keyMark: Buffer | null
}

/** @param secret - the installation's, of at least 32 characters */
export function createMarks(secret: string): (feed: string, dataset: Dataset, row: PushedRow) => Marks {
  const key = Buffer.from(hkdfSync('sha256', secret, 'toan-canh', 'marks of rows kept aside', 32))
  const macOf = (parts: unknown) => createHmac('sha256', key).update(JSON.stringify(parts)).digest()
  return (feed, dataset, row) => {
    const cells = Object.keys(row)
      .sort()
      .map((name) => [name, row[name] ?? null])
    const parts = dataset.key.map((name) => (Object.hasOwn(row, name) ? row[name] : null))
    const whole = parts.every((part) => part !== null && part !== undefined && part !== '')
    return {
      mark: macOf(['row', feed, cells]),
      keyMark: whole ? macOf(['key', feed, parts.map((part) => String(part).trim().toUpperCase())]) : null,
    }
  }
}
