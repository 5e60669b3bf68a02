import type { Issue } from '../../shared/batch.ts'
import type { Found, Rule } from './checks/check.ts'
import { FAULTS_MORE } from './checks/columns.ts'
import { maskCell, maskNumbers } from './personal.ts'

/** A fault's place; rows are numbered as the officer's program shows them. */
export interface Place {
  sheet: string | null
  rowNo: number | null
  /** Column of the sheet, from 0; absent where the fault is of no cell. */
  at?: number | undefined
}

/** Collects faults, one for each rule, sheet, column and value, so that a million equal faults are one line with a count. */
export interface Faults {
  add(rule: Rule, place: Place, found?: Found): void
  list(): Issue[]
  hasError(): boolean
}

const MAX_GROUPS = 1000
const FIRST_ROWS = 10
/** What a fault shows of a cell. */
const MAX_VALUE = 64
/** Longer texts are not looked at: masking shortens a text to a third at most. */
const MAX_LOOKED = 1000
const ORDER = { error: 0, warning: 1, notice: 2 }

/** @param onFault - told of every single fault, for callers that answer row by row */
export function createFaults(onFault?: (place: Place, issue: Issue) => void): Faults {
  const groups = new Map<string, Issue>()
  let left = 0
  let errors = false
  return {
    add(rule, place, found = {}) {
      if (rule.severity === 'error') errors = true
      const value = found.value == null ? null : shown(rule, found.value)
      const key = `${rule.id}\u0000${place.sheet ?? ''}\u0000${found.column ?? ''}\u0000${value ?? '\u0001'}`
      const group = groups.get(key)
      if (group) {
        if (place.rowNo !== null) count(group, place.rowNo)
        onFault?.(place, group)
        return
      }
      const issue = toIssue(rule, place, found, value)
      onFault?.(place, issue)
      if (groups.size >= MAX_GROUPS) left += 1
      else groups.set(key, issue)
    },
    hasError: () => errors,
    list() {
      const issues = [...groups.values()].sort((a, b) => ORDER[a.severity] - ORDER[b.severity])
      if (left > 0)
        issues.push(toIssue(FAULTS_MORE, { sheet: null, rowNo: null }, { params: { groups: MAX_GROUPS } }, null))
      return issues
    },
  }
}

function count(group: Issue, rowNo: number): void {
  if (group.firstRows.at(-1) === rowNo) return
  group.rows += 1
  if (group.firstRows.length < FIRST_ROWS) group.firstRows.push(rowNo)
}

function toIssue(rule: Rule, place: Place, found: Found, value: string | null): Issue {
  const params = Object.fromEntries(
    Object.entries(found.params ?? {}).map(([name, value]) => [
      name,
      typeof value === 'string' ? maskNumbers(value) : value,
    ]),
  )
  return {
    rule: rule.id,
    severity: rule.severity,
    params,
    sheet: place.sheet === '' ? null : place.sheet,
    column: found.column ?? null,
    value,
    rows: place.rowNo === null ? 0 : 1,
    firstRows: place.rowNo === null ? [] : [place.rowNo],
    message: rule.message(params),
    suggestion: rule.suggestion?.(params) ?? null,
  }
}

/** A value as a fault may show it. Units that are found are named after people too, so only what is refused is taken for one. */
function shown(rule: Rule, value: string): string {
  const looked = value.slice(0, MAX_LOOKED)
  const masked = rule.severity === 'error' ? maskCell(looked) : maskNumbers(looked)
  return masked.length > MAX_VALUE || looked.length < value.length ? `${masked.slice(0, MAX_VALUE)}…` : masked
}
