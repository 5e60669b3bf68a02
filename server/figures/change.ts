import type { RowsAnswer } from '../../shared/answer.ts'
import type { Change, ChangeQuery, ChangeRowsQuery } from '../../shared/change.ts'
import type { Scope } from '../../shared/roles.ts'
import type { Tools } from './tools.ts'

/** Why a figure differs between two readings. */
export async function changeOf(_tools: Tools, _asked: ChangeQuery, _scope: Scope): Promise<Change> {
  throw new Error('not built yet')
}

/** The rows of one part of a change. */
export async function changedRows(_tools: Tools, _asked: ChangeRowsQuery, _scope: Scope): Promise<RowsAnswer> {
  throw new Error('not built yet')
}
