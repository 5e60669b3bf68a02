import type { Row } from '../../../shared/datasets/dataset.ts'
import type { Said } from '../../../shared/sentence.ts'
import { CHECKS } from './list.ts'

/** Every check of a dataset tried on one finished row, for tests: the rules that it breaks with their params. */
export function tried(
  dataset: string,
  row: Row,
  today = '2026-11-22',
): { rule: string; column: string; params: Said }[] {
  const found: { rule: string; column: string; params: Said }[] = []
  for (const check of CHECKS)
    if (check.datasets.includes(dataset))
      check.row(row, (rule, { params = {}, column = '' } = {}) => found.push({ rule: rule.id, column, params }), {
        today,
      })
  return found
}

/** The ids of the rules alone. */
export function rulesOf(dataset: string, row: Row, today?: string): string[] {
  return tried(dataset, row, today).map(({ rule }) => rule)
}
