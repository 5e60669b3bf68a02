import type { Scope } from '../../shared/roles.ts'
import type { UnitSet } from '../../shared/units.ts'

/** The units that a scope covers: its own and all below them, in any tree, at any time; `all` covers everything. */
export function coveredUnits(scope: Scope, { units }: UnitSet): 'all' | ReadonlySet<string> {
  if (scope.units === 'all') return 'all'
  const below = new Map<string, string[]>()
  for (const unit of units.values()) {
    for (const { parent } of unit.parents) below.set(parent, [...(below.get(parent) ?? []), unit.id])
  }
  const covered = new Set<string>()
  const waiting = [...scope.units]
  for (let unit = waiting.pop(); unit !== undefined; unit = waiting.pop()) {
    if (covered.has(unit)) continue
    covered.add(unit)
    waiting.push(...(below.get(unit) ?? []))
  }
  return covered
}

/** May the scope see a feed of this unit? A feed of no unit speaks for the whole tree and is seen only with it. */
export function coversFeed(
  covered: 'all' | ReadonlySet<string>,
  feed: { unit: string | null; system: boolean },
): boolean {
  return covered === 'all' || feed.system || (feed.unit !== null && covered.has(feed.unit))
}
