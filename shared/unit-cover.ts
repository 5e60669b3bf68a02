import type { Dataset } from './datasets/dataset.ts'
import type { Day } from './period.ts'
import { areasOn } from './unit-areas.ts'
import { bridgesTo } from './unit-bridges.ts'
import type { UnitSet } from './units.ts'

/** The units at or below these, in any tree, at any time. */
export function unitsBelow(set: UnitSet, units: readonly string[]): ReadonlySet<string> {
  const below = childrenOf(set)
  return closure(units, (unit) => below.get(unit) ?? [])
}

/** What a feed of a unit may speak of: the units at or below it, and those that ended and became one of them. */
export function unitsSpokenFor(set: UnitSet, unit: string, today: Day): ReadonlySet<string> {
  const below = childrenOf(set)
  return closure([unit], (next) => [
    ...(below.get(next) ?? []),
    ...before(set, next).filter((id) => (set.units.get(id)?.to ?? today) < today),
  ])
}

/**
 * May the feeds of a unit speak of the whole tree in this dataset? Published lists name every province, and the feed of one
 * brings them; nobody below a province does.
 */
export function speaksOfAll(set: UnitSet, unit: string, { lookup }: Pick<Dataset, 'lookup'>): boolean {
  const level = set.units.get(unit)?.level
  return lookup === 'tree' && (level === 'province' || level === 'country')
}

/**
 * Whose rows may count in figures of these units, whatever way they are asked for: the units at or below them, those that
 * became one of them wholly or in part, and today's communes of an old district among them.
 */
export function unitsCountedIn(set: UnitSet, units: readonly string[], today: Day): ReadonlySet<string> {
  const below = childrenOf(set)
  const { communes } = areasOn(set, today)
  return closure(units, (unit) => [
    ...(below.get(unit) ?? []),
    ...before(set, unit),
    ...((set.units.get(unit)?.to ?? today) < today ? (communes.get(unit) ?? []) : []),
  ])
}

function before(set: UnitSet, unit: string): string[] {
  return (bridgesTo(set).get(unit) ?? []).map(({ from }) => from)
}

function closure(start: readonly string[], next: (unit: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set(start)
  for (const unit of found) for (const other of next(unit)) found.add(other)
  return found
}

const held = new WeakMap<UnitSet, ReadonlyMap<string, readonly string[]>>()

function childrenOf(set: UnitSet): ReadonlyMap<string, readonly string[]> {
  const known = held.get(set)
  if (known) return known
  const below = new Map<string, string[]>()
  for (const unit of set.units.values())
    for (const { parent } of unit.parents) below.set(parent, [...(below.get(parent) ?? []), unit.id])
  held.set(set, below)
  return below
}
