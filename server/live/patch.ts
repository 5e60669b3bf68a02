import type { FigureRow } from '../../shared/answer.ts'
import { applyPatch, type Change, type Patch, rowKey } from '../../shared/live.ts'

/**
 * What to send so that rows become other rows: the smaller of a patch and the rows themselves, and always the rows where
 * a patch would not give their order back. Equal rows are an empty patch.
 */
export function toChange(
  before: readonly FigureRow[],
  after: FigureRow[],
  by: readonly string[],
): Pick<Change, 'rows' | 'patch'> {
  const held = new Map(before.map((row) => [rowKey(row, by), JSON.stringify(row)]))
  const keys = new Set(after.map((row) => rowKey(row, by)))
  if (keys.size < after.length) return { rows: after }
  const patch: Patch = {
    put: after.filter((row) => held.get(rowKey(row, by)) !== JSON.stringify(row)),
    drop: [...held.keys()].filter((key) => !keys.has(key)),
  }
  const result = applyPatch(before, patch, by)
  const exact = result.length === after.length && result.every((row, i) => rowKey(row, by) === rowKey(after[i]!, by))
  if (!exact) return { rows: after }
  return JSON.stringify(patch).length <= JSON.stringify(after).length || isEmpty(patch) ? { patch } : { rows: after }
}

function isEmpty({ put, drop }: Patch): boolean {
  return put.length === 0 && drop.length === 0
}
