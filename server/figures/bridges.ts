import type { Day } from '../../shared/period.ts'
import type { Bridge, UnitSet } from '../../shared/units.ts'

/** How much of an earlier unit's rows belongs to one of today's units. */
export interface Share {
  unit: string
  weight: number
}

/** More steps than any chain of reorganisations has; only a circle in the data gets there. */
const MOST_STEPS = 40

/**
 * What became, by `today`, of a row that a unit had on a day. A row dated after its unit ended follows the unit's last
 * bridge; a unit that lost only a part keeps the rows dated after that.
 */
export function follow(set: UnitSet, unit: string, day: Day, today: Day, steps = MOST_STEPS): Share[] {
  const next = nextBridges(set, unit, day, today)
  if (next.length === 0 || steps === 0) return [{ unit, weight: 1 }]
  const shares = next.flatMap((bridge) =>
    follow(set, bridge.to, bridge.on, today, steps - 1).map((share) => ({
      unit: share.unit,
      weight: share.weight * bridge.weight,
    })),
  )
  return addUp(shares)
}

function nextBridges(set: UnitSet, unit: string, day: Day, today: Day): Bridge[] {
  const all = (bridgesFrom(set).get(unit) ?? []).filter((bridge) => bridge.on <= today)
  const days = [...new Set(all.map((bridge) => bridge.on))].sort()
  const ended = (set.units.get(unit)?.to ?? today) < today
  const on = days.find((on) => on > day) ?? (ended ? days.at(-1) : undefined)
  return all.filter((bridge) => bridge.on === on && !(bridge.to === unit && bridge.on <= day))
}

function addUp(shares: readonly Share[]): Share[] {
  const byUnit = new Map<string, number>()
  for (const { unit, weight } of shares) byUnit.set(unit, (byUnit.get(unit) ?? 0) + weight)
  return [...byUnit].map(([unit, weight]) => ({ unit, weight: near(weight) }))
}

/** Thirds that add up to one are one. */
export function near(weight: number): number {
  return Math.abs(weight - 1) < 1e-9 ? 1 : weight
}

const index = new WeakMap<UnitSet, Map<string, Bridge[]>>()

function bridgesFrom(set: UnitSet): Map<string, Bridge[]> {
  const known = index.get(set)
  if (known) return known
  const made = Map.groupBy(set.bridges, (bridge) => bridge.from)
  index.set(set, made)
  return made
}

/** The days on which what became of a unit's rows changes. */
export function bridgeDays(set: UnitSet): Day[] {
  return [...new Set(set.bridges.map((bridge) => bridge.on))].sort()
}
