import type { Dataset } from '../../shared/datasets/dataset.ts'
import type { Day } from '../../shared/period.ts'
import type { Params } from '../../shared/sentence.ts'
import { foldAccents, LEVELS, MAIN_TREE, nameOn, type Unit } from '../../shared/units.ts'
import type { Rule } from './checks/check.ts'
import { UNIT_AMBIGUOUS, UNIT_DISAGREES, UNIT_OUTSIDE, UNIT_UNKNOWN } from './checks/units.ts'
import { OBSOLETE } from './checks/v11-obsolete.ts'
import { AGENCY_FORM } from './checks/v13-code.ts'
import type { CheckRequest } from './intake.ts'
import { agencyKey, codeKey, nameKey, type Spell, type UnitIndex, withoutKind } from './unit-names.ts'
import { describeUnit, nearUnits } from './unit-near.ts'

/** The unit meant, or the fault that says why none is; a match may carry a remark. */
export interface UnitMatch {
  unit: Unit | null
  fault: { rule: Rule; params: Params; units?: readonly Unit[] } | null
}

/** Looks up one unit by name, code or both, as of a day. */
export type FindUnit = (text: string, code: string, day: Day) => UnitMatch

type Question = Pick<CheckRequest, 'feed' | 'homeUnit' | 'extractedAt'>

const CODE_AND_NAME = /^(\d{2,6}|[A-Z]\d{2}(?:\.\d{1,4})*)\s*[-–:]\s*(\D.*)$/
const NAME_AND_CODE = /^(\D.*?)\s*\(\s*(\d{2,6}|[A-Z]\d{2}(?:\.\d{1,4})*)\s*\)$/
const SCHEME = /^([a-z][a-z0-9-]*):([^@]+?)(?:@(\d{4}-\d{2}-\d{2}))?$/
const AGENCY = /^(?:[A-Z]\d{2}(?:\.\d{1,4})*|(?:\d{2,3}\.)+[A-Z]\d{2})$/i

/**
 * The look-up of one delivery. Names are looked up inside the feed's unit first and, where the dataset allows, in the home
 * unit and then everywhere; always as of the row's day, else of the day the delivery was extracted.
 */
