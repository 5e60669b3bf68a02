import type { Dataset } from '../../shared/datasets/dataset.ts'
import { columnNames, typeOf } from '../../shared/datasets/stored.ts'
import type { Condition, DayExpression } from '../../shared/measures/measure.ts'

/** Collects the values of a statement; the text only ever holds their numbers. */
export interface Binder {
  params: unknown[]
  /** @returns `$n::type` */
  bind(value: unknown, type: string): string
}

const MOST_COMPARED = 20

/** A fresh list of values for one statement. */
export function createBinder(): Binder {
  const params: unknown[] = []
  const known = new Map<string, number>()
  return {
    params,
    bind(value, type) {
      // Equal values share a number, so that equal tests are equal texts.
      const key = Array.isArray(value) && value.length > MOST_COMPARED ? null : JSON.stringify([type, value])
      const held = key === null ? undefined : known.get(key)
      if (held !== undefined) return `$${held}::${type}`
      params.push(value)
      if (key !== null) known.set(key, params.length)
      return `$${params.length}::${type}`
    },
  }
}

/** The SQL column of a canonical name, on the alias `r`. */
export function columnSql(dataset: Dataset, name: string): string {
  const sql = columnNames(dataset).get(name)
  if (!sql) throw new Error(`${dataset.id} has no column ${name}`)
  return `r.${sql}`
}

/**
 * A condition as an SQL test, where empty cells make it null or false, never true: use it in WHERE, FILTER or with `is true`.
 * `not` turns null into true, as the interpreter does.
 */
export function conditionSql(condition: Condition, dataset: Dataset, binder: Binder): string {
  if ('all' in condition) return joined(condition.all, ' and ', 'true', dataset, binder)
  if ('any' in condition) return joined(condition.any, ' or ', 'false', dataset, binder)
  if ('not' in condition) return `((${conditionSql(condition.not, dataset, binder)}) is not true)`
  if ('filled' in condition) return `(${columnSql(dataset, condition.filled)} is not null)`
  if ('before' in condition) {
    const [a, b] = condition.before
    return `(${columnSql(dataset, a)} < ${columnSql(dataset, b)})`
  }
  if ('sameDay' in condition) {
    const [a, b] = condition.sameDay
    return `(${columnSql(dataset, a)} = ${columnSql(dataset, b)})`
  }
  const [name, values] = condition.in
  return `(${columnSql(dataset, name)} = any(${binder.bind([...values], `${typeOf(dataset, name)}[]`)}))`
}

/** A condition as SQL tests that must all hold; none for a condition that always does. */
export function conjunctsSql(condition: Condition | undefined, dataset: Dataset, binder: Binder): string[] {
  if (condition === undefined) return []
  if ('all' in condition) return condition.all.flatMap((part) => conjunctsSql(part, dataset, binder))
  return [conditionSql(condition, dataset, binder)]
}

/**
 * What all of several lists of tests hold, and what each holds beside it: tried once for all in WHERE, the rest apart.
 *
 * @returns `rest`: null where nothing is left
 */
export function shareTests(tests: readonly (readonly string[])[]): { shared: string[]; rest: (string | null)[] } {
  const [first = [], ...others] = tests
  const shared = [...new Set(first)].filter((test) => others.every((list) => list.includes(test)))
  const rest = tests.map((list) => list.filter((test) => !shared.includes(test)).join(' and ') || null)
  return { shared, rest }
}

function joined(parts: readonly Condition[], word: string, none: string, dataset: Dataset, binder: Binder): string {
  if (parts.length === 0) return none
  return `(${parts.map((part) => conditionSql(part, dataset, binder)).join(word)})`
}

/** A computed local day as SQL; LEAST and GREATEST pass over empty cells, as the measure's words say. */
export function daySql(day: DayExpression, dataset: Dataset): string {
  if (typeof day === 'string') return columnSql(dataset, day)
  if ('after' in day) return `(${daySql(day.after, dataset)} + 1)`
  if ('earliest' in day) return `least(${day.earliest.map((part) => daySql(part, dataset)).join(', ')})`
  return `greatest(${day.latest.map((part) => daySql(part, dataset)).join(', ')})`
}
