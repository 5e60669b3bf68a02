import type { Readable } from 'node:stream'
import type { Issue } from '../../shared/batch.ts'
import type { Dataset, FeedHabits } from '../../shared/datasets/dataset.ts'
import type { Day } from '../../shared/period.ts'
import type { SheetWindow } from '../../shared/sheet-window.ts'
import type { UnitSet } from '../../shared/units.ts'
import type { StagedRow, Verdict } from '../ledger/ledger.ts'
import type { Contest, Winners } from './duplicates.ts'

/** Bytes that lie safely on disk, named by their content. */
export interface Sealed {
  sha256: string
  size: number
  /** The officer's name for the file, cleaned: a label, never a path. */
  name: string
  path: string
}

/** Everything a check may depend on; nothing else is looked up while reading. */
export interface CheckRequest {
  dataset: Dataset
  feed: { id: string; unit: string | null; tree: string; mode: 'upsert' | 'replace' } & FeedHabits
  /** `2025`, `2025-Q3`, `2025-10`, for files that do not carry their period. */
  period: string | null
  extractedAt: string | null
  units: UnitSet
  /** The unit that this installation serves; names are looked up inside the feed's unit, else inside this one, else everywhere. */
  homeUnit: string | null
  today: Day
  /** What the officer answered to earlier questions, and how he repaired groups of faults. */
  answers: Record<string, string>
  /** What was said of earlier files of this feed, by fingerprint; an answer to this file comes before it. */
  remembered: readonly Remembered[]
  /** Codes of known procedures, to restore those that lost zeros in a spreadsheet. */
  procedures: readonly string[]
  /** Which of several rows of one key are kept, found by an earlier reading of the file. */
  winners?: Winners | undefined
  /** Collects those while reading. */
  contest?: Contest | undefined
  onProgress?: (done: number, total: number | null) => void
  /** Ends the reading at once; the check then throws the signal's reason. */
  signal?: AbortSignal
}

/** Answers to earlier files with the same headers (`SheetMapping.fingerprint`), or with the same doubt about their bytes (`encoding`). */
export interface Remembered {
  fingerprint: string
  answers: Readonly<Record<string, string>>
}

/** Which rows of a sealed file somebody wants to see. */
export interface WindowAsked {
  sheet: number
  /** Row number to begin with, as the officer's program counts. */
  from: number
  rows: number
  /** Only rows with faults. */
  faulty: boolean
  /** Are codes of dossiers shown, and sheets that were not read? Only to who may reveal codes. */
  codes: boolean
}

/** Takes staged rows, in order; resolves when there is room for more. A file may declare units beside its own rows. */
export type Sink = (dataset: Dataset, rows: StagedRow[]) => Promise<void>

/** A fault of a whole row that only the ledger could find. */
export interface MarkedRow {
  sheet: string | null
  rowNo: number
  issue: Issue
}

/** Bytes → rows → verdicts. Knows nothing of what is held. */
export interface Intake {
  /**
   * Writes a delivery to a content-addressed file, flushed to disk; until `release` nobody's `drop` takes its bytes away.
   *
   * @throws FileTooLarge (413), FileEmpty (422)
   */
  seal(stream: Readable, name: string): Promise<Sealed>
  /** Reads and checks a sealed file in a child process with limits; a file that cannot be read at all is a refused verdict, not an exception. */
  check(sealed: Sealed, request: CheckRequest, sink: Sink): Promise<Verdict>
  /**
   * Writes the officer's own file as XLSX with every faulty cell marked and commented, to `target`; all else stays as it was. A
   * file that was no XLSX becomes one with the same cells. In a child process, under the same limits as reading.
   *
   * @param extra - faults that the ledger found, by sheet and row
   * @throws UnreadableFile
   */
  mark(sealed: Sealed, request: CheckRequest, target: string, extra: readonly MarkedRow[]): Promise<{ cells: number }>
  /** Some rows of a sealed file with their faults in place. @throws UnreadableFile */
  window(sealed: Sealed, request: CheckRequest, asked: WindowAsked): Promise<SheetWindow>
  /** Checks rows that arrived as JSON under canonical or known names, in this process. */
  checkRows(
    rows: readonly Record<string, unknown>[],
    request: CheckRequest,
  ): Promise<{ rows: StagedRow[]; rejected: { row: number; issues: Issue[] }[]; verdict: Verdict }>
  /** The delivery of sealed bytes is written down, or given up. */
  release(sha256: string): void
  /** Removes the sealed bytes, but not those of a delivery that is just coming in, nor those that are needed. */
  drop(sha256: string, isNeeded?: () => Promise<boolean>): Promise<void>
  /** Are these bytes still here? */
  holds(sha256: string): Promise<boolean>
  /** The sha256 of everything that lies here. */
  sealed(): Promise<string[]>
}
