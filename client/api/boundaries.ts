import type { BoundaryCollection } from '../../shared/api.ts'
import { callApi } from './fetch.ts'

/** The shapes of the units below `under`. @param filter.on - local day, `YYYY-MM-DD` */
export function readBoundaries(filter: { under?: string; on?: string } = {}): Promise<BoundaryCollection> {
  return callApi<BoundaryCollection>('/boundaries', { query: { ...filter } })
}
