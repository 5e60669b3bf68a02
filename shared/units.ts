import type { Day } from './period.ts'

/** What kind of organisation a unit is; districts ended on 30 June 2025, departments and groups have no territory of their own. */
export const LEVELS = ['country', 'province', 'district', 'commune', 'department', 'group'] as const
export type Level = (typeof LEVELS)[number]

/** The open end of a validity: a unit, name or parent that still holds. */
export const FOREVER: Day = '9999-12-31'
/** The open beginning of a validity. */
export const SINCE_EVER: Day = '0001-01-01'

/** A name that a unit bore, both ends included. */
export interface DatedName {
  name: string
  from: Day
  to: Day
}

/** A code that a unit bore in a scheme: `area` (statistical, QĐ 19/2025), `agency` (QĐ 20/2020), or a tree's own such as `la`. */
export interface DatedCode {
  scheme: string
  code: string
  from: Day
  to: Day
}

/** The unit under which a unit stood. A unit stands under at most one parent of a tree at a time. */
export interface DatedParent {
  tree: string
  parent: string
  from: Day
  to: Day
}

/** What a unit became: additive, weights of one unit on one day add up to 1. `estimated` where a split was apportioned. */
export interface Bridge {
  from: string
  to: string
  on: Day
  weight: number
  estimated: boolean
}

/** By which act a spell of a unit began, as its list says. */
export interface DatedSource {
  source: string
  from: Day
}

/** An organisation that receives or resolves. The id never changes and carries no meaning; names, codes and parents are dated. */
export interface Unit {
  id: string
  level: Level
  from: Day
  to: Day
  names: DatedName[]
  codes: DatedCode[]
  parents: DatedParent[]
  /** Representative point, degrees WGS 84. */
  lng?: number
  lat?: number
  population?: number
  /** The acts that made it what it was. */
  sources?: DatedSource[]
}

/** All units that count at one seq, and what they became. */
export interface UnitSet {
  /** The seq of the newest commit that changed units; equal stamps mean equal trees. */
  stamp: number
  units: ReadonlyMap<string, Unit>
  bridges: readonly Bridge[]
}

/** The tree of government units; other trees (districts of another country, emulation clusters) have their own names. */
export const MAIN_TREE = 'main'

/** The name a unit bears on a day, else its latest name. */
export function nameOn(unit: Unit, day: Day): string {
  const held = unit.names.find((name) => name.from <= day && day <= name.to)
  return (held ?? unit.names.at(-1))?.name ?? unit.id
}

const COMBINING = /[\u0300-\u036f]/g

/** Text as it is compared: no accents, no case, one space, đ as d. `UBND Xã Đông Thái` → `ubnd xa dong thai`. */
export function foldAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(COMBINING, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
