import type { SessionInfo } from '../../shared/access.ts'
import type { UnitItem } from '../../shared/api.ts'
import { type Day, dayOf } from '../../shared/period.ts'
import { useNow } from '../live/use-figure.ts'
import { type Directory, useDirectory, useUnit } from './directory.ts'
import { rangeOf } from './periods.ts'
import { naturalSplit, type Split } from './splits.ts'
import type { ViewState } from './view.ts'

/** What a view is about, once names and days are known. */
export interface Subject {
  today: Day
  range: { from: Day; to: Day }
  /** Day of which the tree and the map are shown. */
  on: Day
  directory: Directory
  home: { unit: string; name: string; level: string } | null
  /** The unit on screen; null while it is unknown. */
  unit: UnitItem | null
  /** What this address names is no unit. */
  isUnknown: boolean
  split: Split
  isReady: boolean
}

const MINUTE_MS = 60_000

/** Resolves the relative parts of a view: its days, its unit, its split. */
export function useSubject(view: ViewState, session: SessionInfo | null, seenAt: string | null): Subject {
  const now = dayOf(useNow(MINUTE_MS))
  const looked = view.at === null ? null : 'time' in view.at ? view.at.time : seenAt
  const today = looked === null ? now : dayOf(new Date(looked))
  const range = rangeOf(view.period, today)
  const last = range.to < today ? range.to : today
  const on = view.units === 'now' ? now : last
  const first = range.from < last ? range.from : last
  const home = session?.home ?? null
  const directory = useDirectory([first, on], `${home?.unit} ${session?.sample}`)
  const known = view.unit === null ? undefined : directory.unit(view.unit)
  const asked = view.unit ?? home?.unit ?? null
  const read = useUnit(known ? null : asked, on)
  const unit = known ?? read.value
  const split =
    view.split ?? naturalSplit(view.measure, unit?.level ?? home?.level ?? null, view.where, directory.hasDistricts)
  return {
    today,
    range,
    on,
    directory,
    home,
    unit,
    isUnknown: read.problem?.code === 'IOC_UNKNOWN_UNIT',
    split,
    isReady:
      session !== null &&
      (directory.isReady || home === null) &&
      (unit !== null || asked === null || read.problem !== null),
  }
}
