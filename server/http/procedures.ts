import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { ProcedureList } from '../../shared/api.ts'
import { dossiers } from '../../shared/datasets/dossiers.ts'
import { procedures } from '../../shared/datasets/procedures.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import type { Clock } from '../clock.ts'
import type { Ledger, Reading } from '../ledger/ledger.ts'
import { answers } from './documents.ts'

/** Names change seldom, and finding those that no catalogue has takes a scan. */
const KEPT_MS = 600_000

/** `GET /procedures`: what the codes of procedures mean, by the catalogue, else as the dossiers name them. */
export const procedureRoutes: FastifyPluginAsyncTypebox<{ ledger: Ledger; clock: Clock }> = async (
  app,
  { ledger, clock },
) => {
  let held: { at: number; list: Promise<ProcedureList> } | null = null
  app.get(
    '/procedures',
    {
      config: { policy: 'wall' },
      schema: { summary: 'Procedures by code, with name and field', response: answers(200, ProcedureList) },
    },
    async () => {
      const now = clock.now().getTime()
      if (held === null || now - held.at > KEPT_MS) {
        const list = ledger.read(SYSTEM_SCOPE, readNames)
        held = { at: now, list }
        list.catch(() => {
          held = null
        })
      }
      return held.list
    },
  )
}

async function readNames(reading: Reading): Promise<ProcedureList> {
  const { seq } = reading
  const rows = await reading.query<ProcedureList['procedures'][number]>(
    `select distinct on (code) code, name, field from (
       select r.code, r.name, r.field, 1 as trust, r.from_::text as since from ${reading.relation(procedures, { seq })} r
       union all
       select r.procedure_code, max(r.procedure_name), max(r.field), 2, '' from ${reading.relation(dossiers, { seq })} r
        where r.procedure_code is not null and r.procedure_name is not null group by 1
     ) named order by code, trust, since desc`,
  )
  return { procedures: rows }
}
