import type { Row } from '../../shared/datasets/dataset.ts'
import type { Condition, Count, DayExpression, Stock } from '../../shared/measures/measure.ts'
import { addDays, type Day, dayOf } from '../../shared/period.ts'

/** The measures' tests read in plain TypeScript, one row at a time: the slow second opinion that the SQL is tried against. */
export function holds(condition: Condition | undefined, row: Row): boolean {
  if (!condition) return true
  if ('all' in condition) return condition.all.every((part) => holds(part, row))
  if ('any' in condition) return condition.any.some((part) => holds(part, row))
  if ('not' in condition) return !holds(condition.not, row)
  if ('filled' in condition) return cellOf(condition.filled, row) !== null
  if ('in' in condition) {
    const [name, values] = condition.in
    const cell = cellOf(name, row)
    return cell !== null && values.includes(cell)
  }
  const [a, b] = 'before' in condition ? condition.before : condition.sameDay
  const [left, right] = [cellOf(a, row), cellOf(b, row)]
  if (left === null || right === null) return false
  return 'before' in condition ? left < right : left === right
}

/** The local day that an expression names for a row; null when it is empty. */
export function dayFor(expression: DayExpression, row: Row): Day | null {
  if (typeof expression === 'string') return cellOf(expression, row) as Day | null
  if ('after' in expression) {
    const day = dayFor(expression.after, row)
    return day === null ? null : addDays(day, 1)
  }
  const parts = 'earliest' in expression ? expression.earliest : expression.latest
  const days = parts
    .map((part) => dayFor(part, row))
    .filter((day) => day !== null)
    .sort()
  return ('earliest' in expression ? days[0] : days.at(-1)) ?? null
}

/** Does this row count in these days? */
export function counts(measure: Count, row: Row, from: Day, to: Day): boolean {
  const day = dayFor(measure.on, row)
  return day !== null && from <= day && day <= to && holds(measure.where, row)
}

/** Is this row inside the stock at the end of a day? */
export function inside(measure: Stock, row: Row, day: Day): boolean {
  const enters = dayFor(measure.enters, row)
  const leaves = measure.leaves === null ? null : dayFor(measure.leaves, row)
  return holds(measure.where, row) && enters !== null && enters <= day && (leaves === null || leaves > day)
}

/** A cell by name; the local day of an instant by its `xOn` name. */
function cellOf(name: string, row: Row): string | number | boolean | null {
  const cell = row[name]
  if (cell !== undefined) return cell
  const instant = /On$/.test(name) ? row[name.replace(/On$/, 'At')] : null
  return typeof instant === 'string' ? dayOf(new Date(instant)) : null
}
