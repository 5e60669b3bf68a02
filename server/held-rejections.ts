import type { Issue } from '../shared/batch.ts'
import { HELD_RULES } from '../shared/held-rules.ts'

/** Rows of a push that only the store could refuse, each with its faults, as the sender is told. */
export function heldRejections(issues: readonly Issue[]): { row: number; issues: Issue[] }[] {
  const held = new Set(HELD_RULES.map(({ id }) => id))
  const faults = issues
    .filter(({ rule, severity }) => severity === 'error' && held.has(rule))
    .flatMap((issue) => issue.firstRows.map((row) => ({ row, issue: { ...issue, rows: 1, firstRows: [row] } })))
  return [...Map.groupBy(faults, ({ row }) => row)].map(([row, those]) => ({
    row,
    issues: those.map(({ issue }) => issue),
  }))
}