export function createUnitLookup(
  index: UnitIndex,
  dataset: Pick<Dataset, 'lookup'> & Partial<Pick<Dataset, 'unitColumns'>>,
  request: Question,
): FindUnit {
  const { feed, homeUnit } = request
  const treeDay = request.extractedAt?.slice(0, 10) ?? null
  const own = feed.unit
    ? index.within(feed.unit)
    : feed.tree !== MAIN_TREE
      ? index.ofTree(feed.tree)
      : homeUnit
        ? index.within(homeUnit)
        : null
  const home = homeUnit ? index.within(homeUnit) : null
  // What passes from hand to hand names units beside the feed's own; that one of them is the feed's is asked of the whole row.
  const passed = feed.unit !== null && home !== null && (dataset.unitColumns ?? []).length > 1
  const scopes: (ReadonlySet<string> | null)[] =
    dataset.lookup === 'tree' ? [own, home, null] : passed ? [own, home] : [own]
  const scopeName = describeScope(index, feed.unit ?? (feed.tree !== MAIN_TREE ? feed.tree : homeUnit))
  const allowed = (unit: Unit) => scopes.some((scope) => scope === null || scope.has(unit.id))
  const schemes = feed.tree === MAIN_TREE ? ['area', 'agency'] : [feed.tree, 'area', 'agency']
  let nearLeft = 200

  const outside = (name: string, near: readonly Unit[]) => fail(UNIT_OUTSIDE, { scope: scopeName, name }, near)
  const accept = (unit: Unit, text?: string): UnitMatch =>
    allowed(unit)
      ? { unit, fault: null }
      : outside(nameOn(unit, unit.to), text === undefined ? [] : near(text, unit.to))

  /** Who bore a code on a day; within the feed's own tree the lowest level wins, since levels number separately. */
  const bearers = (code: string, day: Day, only?: string): Unit[] => {
    for (const scheme of only ? [only] : schemes) {
      const held = (index.codes.get(codeKey(scheme, code)) ?? []).filter(({ from, to }) => from <= day && day <= to)
      const units = [...new Set(held.map(({ unit }) => unit))]
      if (units.length > 1 && scheme === feed.tree) {
        const lowest = Math.max(...units.map(({ level }) => LEVELS.indexOf(level)))
        return units.filter(({ level }) => LEVELS.indexOf(level) === lowest)
      }
      if (units.length > 0) return units
    }
    return []
  }

  const byCode = (code: string, day: Day, only?: string): UnitMatch => {
    const held = bearers(code, day, only)
    const alsoHeld = treeDay ? bearers(code, treeDay, only) : []
    const units = [
      ...new Set(held.length > 0 && only === undefined ? [...held, ...alsoHeld] : held.length > 0 ? held : alsoHeld),
    ]
    if (units.length > 1) return ambiguous(units, index)
    const unit = units[0]
    if (unit) return noteForm(accept(unit), code)
    const former = (only ? [only] : schemes).flatMap((scheme) => index.codes.get(codeKey(scheme, code)) ?? [])
    return heirOf(former, day) ?? unknown(code, day)
  }

  /** Names nearly like this one inside the feed; looked for a few hundred times only, since each time is all names. */
  const near = (text: string, day: Day): Unit[] => {
    nearLeft -= 1
    return nearLeft < 0 ? [] : nearUnits(index, text, scopes[0] ?? null, day)
  }

  const unknown = (text: string, day: Day): UnitMatch => {
    const units = near(text, day)
    const names = units.slice(0, 3).map((unit) => describeUnit(index, unit))
    return fail(UNIT_UNKNOWN, { day, near: names.join('; ') }, units)
  }

  const byName = (text: string, day: Day): Unit[] => {
    const spells = spellsOf(index, text)
    for (const scope of scopes) {
      const inside = spells.filter(({ unit }) => scope === null || scope.has(unit.id))
      for (const at of treeDay && treeDay !== day ? [day, treeDay] : [day]) {
        const alive = inside.filter(({ from, to }) => from <= at && at <= to)
        if (alive.length > 0) return [...narrow(alive, text), ...otherLevel(text, inside, alive)]
      }
    }
    return []
  }

  /**
   * Who bears a name with its kind, or as a province, on the day of the extract at another level than on the day of the row: "Thành phố Huế" was a
   * district until 2024 and is a province since. Which of them a list of 2024 means nobody can tell.
   */
  const otherLevel = (text: string, spells: readonly Spell[], alive: readonly Spell[]): Unit[] => {
    if (treeDay === null) return []
    const levels = new Set(alive.map(({ unit }) => unit.level))
    const key = nameKey(text)
    const isWhole = withoutKind(key) !== key
    const others = spells.filter(
      ({ unit, from, to }) =>
        from <= treeDay && treeDay <= to && !levels.has(unit.level) && (isWhole || unit.level === 'province'),
    )
    return [...new Set(others.map(({ unit }) => unit))]
  }

  /** A unit that lives on the day and bore the name at another time: it is meant where there is but one. */
  const byOtherName = (text: string, day: Day): UnitMatch | null => {
    const others = spellsOf(index, text).filter(({ unit }) => unit.from <= day && day <= unit.to && allowed(unit))
    const units = [...new Set(others.map(({ unit }) => unit))]
    const [only] = units
    if (!only) return null
    if (units.length > 1) return ambiguous(units, index)
    return { unit: only, fault: { rule: OBSOLETE, params: { name: nameOn(only, day) } } }
  }

  /** A name that nobody bears any more: moved to the one successor, else refused with all of them. */
  const byFormerName = (text: string, day: Day): UnitMatch => heirOf(spellsOf(index, text), day) ?? unknown(text, day)

  /** Who took over from the units that bore a name or code before a day: the only one, or all to choose from; null where nobody did. */
  const heirOf = (spells: readonly Spell[], day: Day): UnitMatch | null => {
    const heirs = new Map<string, Unit>()
    const addHeirs = (id: string) => {
      for (const { to } of index.successors(id)) {
        const heir = index.byId.get(to)
        if (heir && heir.from <= day && day <= heir.to && allowed(heir)) heirs.set(to, heir)
      }
    }
    for (const { unit, to } of spells) {
      // A district has no successor of its own since 1 July 2025, and lies in no feed of today: its communes have and do.
      const isDistrict = unit.level === 'district'
      if (to >= day || !(isDistrict || allowed(unit))) continue
      addHeirs(unit.id)
      if (isDistrict) for (const id of index.within(unit.id)) addHeirs(id)
    }
    const [heir] = heirs.values()
    if (!heir) return null
    if (heirs.size > 1) return ambiguous([...heirs.values()], index)
    return { unit: heir, fault: { rule: OBSOLETE, params: { successor: nameOn(heir, day) } } }
  }

  const find: FindUnit = (raw, rawCode, day) => {
    const text = raw.trim()
    const code = rawCode.trim()
    const exact = index.byId.get(text)
    if (exact) return accept(exact)
    const scheme = SCHEME.exec(text)
    if (scheme) return byCode(scheme[2] as string, scheme[3] ?? day, scheme[1])
    if (text === '') return byCode(code, day)
    if (/^\d{1,6}$/.test(text) || AGENCY.test(text)) return byCode(text, day)
    if (code === '') {
      const front = CODE_AND_NAME.exec(text)
      if (front) return find(front[2] as string, front[1] as string, day)
      const back = NAME_AND_CODE.exec(text)
      if (back) return find(back[1] as string, back[2] as string, day)
    }
    const units = byName(text, day)
    const holders = code === '' ? [] : bearers(code, day)
    if (holders.length > 0) {
      const agreed = units.filter((unit) => holders.includes(unit))
      const holder = holders[0] as Unit
      if (agreed[0]) return noteForm(accept(agreed[0]), code)
      return fail(UNIT_DISAGREES, { code, holder: describeUnit(index, holder) }, [...units, holder].filter(allowed))
    }
    if (code !== '' && units.length > 0 && /^\d{5}$/.test(code))
      return fail(UNIT_DISAGREES, { code, holder: '' }, units)
    if (units.length > 1) return ambiguous(units, index)
    if (units[0]) return accept(units[0], text)
    const elsewhere = spellsOf(index, text).filter(({ unit, from, to }) => from <= day && day <= to && !allowed(unit))
    if (elsewhere.length > 0) return outside(text, near(text, day))
    return byOtherName(text, day) ?? byFormerName(text, day)
  }
  return cached(find, index)
}

