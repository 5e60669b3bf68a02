import { hash } from 'node:crypto'
import type { Issue } from '../../shared/batch.ts'
import { sayingOf } from '../../shared/sentence.ts'
import type { Found, Rule } from './checks/check.ts'
import { FAULTS_MORE } from './checks/columns.ts'
import { maskNumbers } from './personal.ts'
import { shownText } from './shown.ts'

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
/** Groups that are not listed are counted up to here, so that a hostile file cannot fill memory with them. */
const MAX_COUNTED = 100_000
const FIRST_ROWS = 10
/** What a fault shows of a cell. */
const MAX_VALUE = 64
const ORDER = { error: 0, warning: 1, notice: 2 }

/** @param onFault - told of every single fault, for callers that answer row by row */
export function createFaults(onFault?: (place: Place, issue: Issue) => void): Faults {
  const groups = new Map<string, Issue>()
  const others = new Set<string>()
  let places = 0
  let errors = false
  return {
    add(rule, place, found = {}) {
      if (rule.severity === 'error') errors = true
      const value = found.value == null ? null : shownText(found.value, rule.severity === 'error')
      const key = `${rule.id}\u0000${place.sheet ?? ''}\u0000${found.column ?? ''}\u0000${found.kind ?? ''}\u0000${value ?? '\u0001'}`
      const group = groups.get(key)
      if (group) {
        if (place.rowNo !== null) count(group, place.rowNo)
        if (group.repair === undefined && found.mend) addRepair(group, rule, found)
        // The group says what its first row said; a row of which something else is to be said hears that.
        if (onFault)
          onFault(place, saysSame(group, found) ? group : toIssue(rule, place, { ...found, mend: undefined }, value))
        return
      }
      if (groups.size >= MAX_GROUPS) {
        places += 1
        if (others.size < MAX_COUNTED) others.add(hash('sha256', key, 'base64').slice(0, 16))
        onFault?.(place, toIssue(rule, place, found, value))
        return
      }
      const issue = toIssue(rule, place, found, value)
      onFault?.(place, issue)
      groups.set(key, issue)
    },
    hasError: () => errors,
    list() {
      const issues = [...groups.values()].sort((a, b) => ORDER[a.severity] - ORDER[b.severity])
      if (places === 0) return issues
      const params = { groups: MAX_GROUPS, left: others.size, places, bound: others.size < MAX_COUNTED ? '' : '>' }
      return [...issues, toIssue(FAULTS_MORE, { sheet: null, rowNo: null }, { params }, null)]
    },
  }
}

function count(group: Issue, rowNo: number): void {
  if (group.firstRows.at(-1) === rowNo) return
  group.rows += 1
  if (group.firstRows.length < FIRST_ROWS) group.firstRows.push(rowNo)
}

function saysSame({ params: said }: Issue, { params = {} }: Found): boolean {
  return Object.entries(params).every(([name, value]) => said[name] === (typeof value === 'object' ? value.vi : value))
}

function toIssue(rule: Rule, place: Place, found: Found, value: string | null): Issue {
  const said = Object.fromEntries(
    Object.entries(found.params ?? {}).map(([name, value]) => [
      name,
      typeof value === 'string' ? maskNumbers(value) : value,
    ]),
  )
  const issue: Issue = {
    rule: rule.id,
    severity: rule.severity,
    sheet: place.sheet === '' ? null : place.sheet,
    column: found.column ?? null,
    value: value !== null && value.length > MAX_VALUE ? `${value.slice(0, MAX_VALUE)}…` : value,
    rows: place.rowNo === null ? 0 : 1,
    firstRows: place.rowNo === null ? [] : [place.rowNo],
    ...sayingOf(rule, said),
  }
  if (found.mend) addRepair(issue, rule, found)
  return issue
}

function addRepair(issue: Issue, rule: Rule, found: Found): void {
  const repair = found.mend?.(rule, found)
  if (repair) issue.repair = repair
}
