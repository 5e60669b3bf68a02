import { callApi } from './fetch.ts'

/** The code behind one row, written into the audit with its reason first; null where it is no longer known. @throws ApiProblem */
export async function revealCode(dataset: string, key: string, reason: string): Promise<string | null> {
  const body = { dataset, keys: [key], reason }
  const { codes } = await callApi<{ codes: { key: string; code: string }[] }>('/codes/reveal', { method: 'POST', body })
  return codes[0]?.code ?? null
}
