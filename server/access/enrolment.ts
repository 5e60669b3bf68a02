import type { Sql } from '../ledger/ledger.ts'
import type { Accounts, Asking } from './access.ts'
import { findActing } from './acting.ts'
import type { Credential } from './credential.ts'
import { endSessions } from './end-sessions.ts'
import { SignInFailed, StepUpNeeded } from './errors.ts'
import { lineOf, type PersonRecord } from './person-record.ts'
import type { SecondFactor } from './second-factor.ts'
import type { AccessParts } from './store.ts'

/** How long an offered second factor may be confirmed, minutes. */
const OFFER_MINUTES = 15

export interface EnrolmentParts extends AccessParts {
  secondFactor: SecondFactor
  sessionOf: (asking: Asking) => Promise<Credential['session']>
}

/** How somebody gets a second factor, or exchanges it: the one in force goes on until the new one is confirmed. */
export function createEnrolment(parts: EnrolmentParts): Pick<Accounts, 'offerTotp' | 'confirmTotp'> {
  const { store, clock, secondFactor, sessionOf } = parts

  const demandStepUp = ({ totpConfirmedAt }: PersonRecord, session: Credential['session']) => {
    const until = session?.steppedUpUntil ?? null
    if (totpConfirmedAt !== null && (until === null || until <= clock.now())) throw new StepUpNeeded()
  }

  return {
    async offerTotp(scope, asking) {
      const session = await sessionOf(asking)
      return store.transact(async (sql) => {
        const person = await findActing(sql, scope, { lock: true })
        demandStepUp(person, session)
        const { secret, uri, sealed } = secondFactor.offer(person.user)
        const update = 'update people set totp_offered = $2, totp_offered_at = $3 where id = $1'
        await sql.query(update, [person.id, sealed, clock.now()])
        return { secret, uri }
      })
    },

    async confirmTotp(code, scope, asking) {
      const session = await sessionOf(asking)
      const { codes, hashes } = secondFactor.recovery()
      return store.transact(async (sql, record) => {
        const person = await findActing(sql, scope, { lock: true })
        demandStepUp(person, session)
        const offered = await readOffer(sql, person, clock.now())
        const step = offered && secondFactor.step(offered, code, null)
        if (step === null) throw new SignInFailed()
        await sql.query(
          `update people set totp_sealed = totp_offered, totp_confirmed_at = $2, totp_step = $3, recovery = $4,
             totp_offered = null, totp_offered_at = null where id = $1`,
          [person.id, clock.now(), step, hashes],
        )
        await sql.query(`update sessions set needs = null where id = $1 and needs = 'totp'`, [session?.id ?? null])
        const but = session === null ? {} : { but: session.id }
        const sessions = await endSessions(sql, { person: person.id, ...but }, clock.now())
        await record(lineOf('totp.enrolled', person, scope, { sessions }))
        return codes
      })
    },
  }
}

async function readOffer(sql: Sql, { id }: PersonRecord, at: Date): Promise<Buffer | null> {
  const [row] = await sql.query<{ sealed: Buffer | null }>(
    'select totp_offered as sealed from people where id = $1 and totp_offered_at > $2',
    [id, new Date(at.getTime() - OFFER_MINUTES * 60_000)],
  )
  return row?.sealed ?? null
}
