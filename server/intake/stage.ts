import type { CellValue, Dataset, Row } from '../../shared/datasets/dataset.ts'
import { type StoredColumn, storedColumns, toLine } from '../../shared/datasets/stored.ts'
import type { Day } from '../../shared/period.ts'
import type { StagedRow } from '../ledger/ledger.ts'
import { DUPLICATE_LEFT, DUPLICATE_OTHER, DUPLICATE_SAME } from './checks/v09-duplicate.ts'
import {
  type Contest,
  duplicatesRepair,
  type KeepPolicy,
  type PlaceNumber,
  stampOf,
  type Winners,
} from './duplicates.ts'
import type { Faults } from './faults.ts'
import type { Sink } from './intake.ts'
import type { RowPlace } from './row-place.ts'

/** Turns good rows into staged ones and hands them on in chunks; tells repeated keys. */
export interface Stager {
  /** @returns whether the row was kept: false for a repeated one */
  put(dataset: Dataset, row: Row, code: string | null, place: RowPlace, deleted: boolean): 'kept' | 'same' | 'conflict'
  /** Hands on what is full; `all` also what is not. Call often: it is where a slow store slows the reader. */
  flush(all?: boolean): Promise<void>
  /** Rows kept of the delivery's own dataset. */
  kept(): number
  /** The periods that kept rows stand for, as `from..to`; empty for datasets without periods. */
  periods: Map<string, { from: Day; to: Day }>
}

/** What was said about rows of one key. */
export interface Kept {
  policy?: KeepPolicy | undefined
  /** Which row of a key is kept, where that is not the first. */
  winners?: Winners | undefined
  /** Found out during this reading, which hands on nothing. */
  contest?: Contest | undefined
}

const CHUNK = 1000
const SEPARATOR = '\u001f'
/** Rows of a sheet are fewer. */
const SHEET = 2 ** 32

interface Lane {
  dataset: Dataset
  columns: StoredColumn[]
  rows: StagedRow[]
  /** Key → index into `places` and `prints`. */
  seen: Map<string, number>
  places: PlaceNumber[]
  prints: number[]
}

export function createStager(own: Dataset, faults: Faults, sink: Sink, keep: Kept = {}): Stager {
  const { policy, winners, contest } = keep
  const sheetNames: string[] = []
  const lanes = new Map<string, Lane>()
  const periods = new Map<string, { from: Day; to: Day }>()
  let kept = 0
  const laneOf = (dataset: Dataset): Lane => {
    const known = lanes.get(dataset.id)
    if (known) return known
    const lane = { dataset, columns: storedColumns(dataset), rows: [], seen: new Map(), places: [], prints: [] }
    lanes.set(dataset.id, lane)
    return lane
  }
  /** Both rows bear the fault; which of them is right nobody but the officer knows. */
  const sayConflict = (firstPlace: PlaceNumber, { sheetName, rowNo }: RowPlace, dated: boolean): void => {
    const first = firstPlace % SHEET
    const found = { params: { first, second: rowNo }, mend: () => duplicatesRepair(dated) }
    faults.add(DUPLICATE_OTHER, { sheet: sheetNames[Math.floor(firstPlace / SHEET)] ?? sheetName, rowNo: first }, found)
    faults.add(DUPLICATE_OTHER, { sheet: sheetName, rowNo }, found)
  }
  return {
    periods,
    kept: () => kept,
    put(dataset, row, code, place, deleted) {
      const lane = laneOf(dataset)
      const key = keyOf(dataset, row, code)
      const line = deleted ? '' : toLine(row, lane.columns)
      const print = fingerprint(line)
      const here = place.sheet * SHEET + place.rowNo
      // Versions of one row that its source tells apart are no repetition: the store takes the newest.
      const told = typeof row.sourceVersion === 'number' ? `${key}${SEPARATOR}${SEPARATOR}${row.sourceVersion}` : key
      const before = lane.seen.get(told)
      if (before !== undefined && lane.prints[before] === print) {
        if (policy === 'last' && contest?.winners.has(told)) contest.winners.set(told, here)
        faults.add(DUPLICATE_SAME, { sheet: place.sheetName, rowNo: place.rowNo })
        return 'same'
      }
      const winner = dataset === own ? winners?.get(told) : undefined
      if (winner !== undefined ? winner !== here : before !== undefined && policy === 'first') {
        faults.add(DUPLICATE_LEFT, { sheet: place.sheetName, rowNo: place.rowNo })
        return 'same'
      }
      if (before !== undefined) {
        const first = lane.places[before] as number
        if (dataset === own) contest?.meet(told, before, first, here, stampOf(row))
        sayConflict(first, place, stampOf(row) !== null)
        return 'conflict'
      }
      sheetNames[place.sheet] = place.sheetName
      contest?.enter(lane.places.length, stampOf(row))
      lane.seen.set(told, lane.places.length)
      lane.places.push(here)
      lane.prints.push(print)
      lane.rows.push({
        sheet: place.sheet,
        rowNo: place.rowNo,
        key,
        code,
        version: numberOf(row.sourceVersion),
        updatedAt: typeof row.updatedAt === 'string' ? row.updatedAt : null,
        deleted,
        line,
      })
      if (dataset === own) {
        kept += 1
        notePeriod(periods, dataset, row)
      }
      return 'kept'
    },
    async flush(all = false) {
      for (const lane of lanes.values()) {
        while (lane.rows.length >= CHUNK || (all && lane.rows.length > 0))
          await sink(lane.dataset, lane.rows.splice(0, CHUNK))
      }
    },
  }
}

function keyOf(dataset: Dataset, row: Row, code: string | null): string {
  if (code !== null && dataset.key.length === 1) return code
  return dataset.key.map((name) => keyPart(row[name] ?? null)).join(SEPARATOR)
}

function keyPart(value: CellValue): string {
  return value === null ? '' : String(value)
}

function numberOf(value: CellValue | undefined): number | null {
  return typeof value === 'number' ? value : null
}

/** Length and 32 bits of a line's content: tells whether two rows of one key are alike. */
function fingerprint(line: string): number {
  let bits = 0x811c9dc5
  for (let at = 0; at < line.length; at += 1) bits = Math.imul(bits ^ line.charCodeAt(at), 0x01000193)
  return line.length * 0x1_0000_0000 + (bits >>> 0)
}

function notePeriod(periods: Map<string, { from: Day; to: Day }>, dataset: Dataset, row: Row): void {
  if (!dataset.period) return
  const from = row[dataset.period.from]
  const to = row[dataset.period.to]
  if (typeof from === 'string' && typeof to === 'string') periods.set(`${from}..${to}`, { from, to })
}
