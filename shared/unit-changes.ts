import type { UnitChange } from './api.ts'
import { addDays, type Day, type DayRange } from './period.ts'
import { bridgesFrom, bridgesTo } from './unit-bridges.ts'
import { type Bridge, FOREVER, MAIN_TREE, nameOn, SINCE_EVER, type Unit, type UnitSet } from './units.ts'

type Counts = UnitChange['counts']

/**
 * The days of a range on which units of a territory changed, in order, so that a chart breaks where the list of units does.
 * Groups of units are arrangements, not units of government: they break nothing.
 *
 * @param under - the territory: this unit, all that ever stood below it and all that became one of those; null = everything
 */
export function changesIn(set: UnitSet, under: string | null, { from, to }: DayRange): UnitChange[] {
  const inside = under === null ? null : territoryOf(set, under)
  const days = new Map<Day, UnitChange>()
  const at = (on: Day): UnitChange => {
    const known = days.get(on) ?? { on, counts: nothing(), sources: [] }
    days.set(on, known)
    return known
  }
  const within = (day: Day) => from <= day && day <= to
  const count = (on: Day, kind: keyof Counts) => {
    if (within(on)) at(on).counts[kind] += 1
  }
  for (const unit of set.units.values()) {
    if (unit.level === 'group' || (inside !== null && !inside.has(unit.id))) continue
    countOwn(set, unit, count)
  }
  const touched = set.bridges.filter(
    ({ from, to, on }) => within(on) && (inside?.has(from) || inside?.has(to) || !inside),
  )
  for (const [on, bridges] of Map.groupBy(touched, (bridge) => bridge.on)) countBridges(set, bridges, on, count)
  for (const unit of set.units.values())
    if (inside === null || inside.has(unit.id))
      for (const { source, from: began } of unit.sources ?? []) name(days.get(began), source)
  return [...days.values()].sort((a, b) => (a.on < b.on ? -1 : 1))
}

function nothing(): Counts {
  return { merged: 0, split: 0, renamed: 0, moved: 0, created: 0, ended: 0 }
}

/** What a unit's own dates say: that it began or ended with nobody before or after it, took another name or parent. */
function countOwn(set: UnitSet, unit: Unit, count: (on: Day, kind: keyof Counts) => void): void {
  if (unit.from !== SINCE_EVER && !bridgesTo(set).has(unit.id)) count(unit.from, 'created')
  if (unit.to !== FOREVER && !bridgesFrom(set).has(unit.id)) count(addDays(unit.to, 1), 'ended')
  for (const { name, from } of unit.names)
    if (from > unit.from && nameOn(unit, addDays(from, -1)) !== name) count(from, 'renamed')
  const main = unit.parents.filter(({ tree }) => tree === MAIN_TREE)
  for (const [i, spell] of main.entries()) if (i > 0 && spell.from > unit.from) count(spell.from, 'moved')
}

/** What the bridges of one day say: who came from several, and who went to several. */
function countBridges(
  set: UnitSet,
  bridges: readonly Bridge[],
  on: Day,
  count: (on: Day, kind: keyof Counts) => void,
): void {
  const bySource = Map.groupBy(bridges, (bridge) => bridge.from)
  for (const targets of bySource.values()) if (targets.length > 1) count(on, 'split')
  for (const target of new Set(bridges.map((bridge) => bridge.to))) {
    // All of them: a neighbour outside the territory may have given a part.
    const sources = (bridgesTo(set).get(target) ?? []).filter((bridge) => bridge.on === on && bridge.from !== target)
    const lived = (set.units.get(target)?.from ?? on) < on
    const [only] = sources
    if (sources.length > 1 || (lived && sources.length > 0)) count(on, 'merged')
    else if (only && only.weight === 1 && !isTheSame(set, only)) count(on, 'renamed')
  }
}

/** Went on as a whole with the name and codes it had: only the list of units knows the difference. */
function isTheSame(set: UnitSet, { from, to, on }: Bridge): boolean {
  const before = set.units.get(from)
  const after = set.units.get(to)
  if (!before || !after) return false
  const codesOn = (unit: Unit, day: Day) =>
    unit.codes
      .filter((held) => held.scheme !== 'agency' && held.from <= day && day <= held.to)
      .map((held) => `${held.scheme}:${held.code}`)
      .sort()
      .join()
  const eve = addDays(on, -1)
  return nameOn(before, eve) === nameOn(after, on) && codesOn(before, eve) === codesOn(after, on)
}

function name(change: UnitChange | undefined, source: string): void {
  if (!change) return
  for (const act of source.split(';').map((part) => part.trim()))
    if (act !== '' && !change.sources.includes(act)) change.sources.push(act)
}

/** A unit, all that ever stood below it, and all that became one of those. */
function territoryOf(set: UnitSet, under: string): Set<string> {
  const below = new Map<string, string[]>()
  for (const unit of set.units.values())
    for (const { parent } of unit.parents) {
      const list = below.get(parent)
      if (list) list.push(unit.id)
      else below.set(parent, [unit.id])
    }
  const found = new Set([under])
  for (const next of found) {
    for (const child of below.get(next) ?? []) found.add(child)
    for (const { from } of bridgesTo(set).get(next) ?? []) found.add(from)
  }
  return found
}
