import type { Column } from '../../../shared/datasets/dataset.ts'
import { findDataset } from '../../../shared/datasets/list.ts'
import type { QuarantinedRow } from '../../../shared/feed-register.ts'

type Cells = QuarantinedRow['cells']

/** Columns that a person may put right in a row kept aside: those at fault, then the others that it has. */
export function repairable({ dataset, issues, cells }: Pick<QuarantinedRow, 'dataset' | 'issues' | 'cells'>): {
  faulty: Column[]
  others: Column[]
} {
  const open = (findDataset(dataset)?.columns ?? []).filter(({ kind, derived }) => kind !== 'code' && !derived)
  const named = new Set(issues.flatMap(({ column }) => column ?? []))
  const isFaulty = ({ name, title }: Column) => named.has(name) || named.has(title.vi)
  return {
    faulty: open.filter(isFaulty),
    others: open.filter((column) => !isFaulty(column) && Object.hasOwn(cells, column.name)),
  }
}

/** What is sent: the cells that were changed, empty ones as nothing. */
export function changedCells(cells: Cells, drafts: Readonly<Record<string, string>>): Cells {
  const changed = Object.entries(drafts).filter(([name, text]) => text.trim() !== shownCell(cells[name]))
  return Object.fromEntries(changed.map(([name, text]) => [name, text.trim() === '' ? null : text.trim()]))
}

/** A cell as a field holds it. */
export function shownCell(cell: Cells[string] | undefined): string {
  return cell === null || cell === undefined ? '' : `${cell}`
}
