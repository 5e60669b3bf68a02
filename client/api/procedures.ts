import type { ProcedureList } from '../../shared/api.ts'
import { callApi } from './fetch.ts'

/** Names of procedures by their code. */
export async function readProcedureNames(): Promise<ReadonlyMap<string, string>> {
  const { procedures } = await callApi<ProcedureList>('/procedures')
  return new Map(procedures.map(({ code, name }) => [code, name]))
}
