import type { Day } from '../../shared/period.ts'
import type { UnitSet } from '../../shared/units.ts'
import { type Forest, groupsIn, linksOn, type UnitSplit } from './tree.ts'

/** The group of those who stand in none; a row of an answer shows it as null. */
export const NO_GROUP = ''

/** More levels than any tree of units has. */
const MOST_LEVELS = 40

/** A question split by the groups of one tree, such as emulation clusters ("cụm thi đua"). */
export interface TreeQuestion {
  root: string | null
  split: UnitSplit
  tree: string
  day: Day
}

/**
 * As `groupsIn`, split by the groups of one tree: everything below `root` counts in the group in which it, or what it
 * belongs to, stands in that tree; each unit once. What stands in no group of the tree counts in none, so that all rows
 * together are still the whole.
 */
export function groupsByTree(set: UnitSet, forest: Forest, { root, split, tree, day }: TreeQuestion) {
  const territory = groupsIn(set, forest, root, 'total')
  if (split === 'total') return territory
  const links = linksOn(set, day, tree)
  const nodes = new Set([...links.keys(), ...links.values()])
  const groups = new Map<string, string>()
  for (const unit of territory.keys()) {
    const group = groupOf(set, unit, climb(unit, root, { links, nodes, forest }), split)
    if (group !== null) groups.set(unit, group)
  }
  return groups

  function groupOf(set: UnitSet, unit: string, path: string[], split: UnitSplit): string | null {
    const standing = path.filter((id) => nodes.has(id) && id !== root)
    if (split === 'children') return unit === root ? unit : (standing.at(-1) ?? NO_GROUP)
    return standing.findLast((id) => set.units.get(id)?.level === split) ?? null
  }
}

/** The way up from a unit to the root: by the tree where it stands in it, by the main forest until then. */
function climb(
  unit: string,
  root: string | null,
  { links, nodes, forest }: { links: ReadonlyMap<string, string>; nodes: ReadonlySet<string>; forest: Forest },
): string[] {
  const path = [unit]
  for (let at = unit; at !== root && path.length < MOST_LEVELS; ) {
    const next = links.get(at) ?? (nodes.has(at) ? undefined : forest.parents.get(at)?.[0])
    if (next === undefined) break
    path.push(next)
    at = next
  }
  return path
}

/** The names of all trees in which units stand. */
export function treesOf(set: UnitSet): string[] {
  return [...new Set([...set.units.values()].flatMap((unit) => unit.parents.map(({ tree }) => tree)))].sort()
}
