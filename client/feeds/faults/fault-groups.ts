import type { Issue, Repair } from '../../../shared/batch.ts'
import { foldAccents } from '../../../shared/units.ts'

/** Faults of one rule in one column of one sheet, with each faulty value. */
export interface FaultGroup {
  key: string
  rule: string
  severity: Issue['severity']
  sheet: string | null
  column: string | null
  /** What all messages of the group say; where they differ, how they all begin. */
  message: string
  suggestion: string | null
  /** Rows in all; a row with two faulty values counts twice. */
  rows: number
  /** Largest first. */
  values: Issue[]
  /** Do the values differ in what is said of them? Then each says its own. */
  isMixed: boolean
}

const ORDER = { error: 0, warning: 1, notice: 2 } as const

/** Faults as an officer repairs them: worst first, then by the number of rows. */
export function groupFaults(issues: readonly Issue[]): FaultGroup[] {
  // What is said of whole columns is one thing with several columns, such as those with personal data.
  const groups = Map.groupBy(issues, ({ rule, severity, sheet, column, rows }) =>
    JSON.stringify([rule, severity, sheet, rows === 0 ? null : column]),
  )
  return [...groups]
    .flatMap(([key, values]) => {
      const first = values[0]
      if (!first) return []
      const { rule, severity, sheet } = first
      const column = values.every((issue) => issue.column === first.column) ? first.column : null
      const isMixed = values.some(({ message }) => message !== first.message)
      const isAdvised = values.every(({ suggestion }) => suggestion === first.suggestion)
      return [
        {
          key,
          rule,
          severity,
          sheet,
          column,
          message: isMixed ? commonStart(values.map(({ message }) => message)) : first.message,
          suggestion: isAdvised ? first.suggestion : null,
          rows: values.reduce((sum, issue) => sum + issue.rows, 0),
          values: values.toSorted((a, b) => b.rows - a.rows),
          isMixed,
        },
      ]
    })
    .sort((a, b) => ORDER[a.severity] - ORDER[b.severity] || b.rows - a.rows)
}

/** The words with which all texts begin, and an ellipsis; the first text where they have none in common. */
export function commonStart(texts: readonly string[]): string {
  const [first = '', ...others] = texts
  const words = first.split(' ')
  let length = 0
  while (length < words.length && others.every((text) => text.split(' ')[length] === words[length])) length += 1
  const start = words.slice(0, length).join(' ')
  return start === '' ? first : length === words.length ? start : `${start} …`
}

/** Does a fault speak of this text: in its column, value, message or rule? Accents do not matter. */
export function holdsText({ rule, column, sheet, values }: FaultGroup, text: string): boolean {
  const wanted = foldAccents(text)
  const own = `${rule} ${column ?? ''} ${sheet ?? ''}`
  return [own, ...values.map(({ value, message }) => `${value ?? ''} ${message}`)].some((part) =>
    foldAccents(part).includes(wanted),
  )
}

/** The one repair that heals every value of a group, such as the order of its dates; undefined where each value has its own. */
export function sharedRepair({ values }: FaultGroup): Repair | undefined {
  const [first] = values
  const isShared = values.every(({ repair }) => repair !== undefined && repair.answer === first?.repair?.answer)
  return isShared ? first?.repair : undefined
}
