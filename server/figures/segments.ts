import { addDays, type Day, type DayRange } from '../../shared/period.ts'
import type { UnitSet } from '../../shared/units.ts'
import { bridgeDays, follow, near } from './bridges.ts'
import { below, changeDays, groupsOn, type UnitSplit } from './tree.ts'

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
  const changes = membership.mode === 'then' ? changeDays(set) : bridgeDays(set)
  const starts = [period.from, ...changes.filter((day) => period.from < day && day <= period.to)]
  const segments: Segment[] = []
  for (const [i, from] of starts.entries()) {
    const next = starts[i + 1]
    const to = next ? addDays(next, -1) : period.to
    const members = membersOn(set, from, membership)
    const last = segments.at(-1)
    if (last && sameMembers(last.members, members)) last.to = to
    else segments.push({ from, to, members })
  }
  return segments
}

function isEverything({ root, split, mode, scope, only }: Membership): boolean {
  return root === null && split === 'total' && mode === 'then' && scope === 'all' && only === null
}

/** The members of every group as of one day. */
export function membersOn(set: UnitSet, day: Day, membership: Membership): Member[] {
  const { root, split, mode, today, scope, only } = membership
  const on = mode === 'now' ? today : day
  const groups = groupsOn(set, on, root, split)
  for (const list of [scope, only]) {
    if (list === 'all' || list === null) continue
    const allowed = new Set(list.flatMap((unit) => [...below(set, on, unit)]))
    for (const unit of groups.keys()) if (!allowed.has(unit)) groups.delete(unit)
  }
  if (mode === 'then') return [...groups].map(([unit, group]) => ({ unit, group, weight: 1 }))
  return [...set.units.keys()].flatMap((unit) => {
    const byGroup = new Map<string, number>()
    for (const share of follow(set, unit, day, today)) {
      const group = groups.get(share.unit)
      if (group !== undefined) byGroup.set(group, (byGroup.get(group) ?? 0) + share.weight)
    }
    return [...byGroup].map(([group, weight]) => ({ unit, group, weight: near(weight) }))
  })
}

function sameMembers(a: Segment['members'], b: Segment['members']): boolean {
  if (a === null || b === null) return a === b
  if (a.length !== b.length) return false
  const text = new Set(a.map(textOf))
  return b.every((member) => text.has(textOf(member)))
}

function textOf({ unit, group, weight }: Member): string {
  return `${unit}\u001f${group}\u001f${weight}`
}
