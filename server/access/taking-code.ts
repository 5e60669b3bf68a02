import type { Sql } from '../ledger/ledger.ts'
import type { PersonRecord } from './person-record.ts'
import type { SecondFactor } from './second-factor.ts'

/**
 * Takes a code of the second factor, or a recovery code in its place: each works once, also from two browsers at once. False
 * for a wrong or used one, and for a person without a second factor.
 */
export async function takeCode(
  sql: Sql,
  { id, totpSealed, totpConfirmedAt, totpStep, recovery }: PersonRecord,
  code: string,
  secondFactor: SecondFactor,
): Promise<boolean> {
  if (totpSealed === null || totpConfirmedAt === null) return false
  const step = secondFactor.step(totpSealed, code, totpStep)
  if (step !== null) {
    const taken = await sql.query(
      'update people set totp_step = $2 where id = $1 and (totp_step is null or totp_step < $2) returning id',
      [id, step],
    )
    return taken.length > 0
  }
  const left = secondFactor.spend(code, recovery)
  if (left === null) return false
  const taken = await sql.query('update people set recovery = $2 where id = $1 and recovery = $3 returning id', [
    id,
    left,
    recovery,
  ])
  return taken.length > 0
}
