import type { Day } from '../../shared/period.ts'
import type { UnitSet } from '../../shared/units.ts'
import { UnknownUnit, withKnown } from './errors.ts'
import { forestOn } from './tree.ts'

const MOST_LISTED = 200

/**
 * The id of a unit named by id or `scheme:CODE[@date]`. Codes were given anew to other units in 2025: without a date the
 * code is read as of `today`, else as of the only unit that ever bore it.
 *
 * @throws UnknownUnit when no unit, or more than one, bears it
 */
export function unitNamed(name: string, set: UnitSet, today: Day): string {
  if (set.units.has(name)) return name
  const [, scheme, code, date] = /^([^:]+):(.+?)(?:@(\d{4}-\d{2}-\d{2}))?$/.exec(name) ?? []
  if (scheme === undefined || code === undefined) throw unknown(name, set, today)
  const bearers = [...set.units.values()].flatMap((unit) =>
    unit.codes.filter((held) => held.scheme === scheme && held.code === code).map((held) => ({ id: unit.id, held })),
  )
  const on = date ?? today
  const then = bearers.filter(({ held }) => held.from <= on && on <= held.to)
  const candidates = new Set((then.length > 0 || date ? then : bearers).map(({ id }) => id))
  const [only] = candidates
  if (only !== undefined && candidates.size === 1) return only
  throw candidates.size > 1 ? withKnown(new UnknownUnit(name), [...candidates]) : unknown(name, set, today)
}

/** The units at the top of the forest and those right below them: enough to see how units are named. */
function unknown(name: string, set: UnitSet, today: Day): Error {
  const { roots, children } = forestOn(set, today)
  const known = roots.flatMap((root) => [root, ...(children.get(root) ?? [])])
  return withKnown(new UnknownUnit(name), [...new Set(known)].slice(0, MOST_LISTED))
}

/** The unit asked about when a query names none: the home unit, else the only root, else everything (null). */
export function defaultUnit(home: string | null, set: UnitSet, today: Day): string | null {
  if (home !== null && set.units.has(home)) return home
  const { roots } = forestOn(set, today)
  const countries = roots.filter((id) => set.units.get(id)?.level === 'country')
  if (countries.length === 1) return countries[0] ?? null
  return roots.length === 1 ? (roots[0] ?? null) : null
}
