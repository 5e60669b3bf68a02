import type { UnitItem, UnitList } from '../../shared/api.ts'
import { callApi } from './fetch.ts'

/** Which units: the direct children of `under` (default home), all below it of one `level`, or those whose name holds `q`. */
export interface UnitFilter {
  under?: string
  level?: string
  q?: string
  /** As they were on this day, `YYYY-MM-DD`. */
  on?: string
}

/** Units with their names and codes of a day. */
export async function readUnits(filter: UnitFilter = {}, signal?: AbortSignal): Promise<UnitList['units']> {
  const { units } = await callApi<UnitList>('/units', { query: { ...filter }, ...(signal ? { signal } : {}) })
  return units
}

/** One unit by id or `scheme:CODE[@date]`, as it is today. */
export function readUnit(unit: string): Promise<UnitItem> {
  return callApi<UnitItem>(`/units/${encodeURIComponent(unit)}`)
}
