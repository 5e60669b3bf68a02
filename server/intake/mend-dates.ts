import type { Day } from '../../shared/period.ts'
import type { Mend, Rule } from './checks/check.ts'
import { DATE_DUE, DATE_FUTURE, DATE_ORDER } from './checks/v15-dates.ts'
import { createDateReader, type DateOrder } from './dates.ts'
import type { Mapping } from './mapping.ts'
import { OTHER_ORDER, orderRepair } from './mend-cells.ts'
import type { RawRow } from './read/raw.ts'

const DATE_FAULTS: ReadonlySet<Rule> = new Set([DATE_ORDER, DATE_FUTURE, DATE_DUE])

/** Is this a fault that another order of day and month may heal? */
export function isDateFault(rule: Rule): boolean {
  return DATE_FAULTS.has(rule)
}

/**
 * The repairs of days that contradict each other: the order of one column, or of all columns together (`dates:*`), where
 * reading day for month heals at least this row.
 *
 * @param current - the row being checked
 */
export function createDateMend(
  mapping: Mapping,
  orderOf: (column: string) => DateOrder,
  today: Day,
  current: () => RawRow,
): Mend {
  const readers = { dmy: createDateReader('dmy'), mdy: createDateReader('mdy') }
  const dayOf = (column: string, swapped: boolean): Day | null => {
    const cell = current().cells[mapping.at.get(column) ?? -1] ?? null
    if (typeof cell === 'object') return cell && 'date' in cell ? cell.date.slice(0, 10) : null
    const order = orderOf(column)
    return readers[swapped ? OTHER_ORDER[order] : order](String(cell))?.slice(0, 10) ?? null
  }
  /** Would the row be in order with these columns read the other way? */
  const heals = (column: string, against: string | undefined, swapped: readonly string[]): boolean => {
    const day = dayOf(column, swapped.includes(column))
    if (day === null) return false
    if (against === undefined) return day <= today
    const begun = dayOf(against, swapped.includes(against))
    return begun !== null && begun <= today && begun <= day
  }
  return (_rule, { target, against }) => {
    if (target === undefined) return null
    const order = orderOf(target)
    if (heals(target, against, [target])) return orderRepair(`dates:${target}`, order)
    if (against === undefined) return null
    if (heals(target, against, [against])) return orderRepair(`dates:${against}`, orderOf(against))
    return heals(target, against, [target, against]) ? orderRepair('dates:*', order) : null
  }
}
