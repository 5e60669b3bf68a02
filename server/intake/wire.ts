import type { Bridge, Unit } from '../../shared/units.ts'
import type { StagedRow, Verdict } from '../ledger/ledger.ts'
import type { CheckRequest } from './intake.ts'

/** A check as it crosses to the child process, one JSON text on its input. */
export interface WireRequest extends Omit<CheckRequest, 'dataset' | 'units' | 'onProgress' | 'signal'> {
  dataset: string
  path: string
  units: { stamp: number; units: Unit[]; bridges: readonly Bridge[] }
}

/** A staged row without its field names, in the order of `StagedRow`. */
export type WireRow = [
  sheet: number,
  rowNo: number,
  key: string,
  code: string | null,
  version: number | null,
  updatedAt: string | null,
  deleted: 0 | 1,
  line: string,
]

/** One line of the child's output; the last one is the verdict. */
export type WireLine =
  | { rows: WireRow[]; dataset: string }
  | { done: number; total: number | null }
  | { verdict: Verdict }
  | { crash: string }

export function packRow(row: StagedRow): WireRow {
  return [row.sheet, row.rowNo, row.key, row.code, row.version, row.updatedAt, row.deleted ? 1 : 0, row.line]
}

export function unpackRow([sheet, rowNo, key, code, version, updatedAt, deleted, line]: WireRow): StagedRow {
  return { sheet, rowNo, key, code, version, updatedAt, deleted: deleted === 1, line }
}
