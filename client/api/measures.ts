import type { MeasureItem } from '../../shared/api.ts'
import { callApi } from './fetch.ts'

/** The catalogue: what every figure counts, and which law says so. */
export async function readMeasures(): Promise<MeasureItem[]> {
  const { measures } = await callApi<{ measures: MeasureItem[] }>('/measures')
  return measures
}
