import type { Repair, Severity } from '../../../shared/batch.ts'
import type { Row, Words } from '../../../shared/datasets/dataset.ts'
import type { Day } from '../../../shared/period.ts'
import type { Said, Saying } from '../../../shared/sentence.ts'
import type { Unit } from '../../../shared/units.ts'

/** One rule as `docs/rules.md` lists it. The id is stable: officers, filters and other systems refer to it. */
export interface Rule extends Saying {
  id: string
  severity: Severity
  title: Words
}

/** Gives the repair that would heal all rows of a fault, or null; asked once for a group, and again while it has none. */
export type Mend = (rule: Rule, found: Found) => Repair | null

/** What a check found in a row. */
export interface Found {
  column?: string
  value?: string | null
  /** The cell's own text, for the answer that repairs it; never shown. */
  text?: string
  params?: Said
  /** Tells groups of one rule and column apart that show no value. */
  kind?: string
  /** The other column of a contradiction. */
  against?: string
  /** The canonical column, where `column` is the officer's own header. */
  target?: string
  /** Units that may have been meant, best first. */
  units?: readonly Unit[]
  mend?: Mend | undefined
}

/** Reports a fault of the row being checked. */
export type Say = (rule: Rule, found?: Found) => void

/** What a row check may know besides the row. */
export interface About {
  today: Day
}

/** One rule of meaning and the function that tries it on a finished row of the named datasets. */
export interface Check {
  datasets: readonly string[]
  row: (row: Row, say: Say, about: About) => void
}

/** The number in a cell of a finished row; null where there is none. */
export function numberIn(row: Row, name: string): number | null {
  const value = row[name]
  return typeof value === 'number' ? value : null
}
