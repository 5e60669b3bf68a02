import type { UnitChange, UnitChanges } from '../../shared/api.ts'
import { callApi } from './fetch.ts'

/** The days on which units below `under` (default home) became others. @param filter.from, filter.to - local days, both included */
export async function readUnitChanges(
  filter: { under?: string; from?: string; to?: string },
  signal?: AbortSignal,
): Promise<UnitChange[]> {
  const { changes } = await callApi<UnitChanges>('/units/changes', { query: filter, ...(signal ? { signal } : {}) })
  return changes
}
