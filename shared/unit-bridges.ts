import type { Day } from './period.ts'
import type { Bridge, UnitSet } from './units.ts'

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
  const [first] = all
  if (first === undefined) return all
  // Most units became one other on one day.
  if (all.length === 1) return (first.on > day || isEnded(set, unit, today)) && first.to !== unit ? all : []
  const days = [...new Set(all.map((bridge) => bridge.on))].sort()
  const on = days.find((on) => on > day) ?? (isEnded(set, unit, today) ? days.at(-1) : undefined)
  return all.filter((bridge) => bridge.on === on && !(bridge.to === unit && bridge.on <= day))
}

function isEnded(set: UnitSet, unit: string, today: Day): boolean {
  return (set.units.get(unit)?.to ?? today) < today
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

/** What became by `today` of the rows of every unit that has bridges; who is missing kept its rows. */
export type Moved = ReadonlyMap<string, readonly Share[]>

const MOST_HELD = 32
const moves = new WeakMap<UnitSet, Map<string, Moved>>()

/** As `follow`, for all units at once: a whole country is followed in one go and remembered. */
export function movedBy(set: UnitSet, day: Day, today: Day): Moved {
  const known = moves.get(set) ?? new Map<string, Moved>()
  moves.set(set, known)
  const key = `${bridgeDays(set).findLast((on) => on <= day) ?? ''} ${today}`
  const found = known.get(key)
  if (found) return found
  if (known.size >= MOST_HELD) known.clear()
  const moved = new Map([...bridgesFrom(set).keys()].map((unit) => [unit, follow(set, unit, day, today)]))
  known.set(key, moved)
  return moved
}

/** The only unit that all of an ended unit became, itself where it did not end; null where it was divided or has no heir. */
export function heirOf(set: UnitSet, unit: string, today: Day): string | null {
  const end = set.units.get(unit)?.to
  if (end === undefined || end >= today) return unit
  const [only, ...more] = follow(set, unit, end, today)
  return only && more.length === 0 && only.weight === 1 && only.unit !== unit ? only.unit : null
}

/**
 * The unit and those it was before under other ids: each became the next as a whole, and the next came from no other. What
 * cannot be added up or divided, such as a published score, is only handed down along this line.
 */
export function lineOf(set: UnitSet, unit: string, today: Day): string[] {
  const line = [unit]
  for (let last = unit; line.length < MOST_STEPS; ) {
    const sources = new Set((bridgesTo(set).get(last) ?? []).filter(({ on }) => on <= today).map(({ from }) => from))
    const [only] = sources
    if (only === undefined || sources.size > 1 || line.includes(only)) break
    const all = new Set((bridgesFrom(set).get(only) ?? []).filter(({ on }) => on <= today).map(({ to }) => to))
    if (all.size > 1) break
    line.push(only)
    last = only
  }
  return line
}

const forth = new WeakMap<UnitSet, Map<string, Bridge[]>>()
const back = new WeakMap<UnitSet, Map<string, Bridge[]>>()

/** Bridges by the unit that they lead away from. */
export function bridgesFrom(set: UnitSet): ReadonlyMap<string, readonly Bridge[]> {
  return indexed(forth, set, (bridge) => bridge.from)
}

/** Bridges by the unit that they lead to. */
export function bridgesTo(set: UnitSet): ReadonlyMap<string, readonly Bridge[]> {
  return indexed(back, set, (bridge) => bridge.to)
}

function indexed(index: WeakMap<UnitSet, Map<string, Bridge[]>>, set: UnitSet, key: (bridge: Bridge) => string) {
  const known = index.get(set)
  if (known) return known
  const made = Map.groupBy(set.bridges, key)
  index.set(set, made)
  return made
}

const days = new WeakMap<UnitSet, Day[]>()

/** The days on which what became of a unit's rows changes. */
export function bridgeDays(set: UnitSet): Day[] {
  const known = days.get(set)
  if (known) return known
  const made = [...new Set(set.bridges.map((bridge) => bridge.on))].sort()
  days.set(set, made)
  return made
}
