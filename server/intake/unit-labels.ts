import type { Column } from '../../shared/datasets/dataset.ts'
import { worded } from '../../shared/repair-words.ts'
import { FOREVER, nameOn, SINCE_EVER, type Unit } from '../../shared/units.ts'
import { REQUIRED } from './checks/cells.ts'
import type { Mend, Rule } from './checks/check.ts'
import { UNIT_AMBIGUOUS, UNIT_DISAGREES, UNIT_OUTSIDE, UNIT_UNKNOWN } from './checks/units.ts'
import { repairId } from './repairs.ts'
import type { UnitIndex } from './unit-names.ts'

const HEALED: ReadonlySet<Rule> = new Set([UNIT_UNKNOWN, UNIT_AMBIGUOUS, UNIT_OUTSIDE, UNIT_DISAGREES, REQUIRED])

/** The repairs of a column of units: the unit that was meant, from the likely ones or any other of the tree. */
export function createUnitMend(column: Column, index: UnitIndex): Mend {
  return (rule, { text, units = [] }) => {
    if (text === undefined || !HEALED.has(rule)) return null
    const choices = units.map((unit) => ({ value: unit.id, ...labelsOf(index, unit) }))
    if (!column.required) choices.push(worded('', 'empty'))
    return { kind: 'unit', answer: repairId(column, text), choices, open: true }
  }
}

/** A unit as it is chosen from a list: name, everything above it, and when it lived if that is not always. */
function labelsOf(index: UnitIndex, unit: Unit): { label: string; en: string } {
  const path = [nameOn(unit, unit.to)]
  const seen = new Set([unit.id])
  for (let at: Unit | undefined = unit; at; ) {
    const above: Unit | undefined = at.parents
      .map(({ parent }) => index.byId.get(parent))
      .find((found) => found !== undefined)
    if (!above || seen.has(above.id) || above.level === 'country') break
    seen.add(above.id)
    path.push(nameOn(above, above.to))
    at = above
  }
  const name = path.join(', ')
  return { label: name + lifeOf(unit, 'từ', 'đến'), en: name + lifeOf(unit, 'since', 'until') }
}

function lifeOf({ from, to }: Unit, since: string, until: string): string {
  const parts = [
    from === SINCE_EVER ? '' : `${since} ${dayText(from)}`,
    to === FOREVER ? '' : `${until} ${dayText(to)}`,
  ].filter((part) => part !== '')
  return parts.length === 0 ? '' : ` (${parts.join(' ')})`
}

function dayText(day: string): string {
  return day.split('-').reverse().join('/')
}
