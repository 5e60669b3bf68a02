import type { Day } from '../../shared/period.ts'
import { areasOn } from '../../shared/unit-areas.ts'
import { heirOf, lineOf } from '../../shared/unit-bridges.ts'
import type { UnitSet } from '../../shared/units.ts'
import { above, type Forest, forestOn, type UnitSplit } from './tree.ts'

/** What a question about units as they are now asks for. */
interface Asked {
  root: string | null
  split: UnitSplit
}

/** Old districts are shown: one is asked about, or all of them. */
export function asksForAreas(set: UnitSet, today: Day, { root, split }: Asked): boolean {
  return split === 'district' || (root !== null && isEndedDistrict(set, root, today))
}

function isEndedDistrict(set: UnitSet, id: string, today: Day): boolean {
  const unit = set.units.get(id)
  return unit?.level === 'district' && unit.to < today
}

/** Is a group one of those shown when units are asked for as of now: alive today, or an area where these are asked for? */
export function standsNow(set: UnitSet, { today, level }: { today: Day; level: string | null }, id: string): boolean {
  const unit = set.units.get(id)
  if (unit === undefined) return false
  if (unit.from <= today && today <= unit.to) return true
  return level === 'district' && areasOn(set, today).communes.has(id)
}

/**
 * The forest in which rows of all times are counted as of today: what ended without an heir, such as a district with the
 * dossiers it resolved itself, stands below what its own parent became.
 */
export function forestNow(set: UnitSet, today: Day): Forest {
  return remembered(nows, set, today, () => {
    const forest = forestOn(set, today)
    const shape = copyOf(forest)
    const heirs = new Map<string, string | null>()
    for (const [child, above] of forest.parents) {
      if ((set.units.get(child)?.to ?? today) >= today) continue
      for (const parent of above) {
        const heir = heirs.has(parent) ? heirs.get(parent) : heirOf(set, parent, today)
        heirs.set(parent, heir ?? null)
        if (heir && heir !== parent && set.units.has(heir)) shape.move(child, parent, heir)
      }
    }
    return shape.forest
  })
}

/** As `forestNow`, with today's communes below the old district that most of each comes from. */
export function forestByArea(set: UnitSet, today: Day): Forest {
  return remembered(byArea, set, today, () => {
    const forest = forestNow(set, today)
    const shape = copyOf(forest)
    // A commune whose district lies below another province than the commune itself stays where it is.
    for (const [commune, { district }] of areasOn(set, today).of)
      for (const parent of forest.parents.get(commune) ?? [])
        if (forest.parents.get(district)?.includes(parent)) shape.move(commune, parent, district)
    return shape.forest
  })
}

/** The units above one as a question sees them, nearest first; as of now each with what it was before. */
export function aboveAsked(
  set: UnitSet,
  { units, today }: { units: 'then' | 'now'; today: Day },
  day: Day,
  unit: string,
): string[] {
  if (units === 'then') return above(set, day, unit)
  return above(set, today, unit, forestNow(set, today)).flatMap((id) => lineOf(set, id, today))
}

/** Old districts whose figures as of today are an estimate, because a commune straddles their border. */
export function inexactAreas(set: UnitSet, today: Day, asked: Asked): ReadonlySet<string> {
  // Split into communes, the district's own row is what its office did: that is no estimate.
  const whole = asked.split === 'district' || asked.split === 'total'
  return whole && asksForAreas(set, today, asked) ? areasOn(set, today).inexact : NONE
}

const NONE: ReadonlySet<string> = new Set()
const MOST_HELD = 8
const nows = new WeakMap<UnitSet, Map<Day, Forest>>()
const byArea = new WeakMap<UnitSet, Map<Day, Forest>>()

function remembered(held: typeof nows, set: UnitSet, day: Day, make: () => Forest): Forest {
  const known = held.get(set) ?? new Map<Day, Forest>()
  held.set(set, known)
  const found = known.get(day)
  if (found) return found
  if (known.size >= MOST_HELD) known.clear()
  const made = make()
  known.set(day, made)
  return made
}

/** A forest that can be changed without touching the one it was made of. */
function copyOf(forest: Forest) {
  const children = new Map(forest.children)
  const parents = new Map(forest.parents)
  const move = (child: string, from: string, to: string) => {
    children.set(
      from,
      (children.get(from) ?? []).filter((id) => id !== child),
    )
    children.set(to, [...(children.get(to) ?? []), child])
    parents.set(
      child,
      (parents.get(child) ?? []).map((id) => (id === from ? to : id)),
    )
  }
  return { forest: { children, parents, roots: forest.roots }, move }
}
