import type { Day } from './period.ts'
import { follow } from './unit-bridges.ts'
import { type DatedParent, MAIN_TREE, type Unit, type UnitSet } from './units.ts'

/** The old district that most of a commune of today comes from. */
export interface Area {
  district: string
  /** The commune comes from several old districts and is counted with this one. */
  straddles: boolean
}

/** Today's communes by old district ("khu vực (huyện cũ)"), in which leaders still think. */
export interface Areas {
  of: ReadonlyMap<string, Area>
  communes: ReadonlyMap<string, readonly string[]>
  /** Old districts whose ground their communes do not fill exactly: a commune straddles their border. */
  inexact: ReadonlySet<string>
}

const MOST_HELD = 16
const known = new WeakMap<UnitSet, Map<Day, Areas>>()

/**
 * Groups the communes of a day by the districts that had ended by then. The part of a district in a commune is the weight
 * of its bridges times the inhabitants of the old communes, or their number where some population is not known. Of equal parts that counts whose code the commune still bears.
 */
export function areasOn(set: UnitSet, today: Day): Areas {
  const held = known.get(set) ?? new Map<Day, Areas>()
  known.set(set, held)
  const found = held.get(today)
  if (found) return found
  if (held.size >= MOST_HELD) held.clear()
  const made = drawAreas(set, today)
  held.set(today, made)
  return made
}

interface Origin {
  /** The commune of today still bears the code of one of these: its seat is here. */
  seat: boolean
  communes: number
  /** Of these the ones with a code: names without one are mostly communes that had been merged before. */
  coded: number
  /** Null as soon as one population is not known. */
  people: number | null
}

function drawAreas(set: UnitSet, today: Day): Areas {
  const of = new Map<string, Area>()
  const communes = new Map<string, string[]>()
  const inexact = new Set<string>()
  for (const [commune, origins] of originsOf(set, today)) {
    const counted = [...origins.values()].every(({ people }) => people !== null)
    const coded = [...origins.values()].some((origin) => origin.coded > 0)
    const size = (origin: Origin) => (counted ? (origin.people ?? 0) : coded ? origin.coded : origin.communes)
    const [largest] = [...origins].sort(
      ([a, x], [b, y]) => size(y) - size(x) || Number(y.seat) - Number(x.seat) || (a < b ? -1 : 1),
    )
    if (!largest) continue
    const [district] = largest
    of.set(commune, { district, straddles: origins.size > 1 })
    const list = communes.get(district)
    if (list) list.push(commune)
    else communes.set(district, [commune])
    if (origins.size > 1) for (const each of origins.keys()) inexact.add(each)
  }
  return { of, communes, inexact }
}

/** For every commune of today, what of each old district went into it. */
function originsOf(set: UnitSet, today: Day): Map<string, Map<string, Origin>> {
  const found = new Map<string, Map<string, Origin>>()
  for (const unit of set.units.values()) {
    const spell = unit.level === 'commune' ? lastDistrict(set, unit) : undefined
    const ended = spell && (set.units.get(spell.parent)?.to ?? today)
    if (!spell || ended === undefined || ended >= today) continue
    const last = spell.to < ended ? spell.to : ended
    for (const { unit: heir, weight } of follow(set, unit.id, last, today)) {
      if (!isCommuneOn(set.units.get(heir), today)) continue
      const origins = found.get(heir) ?? new Map<string, Origin>()
      found.set(heir, origins)
      const origin = origins.get(spell.parent) ?? { seat: false, communes: 0, coded: 0, people: 0 }
      const people =
        unit.population === undefined || origin.people === null ? null : origin.people + unit.population * weight
      const seat = origin.seat || bearsCodeOf(set.units.get(heir), unit)
      origins.set(spell.parent, {
        seat,
        communes: origin.communes + weight,
        coded: origin.coded + (unit.codes.length > 0 ? weight : 0),
        people,
      })
    }
  }
  return found
}

function bearsCodeOf(heir: Unit | undefined, old: Unit): boolean {
  return old.codes.some(({ scheme, code }) => heir?.codes.some((held) => held.scheme === scheme && held.code === code))
}

function lastDistrict(set: UnitSet, unit: Unit): DatedParent | undefined {
  return unit.parents.findLast(({ tree, parent }) => tree === MAIN_TREE && set.units.get(parent)?.level === 'district')
}

function isCommuneOn(unit: Unit | undefined, day: Day): boolean {
  return unit?.level === 'commune' && unit.from <= day && day <= unit.to
}
