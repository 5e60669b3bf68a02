import type { Question, SheetMapping } from '../../shared/batch.ts'
import type { Dataset, Row } from '../../shared/datasets/dataset.ts'
import type { Say } from './checks/check.ts'
import type { Faults } from './faults.ts'
import type { CheckRequest } from './intake.ts'
import type { Profile } from './profiles/profile.ts'
import type { RowPlace } from './row-place.ts'
import type { Stager } from './stage.ts'
import type { IsInside } from './unit-inside.ts'
import type { FindUnit } from './unit-lookup.ts'
import type { UnitIndex } from './unit-names.ts'

/** A row that waits for the end of the file, because its meaning depends on the rows around it. */
export interface Draft {
  row: Row
  place: RowPlace
  /** Broke a rule of severity error: counted, never staged. */
  faulty: boolean
  /** Not a row of its own but a group's or a total's sum: checked, never stored. */
  aside: boolean
  /** Running number and label as printed; empty where the sheet has none. */
  no: string
  label: string
  say: Say
}

/** Rows that a profile adds of its own, such as units that a score sheet names for the first time. */
export interface Extra {
  dataset: Dataset
  row: Row
  place: RowPlace
}

/** Everything one check works with; created anew for each delivery. */
export interface Run {
  request: CheckRequest
  index: UnitIndex
  findUnit: FindUnit
  isInside: IsInside
  faults: Faults
  stager: Stager
  mapping: SheetMapping[]
  /** Headers that were dropped in memory, in order of appearance. */
  dropped: Set<string>
  questions: Map<string, Question>
  sheets: string[]
  /** Rows of the sheet's own form that wait for the end of the file. */
  held: Draft[]
  /** The same for every form of the file. */
  heldBy: Map<Profile, Draft[]>
  /** Units that the delivery itself declares, by identity. */
  declared: Map<string, Extra>
  counts: { read: number; rejected: number }
  /** Answers to this sheet that come from earlier files; they stand among `request.answers` too. */
  recalled: ReadonlyMap<string, string>
  /** Those that any sheet made use of, by id. */
  remembered: Map<string, string>
}
