import type { SheetWindow } from '../../shared/sheet-window.ts'
import type { Bridge, Unit } from '../../shared/units.ts'
import type { StagedRow, Verdict } from '../ledger/ledger.ts'
import type { CheckRequest, MarkedRow, WindowAsked } from './intake.ts'
import type { ReadLimits } from './read/limits.ts'
import type { UnreadableFile } from './read/raw.ts'

/** What the child process is to do with a file. */
export type WireWork =
  | { mode: 'check' }
  | { mode: 'mark'; target: string; extra: readonly MarkedRow[] }
  | { mode: 'window'; asked: WindowAsked }

/** A request as it crosses to the child process, one JSON text on its input. */
export interface WireRequest
  extends Omit<CheckRequest, 'dataset' | 'units' | 'onProgress' | 'signal' | 'winners' | 'contest'> {
  work: WireWork
  dataset: string
  path: string
  /** How much of the file is read before it is refused. */
  limits: ReadLimits
  units: { stamp: number; units: Unit[]; bridges: readonly Bridge[] }
}

/** One line of the child's output; the last one is its answer. `rows` = so many lines of `packRow` follow. */
export type WireLine =
  | { rows: number; dataset: string }
  | { done: number; total: number | null }
  | { verdict: Verdict }
  | { marked: { cells: number } }
  | { window: SheetWindow }
  | { unreadable: { code: string; status: UnreadableFile['status']; params: UnreadableFile['params'] } }
  /** Where in the program it failed, and the kind of failure: never its message, which may hold a cell. */
  | { crash: string }

const NONE = '\\N'
const SAME = '\\='

/** A staged row as one line: its fields in the order of `StagedRow`, escaped like the `line` that ends it, which JSON would double. */
export function packRow({ sheet, rowNo, key, code, version, updatedAt, deleted, line }: StagedRow): string {
  const written = code === null ? NONE : code === key ? SAME : escapeText(code)
  return `${sheet}\t${rowNo}\t${escapeText(key)}\t${written}\t${version ?? NONE}\t${updatedAt ?? NONE}\t${deleted ? 1 : 0}\t${line}`
}

export function unpackRow(packed: string): StagedRow {
  let from = 0
  const next = (): string => {
    const end = packed.indexOf('\t', from)
    const field = packed.slice(from, end)
    from = end + 1
    return field
  }
  const sheet = Number(next())
  const rowNo = Number(next())
  const key = readText(next())
  const written = next()
  const version = next()
  const updatedAt = next()
  const deleted = next() === '1'
  return {
    sheet,
    rowNo,
    key,
    code: written === NONE ? null : written === SAME ? key : readText(written),
    version: version === NONE ? null : Number(version),
    updatedAt: updatedAt === NONE ? null : updatedAt,
    deleted,
    line: packed.slice(from),
  }
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const LETTERS: Readonly<Record<string, string>> = { '\\': '\\', t: '\t', n: '\n', r: '\r' }

function escapeText(text: string): string {
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (char) => ESCAPES[char] ?? char) : text
}

function readText(text: string): string {
  return text.includes('\\') ? text.replace(/\\(.)/g, (_, letter: string) => LETTERS[letter] ?? letter) : text
}
