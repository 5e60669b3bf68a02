import type { LimitItem, LimitList } from '../../shared/settings.ts'
import { callApi } from './fetch.ts'

/** The limits of the installation and how near they are. */
export async function readLimits(): Promise<LimitItem[]> {
  const { limits } = await callApi<LimitList>('/limits')
  return limits
}
