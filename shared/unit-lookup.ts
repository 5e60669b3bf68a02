import type { Day } from './period.ts'
import { areasOn } from './unit-areas.ts'
import { bridgesTo } from './unit-bridges.ts'
import { type DatedParent, foldAccents, LEVELS, MAIN_TREE, nameOn, type Unit, type UnitSet } from './units.ts'

interface UnitIndex {
  byCode: Map<string, Unit[]>
  children: Map<string, { unit: Unit; link: DatedParent }[]>
}

const indexes = new WeakMap<UnitSet, UnitIndex>()

/** The unit that a text names: an id, or `scheme:CODE[@date]` with the code's holder on that day (default `today`); null when there is none. */
export function findUnit(set: UnitSet, text: string, today: Day): Unit | null {
  const byId = set.units.get(text)
  if (byId) return byId
  const [, scheme, code, date] = /^([A-Za-z0-9-]+):([^@]+)(?:@(\d{4}-\d{2}-\d{2}))?$/.exec(text) ?? []
  if (!scheme || !code) return null
  const day = date ?? today
  const holders = (indexOf(set).byCode.get(codeKey(scheme, code)) ?? []).filter((unit) =>
    unit.codes.some((held) => held.scheme === scheme && held.code === code && held.from <= day && day <= held.to),
  )
  return holders.sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level))[0] ?? null
}

/**
 * The units directly below a unit on a day, by name. A district that has ended holds the communes of the day that mostly
 * come from it; a unit that had not begun holds those that became it.
 *
 * @param tree - only this tree; else all
 */
export function childrenOn(set: UnitSet, parent: string, day: Day, tree?: string): Unit[] {
  return byName([...new Set(directlyBelow(set, parent, day, tree))], day)
}

/** Does anything stand below a unit on a day? */
export function hasChildrenOn(set: UnitSet, parent: string, day: Day, tree?: string): boolean {
  return directlyBelow(set, parent, day, tree).length > 0
}

function directlyBelow(set: UnitSet, parent: string, day: Day, tree?: string): Unit[] {
  const links = (indexOf(set).children.get(parent) ?? []).filter(
    ({ unit, link }) =>
      (tree === undefined || link.tree === tree) && link.from <= day && day <= link.to && isAlive(unit, day),
  )
  if (links.length > 0) return links.map(({ unit }) => unit)
  const unit = set.units.get(parent)
  if (unit === undefined || isAlive(unit, day) || (tree !== undefined && tree !== MAIN_TREE)) return []
  const ids =
    unit.to < day
      ? (areasOn(set, day).communes.get(parent) ?? [])
      : (bridgesTo(set).get(parent) ?? []).map((bridge) => bridge.from)
  return ids.flatMap((id) => set.units.get(id) ?? []).filter((found) => isAlive(found, day))
}

/** The old districts of which communes below a unit mostly come: today's "khu vực (huyện cũ)". */
export function areasBelow(set: UnitSet, top: string | null, day: Day): Unit[] {
  const { of, communes } = areasOn(set, day)
  const inside = top === null ? [...of.keys()] : descendantsOn(set, top, day).map(({ id }) => id)
  const districts = new Set(inside.flatMap((id) => of.get(id)?.district ?? []))
  return byName(
    [...districts].filter((id) => communes.has(id)).flatMap((id) => set.units.get(id) ?? []),
    day,
  )
}

/** The units at the top of a tree of their own, such as emulation clusters, that hold something at or below a unit. */
export function groupsBelow(set: UnitSet, top: string | null, day: Day, tree: string): Unit[] {
  const inside = top === null ? null : new Set([top, ...descendantsOn(set, top, day).map(({ id }) => id)])
  const roots = new Set<string>()
  for (const unit of set.units.values()) {
    if (inside !== null && !inside.has(unit.id)) continue
    const root = topOf(set, unit, day, tree)
    if (root !== null) roots.add(root)
  }
  return byName(
    [...roots].flatMap((id) => set.units.get(id) ?? []),
    day,
  )
}

