import { addDays, type Day, type DayRange } from '../../shared/period.ts'
import { bridgeDays, movedBy, near } from '../../shared/unit-bridges.ts'
import type { UnitSet } from '../../shared/units.ts'
import { asksForAreas, forestByArea, forestNow } from './areas.ts'
import { below, changeDays, type Forest, forestOn, groupsIn, type UnitSplit } from './tree.ts'
import { groupsByTree } from './tree-groups.ts'

/** Which unit's rows count in which group, and how much of them. */
export interface Member {
  unit: string
  group: string
  weight: number
}

/** A run of days in which every unit belongs to the same groups. `members: null` = every row counts, in one group. */
export interface Segment extends DayRange {
  members: readonly Member[] | null
}

/** What decides about membership. */
export interface Membership {
  root: string | null
  split: UnitSplit
  /** The tree by whose groups the root is split; null = all trees together. */
  tree: string | null
  mode: 'then' | 'now'
  today: Day
  /** Only units at or below these count: the caller's scope. */
  scope: 'all' | readonly string[]
  /** Only units at or below these count: the query's filter. */
  only: readonly string[] | null
}

/** The period cut where units changed hands inside it. */
export function segmentsOf(set: UnitSet, period: DayRange, membership: Membership): Segment[] {
  if (isEverything(membership)) return [{ ...period, members: null }]
  const isNow = membership.mode === 'now'
  const changes = isNow ? bridgeDays(set) : changeDays(set)
  const starts = [period.from, ...changes.filter((day) => period.from < day && day <= period.to)]
  // As of now only the way into the groups changes from day to day, not the groups.
  const groups = isNow ? groupsFor(set, membership.today, membership) : null
  const segments: Segment[] = []
  for (const [i, from] of starts.entries()) {
    const next = starts[i + 1]
    const to = next ? addDays(next, -1) : period.to
    const members = groups ? flowInto(set, from, membership.today, groups) : staying(groupsFor(set, from, membership))
    const last = segments.at(-1)
    if (last && sameMembers(last.members, members)) last.to = to
    else segments.push({ from, to, members })
  }
  return segments
}

function isEverything({ root, split, mode, scope, only }: Membership): boolean {
  return root === null && split === 'total' && mode === 'then' && scope === 'all' && only === null
}

/** Which group each unit stands in on a day, as far as the caller and the filter allow. */
function groupsFor(set: UnitSet, on: Day, membership: Membership): Map<string, string> {
  const { root, split, tree, mode, scope, only } = membership
  const forest = forestFor(set, on, membership)
  const groups =
    tree === null ? groupsIn(set, forest, root, split) : groupsByTree(set, forest, { root, split, tree, day: on })
  for (const list of [scope, only]) {
    if (list === 'all' || list === null) continue
    const allowed = new Set(list.flatMap((unit) => [...below(set, on, unit, filterForest(set, on, mode))]))
    for (const unit of groups.keys()) if (!allowed.has(unit)) groups.delete(unit)
  }
  return groups
}

function staying(groups: ReadonlyMap<string, string>): Member[] {
  return [...groups].map(([unit, group]) => ({ unit, group, weight: 1 }))
}

/** Whose rows of a day are in today's groups: those of units that are still there, and what came over the bridges. */
function flowInto(set: UnitSet, day: Day, today: Day, groups: ReadonlyMap<string, string>): Member[] {
  const moved = movedBy(set, day, today)
  const members: Member[] = []
  for (const [unit, group] of groups) if (!moved.has(unit)) members.push({ unit, group, weight: 1 })
  for (const [unit, shares] of moved) {
    const byGroup = new Map<string, number>()
    for (const share of shares) {
      const group = groups.get(share.unit)
      if (group !== undefined) byGroup.set(group, (byGroup.get(group) ?? 0) + share.weight)
    }
    for (const [group, weight] of byGroup) members.push({ unit, group, weight: near(weight) })
  }
  return members
}

function forestFor(set: UnitSet, on: Day, membership: Membership): Forest {
  if (membership.mode === 'then') return forestOn(set, on)
  return asksForAreas(set, on, membership) ? forestByArea(set, on) : forestNow(set, on)
}

/** Who may be named in a filter as of now includes the old districts: theirs are today's communes of that area. */
function filterForest(set: UnitSet, on: Day, mode: Membership['mode']): Forest {
  return mode === 'now' ? forestByArea(set, on) : forestOn(set, on)
}

function sameMembers(a: Segment['members'], b: Segment['members']): boolean {
  if (a === null || b === null) return a === b
  if (a.length !== b.length) return false
  if (a.every((member, i) => isSame(member, b[i]))) return true
  const text = new Set(a.map(textOf))
  return b.every((member) => text.has(textOf(member)))
}

function isSame(a: Member, b: Member | undefined): boolean {
  return a.unit === b?.unit && a.group === b.group && a.weight === b.weight
}

function textOf({ unit, group, weight }: Member): string {
  return `${unit}\u001f${group}\u001f${weight}`
}
