import { networkOf } from '../../shared/network.ts'
import type { Record, Sql } from '../ledger/ledger.ts'
import type { Asking } from './access.ts'
import { SignInLocked } from './errors.ts'
import type { AccessParts } from './store.ts'
import { keyedHash } from './tokens.ts'

/** Failed sign-ins of one account, or from one network, before it has to wait. */
export const MAX_FAILURES = 10
/** How long failures count, and how long the wait is, minutes. @see RELIABILITY B22: 10 / 15 / 15 */
export const FAILURE_MINUTES = 15

const WINDOW_MS = FAILURE_MINUTES * 60_000
const KEPT_MS = 4 * WINDOW_MS

/** One try to sign in. */
export interface Try {
  /** The user name that was given, null for a link or invitation. */
  name: string | null
  /** Does an account of that name exist? Only then the name is written down. */
  known: boolean
  asking: Asking
}

/** Counts failed sign-ins by account and by network, for every server of the database. */
export interface Attempts {
  /**
   * Runs a try in its turn: those of one account or network come one after the other, so that many at once are no way
   * round the count. @throws SignInLocked (429) without trying
   */
  inTurn<T>(tried: Try, work: () => Promise<T>): Promise<T>
  /** Counts a failure, in its own transaction; an unknown name counts like a known one. */
  failed(sql: Sql, record: Record, tried: Try): Promise<void>
}

/** @param limits - how many failures, for an installation that sets them otherwise */
export function createAttempts(
  { store, clock, secret }: Pick<AccessParts, 'store' | 'clock' | 'secret'>,
  mostFailures = MAX_FAILURES,
): Attempts {
  const turns = new Map<string, Promise<unknown>>()
  const take = <T>(subject: string, work: () => Promise<T>): Promise<T> => {
    const turn = (turns.get(subject) ?? Promise.resolve()).then(work)
    // The next one waits for the end of this one, however it ends.
    const ended = turn.then(
      () => undefined,
      () => undefined,
    )
    turns.set(subject, ended)
    void ended.then(() => turns.get(subject) === ended && turns.delete(subject))
    return turn
  }
  const inAllTurns = <T>([subject, ...others]: readonly string[], work: () => Promise<T>): Promise<T> =>
    subject === undefined ? work() : take(subject, () => inAllTurns(others, work))
  const subjectsOf = ({ name, known, asking }: Try) => {
    const network = `net ${networkOf(asking.ip)}`
    if (name === null) return [network]
    // Who types his password into the field of the name does not find it written down.
    const hidden = () => `#${keyedHash(secret, 'name', name)}`
    return [network, `user ${known ? name : hidden()}`]
  }
  const refuseLocked = async (subjects: readonly string[]) => {
    const now = clock.now().getTime()
    const ends = await store.transact(async (sql) => {
      const found: number[] = []
      for (const subject of subjects) found.push(lockEnd(await lastFailures(sql, subject, mostFailures), mostFailures))
      return found
    })
    const waitMs = Math.max(...ends) - now
    if (waitMs <= 0) return
    const minutes = Math.ceil(waitMs / 60_000)
    throw Object.assign(new SignInLocked(), { at: { minutes }, retryAfterS: Math.ceil(waitMs / 1_000) })
  }
  return {
    inTurn(tried, work) {
      const subjects = subjectsOf(tried)
      return inAllTurns(subjects, async () => {
        await refuseLocked(subjects)
        return work()
      })
    },
    async failed(sql, record, tried) {
      const { name, known, asking } = tried
      const at = clock.now()
      const origin = { ip: asking.ip, request: asking.id }
      const actor = known && name !== null ? name : ''
      await sql.query('delete from sign_in_failures where at < $1', [new Date(at.getTime() - KEPT_MS)])
      await record({ action: 'session.refused', actor, role: '', origin })
      for (const subject of subjectsOf(tried)) {
        await sql.query('insert into sign_in_failures (subject, at) values ($1, $2)', [subject, at])
        if (lockEnd(await lastFailures(sql, subject, mostFailures), mostFailures) <= at.getTime()) continue
        const by = subject.startsWith('net ') ? 'network' : 'account'
        await record({ action: 'session.locked', actor, role: '', origin, detail: { by, minutes: FAILURE_MINUTES } })
      }
    },
  }
}

/** Moments of the last failures, newest first. */
async function lastFailures(sql: Sql, subject: string, most: number): Promise<number[]> {
  const found = await sql.query<{ at: string }>(
    'select at from sign_in_failures where subject = $1 order by at desc limit $2',
    [subject, most],
  )
  return found.map(({ at }) => Date.parse(at))
}

/** When the lock ends, 0 without one. Nothing is counted during a lock, so the newest failure is the one that closed it. */
function lockEnd(failures: readonly number[], most: number): number {
  const [newest] = failures
  const oldest = failures.at(-1)
  if (newest === undefined || oldest === undefined || failures.length < most) return 0
  return newest - oldest < WINDOW_MS ? newest + WINDOW_MS : 0
}
