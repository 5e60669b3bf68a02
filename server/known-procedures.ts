import { procedures } from '../shared/datasets/procedures.ts'
import { SYSTEM_SCOPE } from '../shared/roles.ts'
import type { Ledger } from './ledger/ledger.ts'

/** The codes of a ledger's catalogue, of the last seq at which somebody asked. */
const known = new WeakMap<Ledger, { seq: number; codes: Promise<readonly string[]> }>()

/** Codes of the procedures that the catalogue knows now, to put right those that a spreadsheet took zeros from. */
export async function knownProcedures(ledger: Ledger): Promise<readonly string[]> {
  const { seq } = await ledger.head()
  const held = known.get(ledger)
  if (held?.seq === seq) return held.codes
  const codes = ledger.read(SYSTEM_SCOPE, async (reading) => {
    const rows = await reading.query<{ code: string }>(
      `select distinct r.code from ${reading.relation(procedures, { seq: reading.seq })} r order by 1`,
    )
    return rows.map(({ code }) => code)
  })
  known.set(ledger, { seq, codes })
  // A reading that failed is tried anew by the next who asks; this one hears of it.
  codes.catch(() => known.delete(ledger))
  return codes
}
