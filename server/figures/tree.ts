import type { Day } from '../../shared/period.ts'
import { type DatedParent, type Level, MAIN_TREE, type UnitSet } from '../../shared/units.ts'

/** Who stood under whom on a day, in all trees together. */
export interface Forest {
  /** Children by parent, those of the main tree first. */
  children: ReadonlyMap<string, readonly string[]>
  /** Parents by child, that of the main tree first. */
  parents: ReadonlyMap<string, readonly string[]>
  roots: readonly string[]
}

const forests = new WeakMap<UnitSet, Map<Day, Forest>>()

/**
 * The forest of a day. A unit's first and last parents hold before its beginning and after its end, so that a row dated
 * outside its unit's life is neither lost nor counted twice.
 */
export function forestOn(set: UnitSet, day: Day): Forest {
  const known = forests.get(set) ?? new Map<Day, Forest>()
  forests.set(set, known)
  const epoch = changeDays(set).findLast((change) => change <= day) ?? ''
  const found = known.get(epoch)
  if (found) return found
  const forest = plant(set, day)
  known.set(epoch, forest)
  return forest
}

function plant(set: UnitSet, day: Day): Forest {
  const main = new Map<string, string[]>()
  const other = new Map<string, string[]>()
  const parents = new Map<string, string[]>()
  const roots: string[] = []
  for (const unit of set.units.values()) {
    const held = [...spellsByTree(unit.parents).entries()]
      .flatMap(([tree, spells]) => {
        const spell = heldOn(spells, day)
        return spell && set.units.has(spell.parent) ? [{ tree, parent: spell.parent }] : []
      })
      .sort((a, b) => Number(b.tree === MAIN_TREE) - Number(a.tree === MAIN_TREE))
    if (held.length === 0) roots.push(unit.id)
    parents.set(unit.id, [...new Set(held.map(({ parent }) => parent))])
    for (const { tree, parent } of held) append(tree === MAIN_TREE ? main : other, parent, unit.id)
  }
  for (const [parent, ids] of other) main.set(parent, [...(main.get(parent) ?? []), ...ids])
  return { children: main, parents, roots }
}

const changes = new WeakMap<UnitSet, Day[]>()

/** The days on which some unit went to another parent, in order. */
export function changeDays(set: UnitSet): Day[] {
  const known = changes.get(set)
  if (known) return known
  const days = new Set<Day>()
  for (const unit of set.units.values())
    for (const spells of spellsByTree(unit.parents).values()) for (const { from } of spells.slice(1)) days.add(from)
  const sorted = [...days].sort()
  changes.set(set, sorted)
  return sorted
}

function spellsByTree(parents: readonly DatedParent[]): Map<string, DatedParent[]> {
  const byTree = new Map<string, DatedParent[]>()
  for (const spell of parents) append(byTree, spell.tree, spell)
  for (const spells of byTree.values()) spells.sort((a, b) => (a.from < b.from ? -1 : 1))
  return byTree
}

function heldOn(spells: readonly DatedParent[], day: Day): DatedParent | undefined {
  return spells.findLast((spell) => spell.from <= day) ?? spells[0]
}

/** How an asked unit is split: not at all, into its direct children, or into all below it of one level. */
export type UnitSplit = 'total' | 'children' | Level

/** The groups of a day's forest. */
export function groupsOn(set: UnitSet, day: Day, root: string | null, split: UnitSplit): Map<string, string> {
  return groupsIn(set, forestOn(set, day), root, split)
}

/**
 * For every unit at or below `root`, the group it counts in; each unit once, by the way through the main tree where there
 * are several. Rows of the asked unit itself stay with it when split into children; a split by level leaves out what
 * stands below no unit of that level.
 *
 * @param root - null for everything; its children are the units without a parent
 */
export function groupsIn(set: UnitSet, forest: Forest, root: string | null, split: UnitSplit): Map<string, string> {
  const groups = new Map<string, string>()
  const seen = new Set<string>()
  const queue: { id: string; group: string | null }[] = []
  const enter = (id: string, above: string | null, isChild: boolean) => {
    if (seen.has(id)) return
    seen.add(id)
    const group = groupOf(id, above, isChild)
    if (group !== null) groups.set(id, group)
    queue.push({ id, group })
  }
  const groupOf = (id: string, above: string | null, isChild: boolean) => {
    if (split === 'total') return root ?? ''
    if (split === 'children') return isChild ? id : (above ?? id)
    return above ?? (set.units.get(id)?.level === split ? id : null)
  }
  if (root === null) for (const id of forest.roots) enter(id, null, true)
  else enter(root, null, false)
  for (const { id, group } of queue) for (const child of forest.children.get(id) ?? []) enter(child, group, id === root)
  return groups
}

/** The parents of a day in one tree, by child. */
export function linksOn(set: UnitSet, day: Day, tree: string): Map<string, string> {
  const links = new Map<string, string>()
  for (const unit of set.units.values()) {
    const spells = unit.parents.filter((spell) => spell.tree === tree).sort((a, b) => (a.from < b.from ? -1 : 1))
    const held = heldOn(spells, day)
    if (held && set.units.has(held.parent)) links.set(unit.id, held.parent)
  }
  return links
}

/** A unit and all below it, in every tree. */
export function below(set: UnitSet, day: Day, root: string, forest = forestOn(set, day)): Set<string> {
  return new Set(groupsIn(set, forest, root, 'total').keys())
}

/** The units above one, nearest first. */
export function above(set: UnitSet, day: Day, unit: string, { parents } = forestOn(set, day)): string[] {
  const found = new Set<string>()
  const queue = [...(parents.get(unit) ?? [])]
  for (const next of queue) {
    if (found.has(next) || next === unit) continue
    found.add(next)
    queue.push(...(parents.get(next) ?? []))
  }
  return [...found]
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
