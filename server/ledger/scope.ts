import { dayOf } from '../../shared/period.ts'
import type { Scope } from '../../shared/roles.ts'
import { unitsBelow, unitsCountedIn } from '../../shared/unit-cover.ts'
import type { UnitSet } from '../../shared/units.ts'
import type { Wall } from './walls.ts'

/** The units that a scope covers: its own and all below them, in any tree, at any time; `all` covers everything. */
export function coveredUnits(scope: Scope, set: UnitSet): 'all' | ReadonlySet<string> {
  return scope.units === 'all' ? 'all' : unitsBelow(set, scope.units)
}

/** May the scope see a feed of this unit? A feed of no unit speaks for the whole tree and is seen only with it. */
export function coversFeed(
  covered: 'all' | ReadonlySet<string>,
  feed: { unit: string | null; system: boolean },
): boolean {
  return covered === 'all' || feed.system || (feed.unit !== null && covered.has(feed.unit))
}

/** Behind which wall a scope reads rows; null for who sees everything. */
export function readerWall(scope: Scope, set: UnitSet, now: Date): Wall | null {
  if (scope.units === 'all') return null
  return { role: 'toan_canh_reader', units: unitsCountedIn(set, scope.units, dayOf(now)), actor: scope.actor }
}

/** Behind which wall a scope reads feeds and deliveries. */
export function deskWall(scope: Scope, set: UnitSet): Wall | null {
  const units = coveredUnits(scope, set)
  return units === 'all' ? null : { role: 'toan_canh_desk', units, actor: scope.actor }
}
