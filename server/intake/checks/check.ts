import type { Severity } from '../../../shared/batch.ts'
import type { Row, Words } from '../../../shared/datasets/dataset.ts'
import type { Day } from '../../../shared/period.ts'

/** What a fault is about, for its sentence: numbers and names, never a dossier code. */
export type Params = Record<string, string | number>

/** One rule as `docs/rules.md` lists it. The id is stable: officers, filters and other systems refer to it. */
export interface Rule {
  id: string
  severity: Severity
  title: Words
  /** What is wrong, in Vietnamese, with the numbers of the case. */
  message: (params: Params) => string
  /** What the officer can do about it; left out where the message says so already. */
  suggestion?: (params: Params) => string
}

/** What a check found in a row. */
export interface Found {
  column?: string
  value?: string | null
  params?: Params
}

/** Reports a fault of the row being checked. */
export type Say = (rule: Rule, found?: Found) => void

/** What a row check may know besides the row. */
export interface About {
  today: Day
}

/** Rules of one family and the function that tries them on a finished row of the named datasets. */
export interface Check {
  datasets: readonly string[]
  row: (row: Row, say: Say, about: About) => void
}

/** A number as Vietnamese readers write it: `9.612`, `19,98`. */
export function vi(value: number): string {
  return value.toLocaleString('vi-VN', { maximumFractionDigits: 4 })
}
