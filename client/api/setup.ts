import { callApi } from './fetch.ts'

/** The first operator and the unit that the installation serves. */
export interface FirstRun {
  user: string
  name: string
  password: string
  home?: string
}

/** Makes the first operator's account and signs him in; works once. */
export function setUp(given: FirstRun): Promise<void> {
  return callApi<void>('/setup', { method: 'POST', body: given })
}