const MOST_LEVELS = 40

function topOf(set: UnitSet, unit: Unit, day: Day, tree: string): string | null {
  let top: string | null = null
  for (let at: Unit | undefined = unit, steps = 0; at !== undefined && steps < MOST_LEVELS; steps += 1) {
    const link: DatedParent | undefined = at.parents.find(
      (held) => held.tree === tree && held.from <= day && day <= held.to,
    )
    if (link === undefined) break
    top = link.parent
    at = set.units.get(link.parent)
  }
  return top
}

/** All units below a unit on a day, in any tree, nearest first. */
export function descendantsOn(set: UnitSet, ancestor: string, day: Day): Unit[] {
  const found = new Map<string, Unit>()
  for (let level = childrenOn(set, ancestor, day); level.length > 0; ) {
    const fresh = level.filter((unit) => unit.id !== ancestor && !found.has(unit.id))
    for (const unit of fresh) found.set(unit.id, unit)
    level = fresh.flatMap((unit) => childrenOn(set, unit.id, day))
  }
  return [...found.values()]
}

/** The units that stand under nobody on a day. */
export function rootsOn(set: UnitSet, day: Day): Unit[] {
  return byName(
    [...set.units.values()].filter((unit) => isAlive(unit, day) && parentOn(unit, day) === null),
    day,
  )
}

/** The units alive on a day whose name holds the text, accents and case aside. */
export function searchUnits(set: UnitSet, text: string, day: Day): Unit[] {
  const wanted = foldAccents(text)
  if (wanted === '') return []
  return byName(
    [...set.units.values()].filter((unit) => isAlive(unit, day) && foldAccents(nameOn(unit, day)).includes(wanted)),
    day,
  )
}

/** The parent on a day: in the tree asked for, else in the main tree where the unit stands in several; null for a root. */
export function parentOn(unit: Unit, day: Day, tree?: string): string | null {
  const held = unit.parents.filter(
    (link) => link.from <= day && day <= link.to && (tree === undefined || link.tree === tree),
  )
  return (held.find((link) => link.tree === MAIN_TREE) ?? held[0])?.parent ?? null
}

/** The code on a day in a scheme; null when it bore none. */
export function codeOn(unit: Unit, scheme: string, day: Day): string | null {
  return unit.codes.find((held) => held.scheme === scheme && held.from <= day && day <= held.to)?.code ?? null
}

/** The tree to which the names around a unit belong: the main tree unless the unit and all below it stand only in another. */
export function treeOf(set: UnitSet, unit: Unit): string {
  const below = (indexOf(set).children.get(unit.id) ?? []).map(({ link }) => link.tree)
  const trees = [...unit.parents.map((link) => link.tree), ...below]
  return trees.includes(MAIN_TREE) ? MAIN_TREE : (trees[0] ?? MAIN_TREE)
}

function isAlive(unit: Unit, day: Day): boolean {
  return unit.from <= day && day <= unit.to
}

function byName(units: Unit[], day: Day): Unit[] {
  return units.sort((a, b) => nameOn(a, day).localeCompare(nameOn(b, day), 'vi') || (a.id < b.id ? -1 : 1))
}

function codeKey(scheme: string, code: string): string {
  return `${scheme}:${code}`
}

function indexOf(set: UnitSet): UnitIndex {
  const known = indexes.get(set)
  if (known) return known
  const index: UnitIndex = { byCode: new Map(), children: new Map() }
  for (const unit of set.units.values()) {
    for (const { scheme, code } of unit.codes) push(index.byCode, codeKey(scheme, code), unit)
    for (const link of unit.parents) push(index.children, link.parent, { unit, link })
  }
  indexes.set(set, index)
  return index
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const held = map.get(key)
  if (held) held.push(value)
  else map.set(key, [value])
}