/** An agency code in an older form is understood, and said to be. */
function noteForm(match: UnitMatch, code: string): UnitMatch {
  const key = agencyKey(code)
  return match.unit && AGENCY.test(code) && key !== code
    ? { ...match, fault: { rule: AGENCY_FORM, params: { code: key } } }
    : match
}

function fail(rule: Rule, params: Params, units: readonly Unit[] = []): UnitMatch {
  return { unit: null, fault: { rule, params, units } }
}

function ambiguous(units: readonly Unit[], index: UnitIndex): UnitMatch {
  const candidates = units.slice(0, 6).map((unit) => describeUnit(index, unit))
  return fail(
    UNIT_AMBIGUOUS,
    { count: units.length, candidates: candidates.join('; ') },
    units.slice(0, MAX_CANDIDATES),
  )
}

/** As many of several possible units are offered. */
const MAX_CANDIDATES = 20

function describeScope(index: UnitIndex, id: string | null): string {
  const unit = id ? index.byId.get(id) : undefined
  return unit ? nameOn(unit, unit.to) : (id ?? '')
}

/** Who ever bore a name; words after ` - `, a comma or `thuộc` narrow it to units below those. */
function spellsOf(index: UnitIndex, text: string): Spell[] {
  const whole = named(index, text)
  if (whole.length > 0) return whole
  const [first = '', ...hints] = text
    .split(/\s+[-–]\s+|\s*[,;/]\s*|\s+thuộc\s+|\s*\(\s*|\)/)
    .filter((part) => part.trim() !== '')
  if (hints.length === 0) return []
  const keys = hints.map(nameKey)
  return named(index, first).filter(({ unit }) => {
    const above = index.above(unit.id)
    return keys.every((key) => above.has(key))
  })
}

function named(index: UnitIndex, text: string): Spell[] {
  const key = nameKey(text)
  return index.full.get(key) ?? (withoutKind(key) === key ? (index.bare.get(key) ?? []) : [])
}

/** Of several units that fold to one name, those written with the very same accents, if any. */
function narrow(spells: readonly Spell[], text: string): Unit[] {
  const units = [...new Set(spells.map(({ unit }) => unit))]
  if (units.length < 2 || foldAccents(text) === text.toLowerCase().trim()) return units
  const plain = accented(text)
  const same = [...new Set(spells.filter((spell) => plain.endsWith(accented(spell.text))).map(({ unit }) => unit))]
  return same.length > 0 ? same : units
}

function accented(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
}

/** Remembers answers between two turns of the tree: a million rows ask for a few hundred names. */
function cached(find: FindUnit, index: UnitIndex): FindUnit {
  const held = new Map<string, UnitMatch>()
  let lastDay = ''
  let epoch = 0
  return (text, code, day) => {
    if (day !== lastDay) {
      lastDay = day
      epoch = turnsUntil(index.turns, day)
    }
    const key = `${epoch}\u0000${code}\u0000${text}`
    const known = held.get(key)
    if (known) return known
    const match = find(text, code, day)
    if (held.size < 200_000) held.set(key, match)
    return match
  }
}

function turnsUntil(turns: readonly Day[], day: Day): number {
  let low = 0
  let high = turns.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((turns[middle] as Day) <= day) low = middle + 1
    else high = middle
  }
  return low
}
