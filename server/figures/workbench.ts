import type { Scope } from '../../shared/roles.ts'
import type { Workbench } from '../../shared/workbench.ts'
import type { WorkbenchQuery } from './figures.ts'
import type { Tools } from './tools.ts'

/** An index taken apart for one unit. */
export async function workbenchOf(_tools: Tools, _asked: WorkbenchQuery, _scope: Scope): Promise<Workbench> {
  throw new Error('not built yet')
}
